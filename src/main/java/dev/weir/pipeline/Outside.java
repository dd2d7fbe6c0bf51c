package dev.weir.pipeline;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The variables that a pipeline can take from outside.
///
/// @param own those weir was started with, which nobody changes
/// @param dotenv those of dotenv files: they stand in for what is asked for by name and not set,
///   and reach nothing else
public record Outside(Map<String, String> own, SortedMap<String, String> dotenv) {
    public Outside {
        dotenv = Collections.unmodifiableSortedMap(new TreeMap<>(dotenv));
    }

    /// Without dotenv files.
    public static Outside of(Map<String, String> own) {
        return new Outside(own, Collections.emptySortedMap());
    }

    /// A variable asked for by name.
    public @Nullable String value(String name) {
        String set = own.get(name);
        return set == null ? dotenv.get(name) : set;
    }
}
