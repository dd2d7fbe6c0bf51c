package dev.weir.build.verdict;

import dev.weir.digest.Entry;
import dev.weir.pipeline.WorkspacePath;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The inputs of a task once their files are known.
///
/// @param byName paths behind each declared name, `""` for those declared without one
/// @param all every path, in declared order
/// @param entries what stands at each path
/// @param further fields for what the map by path cannot say: the same folder read twice with
///   different exclusions, what a task made in a folder with links that lead out of it
public record ResolvedInputs(
        SortedMap<String, List<WorkspacePath>> byName,
        List<WorkspacePath> all,
        SortedMap<WorkspacePath, Entry> entries,
        SortedMap<String, String> further) {
    public ResolvedInputs {
        byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
        all = List.copyOf(all);
        entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
        further = Collections.unmodifiableSortedMap(new TreeMap<>(further));
    }

    /// As a command's text names them: as declared, and all of them under `""`.
    public SortedMap<String, List<WorkspacePath>> inText() {
        SortedMap<String, List<WorkspacePath>> names = new TreeMap<>(byName);
        names.put("", all);
        return names;
    }
}
