package dev.weir.pipelinefile.task;

import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The variables a command is given.
///
/// @param fixed with their values
/// @param passed from outside
/// @param unknown those whose values are not known, because of a mistake that was reported
public record TaskVariables(
        NavigableMap<String, String> fixed,
        NavigableSet<String> passed,
        NavigableSet<String> unknown) {
    public static TaskVariables none() {
        return new TaskVariables(new TreeMap<>(), new TreeSet<>(), new TreeSet<>());
    }

    /// These, with those in place of the ones of the same name.
    public TaskVariables with(TaskVariables own) {
        if (own.isEmpty()) {
            return this;
        }
        TaskVariables merged =
                new TaskVariables(
                        new TreeMap<>(fixed), new TreeSet<>(passed), new TreeSet<>(unknown));
        own.fixed.keySet().forEach(merged::remove);
        own.passed.forEach(merged::remove);
        own.unknown.forEach(merged::remove);
        merged.fixed.putAll(own.fixed);
        merged.passed.addAll(own.passed);
        merged.unknown.addAll(own.unknown);
        return merged;
    }

    private boolean isEmpty() {
        return fixed.isEmpty() && passed.isEmpty() && unknown.isEmpty();
    }

    private void remove(String name) {
        fixed.remove(name);
        passed.remove(name);
        unknown.remove(name);
    }
}
