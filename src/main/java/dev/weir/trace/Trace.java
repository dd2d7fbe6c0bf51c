package dev.weir.trace;

import dev.weir.digest.Encoder;
import dev.weir.digest.Entry;
import dev.weir.digest.TaskKey;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.WorkspacePath;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a successful run (or restore) of a task in this workspace saw and made: a verifying trace.
///
/// @param run the build that made the result, here or elsewhere
/// @param config the fields of the key that are no inputs, by name: `command`, `with.model.depth`,
///   `env.LANG`, `tool.python3 --version`
/// @param inputs what was read, by path
/// @param outputs what was made, by declared path; a folder as one entry
/// @param finished when it succeeded
/// @param took how long the action ran
public record Trace(
        TaskName task,
        TaskKey key,
        RunId run,
        SortedMap<String, String> config,
        SortedMap<WorkspacePath, Entry> inputs,
        SortedMap<WorkspacePath, Entry> outputs,
        Instant finished,
        Duration took) {
    /// The key of a trace whose task was tried since: that of no task.
    private static final TaskKey TRIED_SINCE = new TaskKey(new Encoder("tried since").finish());

    public Trace {
        config = Collections.unmodifiableSortedMap(new TreeMap<>(config));
        inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
        outputs = Collections.unmodifiableSortedMap(new TreeMap<>(outputs));
    }

    /// The same success, which counts for no key any more: what the task acts on may have changed.
    public Trace triedSince() {
        return new Trace(task, TRIED_SINCE, run, config, inputs, outputs, finished, took);
    }

    /// Whether the task was tried after this success, and did not succeed again.
    public boolean isTriedSince() {
        return key.equals(TRIED_SINCE);
    }
}
