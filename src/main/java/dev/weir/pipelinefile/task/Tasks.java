package dev.weir.pipelinefile.task;

import dev.weir.diagnostic.Diagnostics;
import dev.weir.diagnostic.Quoted;
import dev.weir.diagnostic.Span;
import dev.weir.pipeline.TaskName;
import dev.weir.pipelinefile.file.Home;
import dev.weir.pipelinefile.file.PipelineFile;
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
import java.util.stream.Stream;

/// All tasks of a file by name, so that they can name each other. Under one name stand the cells of
/// a matrix, or one task. Those of a file that it includes have that file's name before them; that
/// name alone stands for the file's default.
public final class Tasks {
    private static final int LONGEST_CHAIN = 50;

    private final Home home;
    private final SequencedMap<String, List<TaskScope>> scopes = new LinkedHashMap<>();
    private final SequencedMap<String, Optional<Tasks>> files = new LinkedHashMap<>();
    private final Map<TaskName, List<TaskScope>> selections = new HashMap<>();
    private final SequencedSet<TaskName> open;
    private final Diagnostics diagnostics;
    private Optional<Usual> usual = Optional.empty();

    /// Those of the Pipelinefile itself.
    public Tasks(Diagnostics diagnostics) {
        this(Home.TOP, new LinkedHashSet<>(), diagnostics);
    }

    private Tasks(Home home, SequencedSet<TaskName> open, Diagnostics diagnostics) {
        this.home = home;
        this.open = open;
        this.diagnostics = diagnostics;
    }

    /// Those of a file that this one includes; nothing when it could not be read.
    public Optional<Tasks> include(PipelineFile.Inclusion inclusion) {
        Optional<Tasks> tasks =
                inclusion.file().map(file -> new Tasks(file.home(), open, diagnostics));
        files.put(inclusion.name(), tasks);
        if (scopes.containsKey(inclusion.name())) {
            diagnostics.error(
                    inclusion.at(),
                    "there is a task named " + Quoted.of(inclusion.name()) + " already",
                    "the tasks of the file stand below this name: choose another");
        }
        return tasks;
    }

    /// What is meant when only the file is named.
    ///
    /// @param name as the file writes it
    public void usual(String name, Span span) {
        usual = Optional.of(new Usual(name, span));
    }

    /// @param cells those of a matrix in order, or one task
    public void add(String name, List<TaskScope> cells) {
        scopes.put(name, List.copyOf(cells));
        if (cells.size() > 1) {
            cells.forEach(cell -> selections.put(cell.name(), List.of(cell)));
        }
    }

    /// A name under which something stands that is no task, which was reported.
    public void addBroken(String name) {
        scopes.put(name, List.of());
    }

    /// The tasks of this file and of those it includes.
    public List<TaskScope> all() {
        List<TaskScope> all = new ArrayList<>();
        scopes.values().forEach(all::addAll);
        files.values().forEach(file -> file.map(Tasks::all).ifPresent(all::addAll));
        return all;
    }

    /// The tasks meant by the name of each file that is included, here or further in; empty for one
    /// without a default.
    public SequencedMap<TaskName, List<TaskName>> defaults() {
        SequencedMap<TaskName, List<TaskName>> defaults = new LinkedHashMap<>();
        for (Optional<Tasks> file : files.values()) {
            if (file.isPresent()) {
                defaults.put(new TaskName(file.get().home.namespace()), file.get().usual());
                defaults.putAll(file.get().defaults());
            }
        }
        return defaults;
    }

    /// The tasks of the default of this file, none when it has none.
    public List<TaskName> usual() {
        return usual.flatMap(it -> find(it.name(), it.span(), Cell.NONE))
                .map(found -> found.there().stream().map(TaskScope::name).toList())
                .orElse(List.of());
    }

    /// The task of that name, or those cells of its matrix that have all values which the name
    /// holds, and the asking cell's values of the axes that both have. What does not exist is
    /// reported.
    public Optional<Selected> find(String name, Span span, Cell asking) {
        return find(name, new Asked(name, span, asking));
    }

    private Optional<Selected> find(String name, Asked asked) {
        int at = name.indexOf('@');
        int dot = name.indexOf('.');
        boolean inFile = dot > 0 && (at < 0 || dot < at);
        Optional<Tasks> file = files.get(inFile ? name.substring(0, dot) : name);
        if (file != null) {
            String rest = inFile ? name.substring(dot + 1) : "";
            return file.flatMap(tasks -> inFile ? tasks.find(rest, asked) : tasks.findUsual(asked));
        }
        String declared = at < 0 ? name : name.substring(0, at);
        List<TaskScope> known = scopes.get(declared);
        if (known == null || !TaskName.isValid(name)) {
            return known != null && known.isEmpty() ? Optional.empty() : unknown(declared, asked);
        }
        return known.isEmpty()
                ? Optional.empty()
                : select(known, new TaskName(home.name(name)), asked);
    }

    private Optional<Selected> findUsual(Asked asked) {
        if (usual.isPresent()) {
            return find(usual.get().name(), usual.get().span(), Cell.NONE);
        }
        diagnostics.error(
                asked.span(),
                "the included file " + Quoted.of(asked.name()) + " has no default",
                "name a task of it: "
                        + asked.name()
                        + "."
                        + scopes.keySet().stream().findFirst().orElse("NAME"));
        return Optional.empty();
    }

    private Optional<Selected> unknown(String declared, Asked asked) {
        String before = asked.name().substring(0, Math.max(0, asked.name().lastIndexOf(declared)));
        Iterable<String> known =
                () ->
                        Stream.concat(scopes.keySet().stream(), files.keySet().stream())
                                .map(name -> before + name)
                                .iterator();
        diagnostics.error(
                asked.span(),
                "no task named " + Quoted.of(before + declared),
                isOfTask(declared)
                        ? Quoted.of(before + declared.substring(0, declared.indexOf('.')))
                                + " is a task, not an included file"
                        : diagnostics.suggestion(before + declared, known));
        return Optional.empty();
    }

    private boolean isOfTask(String name) {
        int dot = name.indexOf('.');
        return dot > 0 && scopes.containsKey(name.substring(0, dot));
    }

    /// Whether a name is that of a task of an included file.
    public boolean isOfFile(String name) {
        int dot = name.indexOf('.');
        return dot > 0
                && files.getOrDefault(name.substring(0, dot), Optional.empty())
                        .filter(file -> file.scopes.containsKey(name.substring(dot + 1)))
                        .isPresent();
    }

    private Optional<Selected> select(List<TaskScope> known, TaskName wanted, Asked asked) {
        TaskScope first = known.getFirst();
        if (first.name().equals(wanted)) {
            return Optional.of(new Selected(List.of(first), true));
        }
        List<String> axes = first.cell().axes();
        SequencedMap<String, String> values = new LinkedHashMap<>();
        SequencedMap<String, String> named = wanted.cell();
        for (String axis : axes) {
            Optional.ofNullable(named.get(axis))
                    .or(() -> asked.cell().on(axis).map(Cell.Place::label))
                    .ifPresent(label -> values.put(axis, label));
        }
        values.putAll(named);
        TaskName selection = wanted.at(values);
        List<TaskScope> selected =
                selections.computeIfAbsent(selection, _ -> selected(known, values));
        if (selected.isEmpty()) {
            NoCell no = NoCell.of(selection, known.stream().map(TaskScope::name).toList());
            diagnostics.error(asked.span(), no.message(), no.help());
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

    /// Who looks for a task.
    ///
    /// @param name as it was written
    private record Asked(String name, Span span, Cell cell) {}

    private record Usual(String name, Span span) {}
}
