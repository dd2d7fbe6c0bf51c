package dev.weir.pipelinefile.task;

import dev.weir.diagnostic.Diagnostics;
import dev.weir.diagnostic.Quoted;
import dev.weir.diagnostic.Span;
import dev.weir.pipeline.TaskName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.stream.Collectors;

/// All tasks of a Pipelinefile by name, so that they can name each other.
public final class Tasks {
    private static final int LONGEST_CHAIN = 50;

    private final SequencedMap<String, Optional<TaskScope>> scopes = new LinkedHashMap<>();
    private final SequencedSet<TaskName> open = new LinkedHashSet<>();
    private final Diagnostics diagnostics;

    public Tasks(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    public void add(TaskScope scope) {
        scopes.put(scope.name().text(), Optional.of(scope));
    }

    /// A name under which something stands that is no task, which was reported.
    public void addBroken(String name) {
        scopes.put(name, Optional.empty());
    }

    public List<TaskScope> all() {
        return scopes.values().stream().flatMap(Optional::stream).toList();
    }

    /// The task of that name; one that does not exist is reported.
    public Optional<TaskScope> find(String name, Span span) {
        Optional<TaskScope> scope = scopes.get(name);
        if (scope == null) {
            diagnostics.error(
                    span,
                    "no task named " + Quoted.of(name),
                    diagnostics.suggestion(name, scopes.keySet()));
            return Optional.empty();
        }
        return scope;
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
