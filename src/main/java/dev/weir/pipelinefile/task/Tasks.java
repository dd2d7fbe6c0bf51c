package dev.weir.pipelinefile.task;

import dev.weir.diagnostic.Diagnostics;
import dev.weir.diagnostic.Quoted;
import dev.weir.diagnostic.Span;
import dev.weir.pipeline.TaskName;
import dev.weir.pipelinefile.matrix.Cell;
import dev.weir.pipelinefile.matrix.NoCell;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.stream.Collectors;

/// All tasks of a Pipelinefile by name, so that they can name each other. Under one name stand the
/// cells of a matrix, or one task.
public final class Tasks {
    private static final int LONGEST_CHAIN = 50;

    private final SequencedMap<String, List<TaskScope>> scopes = new LinkedHashMap<>();
    private final Map<TaskName, List<TaskScope>> selections = new HashMap<>();
    private final SequencedSet<TaskName> open = new LinkedHashSet<>();
    private final Diagnostics diagnostics;

    public Tasks(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /// @param cells those of a matrix in order, or one task
    public void add(String name, List<TaskScope> cells) {
        scopes.put(name, List.copyOf(cells));
        cells.forEach(cell -> selections.put(cell.name(), List.of(cell)));
    }

    /// A name under which something stands that is no task, which was reported.
    public void addBroken(String name) {
        scopes.put(name, List.of());
    }

    public List<TaskScope> all() {
        return scopes.values().stream().flatMap(List::stream).toList();
    }

    /// The task of that name, or those cells of its matrix that have all values which the name
    /// holds, and the asking cell's values of the axes that both have. What does not exist is
    /// reported.
    public Optional<Selected> find(String name, Span span, Cell asking) {
        Optional<TaskName> wanted =
                TaskName.isValid(name) ? Optional.of(new TaskName(name)) : Optional.empty();
        String declared = wanted.map(TaskName::declared).orElse(name);
        List<TaskScope> known = scopes.get(declared);
        if (known == null) {
            diagnostics.error(
                    span,
                    "no task named " + Quoted.of(declared),
                    diagnostics.suggestion(declared, scopes.keySet()));
            return Optional.empty();
        }
        return wanted.isEmpty() || known.isEmpty()
                ? Optional.empty()
                : select(known, wanted.get(), span, asking);
    }

    /// The tasks that a name means to whoever is no task.
    public Optional<List<TaskName>> find(String name, Span span) {
        return find(name, span, Cell.NONE)
                .map(found -> found.there().stream().map(TaskScope::name).toList());
    }

    private Optional<Selected> select(
            List<TaskScope> known, TaskName wanted, Span span, Cell asking) {
        TaskScope first = known.getFirst();
        if (first.name().equals(wanted)) {
            return Optional.of(new Selected(List.of(first), true));
        }
        List<String> axes = first.cell().axes();
        SequencedMap<String, String> values = new LinkedHashMap<>();
        SequencedMap<String, String> named = wanted.cell();
        for (String axis : axes) {
            Optional.ofNullable(named.get(axis))
                    .or(() -> asking.on(axis).map(Cell.Place::label))
                    .ifPresent(label -> values.put(axis, label));
        }
        values.putAll(named);
        TaskName selection = wanted.at(values);
        List<TaskScope> selected =
                selections.computeIfAbsent(selection, _ -> selected(known, values));
        if (selected.isEmpty()) {
            NoCell no = NoCell.of(selection, known.stream().map(TaskScope::name).toList());
            diagnostics.error(span, no.message(), no.help());
            return Optional.empty();
        }
        return Optional.of(new Selected(selected, values.size() == axes.size()));
    }

    private static List<TaskScope> selected(
            List<TaskScope> known, SequencedMap<String, String> values) {
        return known.stream()
                .filter(scope -> scope.cell().labels().entrySet().containsAll(values.entrySet()))
                .toList();
    }

    /// Tasks that a name means.
    ///
    /// @param scopes at least one
    /// @param single whether it means one task, however many values the axes of a matrix have
    record Selected(List<TaskScope> scopes, boolean single) {
        /// Those that are there; all of them when none is.
        List<TaskScope> there() {
            List<TaskScope> there = scopes.stream().filter(TaskScope::isThere).toList();
            return there.isEmpty() ? scopes : there;
        }
    }

    /// Notes that the outputs of a task are being worked out.
    public void open(TaskName name) {
        open.add(name);
    }

    /// Notes that they are known.
    public void close(TaskName name) {
        open.remove(name);
    }

    /// What is wrong with asking for the outputs of a task now: they are made of themselves, or of
    /// too many others.
    public Optional<String> circle(TaskName name) {
        if (open.contains(name)) {
            List<TaskName> circle = new ArrayList<>(open);
            return Optional.of(
                    circle.subList(circle.indexOf(name), circle.size()).stream()
                            .map(TaskName::text)
                            .collect(
                                    Collectors.joining(
                                            " → ",
                                            "outputs are made of each other in a circle: ",
                                            " → " + name)));
        }
        return open.size() >= LONGEST_CHAIN
                ? Optional.of("more than " + LONGEST_CHAIN + " outputs are made of each other")
                : Optional.empty();
    }
}
