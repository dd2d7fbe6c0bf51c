package dev.weir.pipelinefile;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a Pipelinefile took from outside of its text and the command line. While that is the same,
/// it means the same.
///
/// @param files the texts of included files and of param files, by path
/// @param variables those of weir's environment that were asked for, empty where one was not set
public record Elsewhere(
        SortedMap<String, String> files, SortedMap<String, Optional<String>> variables) {
    public Elsewhere {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        variables = Collections.unmodifiableSortedMap(new TreeMap<>(variables));
    }
}
