package dev.weir.oracle;

import dev.weir.oracle.TaskSpec.In;
import dev.weir.oracle.TaskSpec.Out;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Which task waits for which, told from paths alone.
record Web(Map<String, TaskSpec> tasks) {
    static Web of(List<TaskSpec> tasks) {
        Map<String, TaskSpec> byName = new LinkedHashMap<>();
        tasks.forEach(task -> byName.put(task.name(), task));
        return new Web(byName);
    }

    /// Whether an input takes files from an output.
    static boolean feeds(Out output, In input) {
        if (input.excludes(output.path())) {
            return false;
        }
        String read = input.pattern().text();
        if (input.pattern().isGlob()) {
            return output.folder()
                    ? input.pattern().mayMatchBelow(output.path())
                    : input.pattern().matches(output.path());
        }
        return output.path().equals(read)
                || output.path().startsWith(read + "/")
                || read.startsWith(output.path() + "/");
    }

    /// Whether one task reads an output of another.
    static boolean reads(TaskSpec reader, TaskSpec maker) {
        return maker.outputs().stream().anyMatch(output -> reads(reader, output));
    }

    static boolean reads(TaskSpec reader, Out output) {
        return reader.inputs().stream().anyMatch(input -> feeds(output, input));
    }

    /// Whether some task makes files an input is for.
    boolean isFed(In input) {
        return tasks.values().stream()
                .anyMatch(task -> task.outputs().stream().anyMatch(output -> feeds(output, input)));
    }

    /// The paths of all outputs.
    Set<String> outputs() {
        Set<String> paths = new HashSet<>();
        tasks.values().forEach(task -> task.outputs().forEach(out -> paths.add(out.path())));
        return paths;
    }

    /// The tasks a task waits for.
    Set<String> before(TaskSpec task) {
        Set<String> before = new TreeSet<>(task.needs());
        tasks.values().stream()
                .filter(other -> reads(task, other))
                .forEach(other -> before.add(other.name()));
        return before;
    }

    /// The targets and all they wait for, each after what it waits for.
    List<TaskSpec> closure(Collection<String> targets) {
        Set<String> done = new LinkedHashSet<>();
        targets.forEach(target -> visit(target, done));
        List<TaskSpec> closure = new ArrayList<>();
        done.forEach(name -> closure.add(tasks.get(name)));
        return closure;
    }

    private void visit(String name, Set<String> done) {
        if (!done.contains(name)) {
            before(tasks.get(name)).forEach(before -> visit(before, done));
            done.add(name);
        }
    }
}
