package dev.weir.build;

import dev.weir.digest.Entry;
import dev.weir.pipeline.WorkspacePath;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The inputs of a task once their files are known.
///
/// @param byName paths behind each declared name, and all of them under `""`, in declared order
/// @param entries what stands at each path
/// @param further fields for what the map by path cannot say: the same folder read twice with
///   different exclusions
public record ResolvedInputs(
        SortedMap<String, List<WorkspacePath>> byName,
        SortedMap<WorkspacePath, Entry> entries,
        SortedMap<String, String> further) {
    public ResolvedInputs {
        byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
        entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
        further = Collections.unmodifiableSortedMap(new TreeMap<>(further));
    }
}
