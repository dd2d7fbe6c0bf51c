package dev.weir.workspace;

import dev.weir.digest.Entry;
import dev.weir.pipeline.WorkspacePath;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What an input stands for at a moment: a file or a whole folder as one entry, a glob as an entry
/// for each file; nothing when nothing is there.
///
/// @param unreadable what should count and cannot be read: the task cannot be judged then
/// @param links met on the way to the files, those to nowhere too
/// @param latest the file that was written last
public record Contents(
        SortedMap<WorkspacePath, Entry> entries,
        List<Unreadable> unreadable,
        List<WorkspacePath> links,
        Optional<Written> latest) {
    public Contents {
        entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
        unreadable = List.copyOf(unreadable);
        links = List.copyOf(links);
    }

    /// When a file was written.
    ///
    /// @param time in nanoseconds since 1970
    public record Written(WorkspacePath path, long time) {}
}
