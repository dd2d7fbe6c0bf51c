package dev.weir.pipeline;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a task gets from outside besides its inputs and params.
///
/// @param fixed variables with their values; hashed
/// @param passed names of variables whose values come from weir's own environment; hashed
/// @param secrets names of variables passed from weir's own environment, never hashed, masked in
///   logs
/// @param tools commands whose output is hashed
/// @param inherited whether all of weir's own environment is passed too, unhashed
public record Environment(
        SortedMap<String, String> fixed,
        SortedSet<String> passed,
        List<String> secrets,
        List<String> tools,
        boolean inherited) {
    /// Nothing.
    public static final Environment NONE =
            new Environment(new TreeMap<>(), new TreeSet<>(), List.of(), List.of(), false);

    public Environment {
        fixed = Collections.unmodifiableSortedMap(new TreeMap<>(fixed));
        passed = Collections.unmodifiableSortedSet(new TreeSet<>(passed));
        secrets = List.copyOf(secrets);
        tools = List.copyOf(tools);
    }
}
