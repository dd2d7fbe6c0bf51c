package dev.weir.workspace;

import dev.weir.digest.Entry;
import dev.weir.pipeline.WorkspacePath;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What an input stands for at a moment: a file or a whole folder as one entry, a glob as an entry
/// for each file; nothing when nothing is there.
///
/// @param unreadable what should count and cannot be read: the task cannot be judged then
public record Contents(SortedMap<WorkspacePath, Entry> entries, List<Unreadable> unreadable) {
    public Contents {
        entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
        unreadable = List.copyOf(unreadable);
    }
}
