package dev.weir.build.verdict;

import dev.weir.cache.ActionResult;
import dev.weir.digest.Entry;
import dev.weir.digest.TaskKey;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.trace.Trace;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// All that a verdict on one task rests on, gathered before it is given.
///
/// @param fields what the key is made of
/// @param key of the fields; for a frozen task the trace's
/// @param trace of the last success in this workspace
/// @param recorded what the action cache holds for the key
/// @param bytesHeld whether the store has every blob of the recorded result that is not temporary
/// @param disk the declared outputs that are there, as they are
/// @param now the time
/// @param forced whether the task is to run whatever is known
public record Snapshot(
        KeyFields fields,
        TaskKey key,
        Optional<Trace> trace,
        Optional<ActionResult> recorded,
        boolean bytesHeld,
        SortedMap<WorkspacePath, Entry> disk,
        Instant now,
        boolean forced) {
    public Snapshot {
        disk = Collections.unmodifiableSortedMap(new TreeMap<>(disk));
    }
}
