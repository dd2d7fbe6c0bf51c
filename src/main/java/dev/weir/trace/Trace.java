package dev.weir.trace;

import dev.weir.digest.Digest;
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
/// @param pipelinefile the file in the workspace's folder that declared the task; `""` when that is
///   not known
/// @param key that of config and inputs, unless the success counts for none
/// @param run the build that made the result, here or elsewhere
/// @param config the fields of the key that are no inputs, by name: `command`, `with.model.depth`,
///   `env.LANG`, `tool.python3 --version`
/// @param inputs what was read, by path
/// @param outputs what was made, by declared path; a folder as one entry
/// @param finished when it succeeded
/// @param took how long the action ran
public record Trace(
        TaskName task,
        String pipelinefile,
        TaskKey key,
        RunId run,
        SortedMap<String, String> config,
        SortedMap<WorkspacePath, Entry> inputs,
        SortedMap<WorkspacePath, Entry> outputs,
        Instant finished,
        Duration took) {
    /// The keys of successes that count for none: digests of just these words, `tried since` and
    /// `unsettled`. They are written out, as a build with nothing to do hashes nothing.
    private static final TaskKey TRIED_SINCE =
            key("71e74de2db2373f0fd3c2ad612f790a36549dd886ec64d22dee4eaff1e31cfc7");

    private static final TaskKey UNSETTLED =
            key("4ccb705c19e7e6896449195d80d836d24991ad2883f99a2a2e3fefe2115acea4");

    public Trace {
        config = Collections.unmodifiableSortedMap(new TreeMap<>(config));
        inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
        outputs = Collections.unmodifiableSortedMap(new TreeMap<>(outputs));
    }

    private static TaskKey key(String hex) {
        return new TaskKey(Digest.of(hex));
    }

    /// The same success, which counts for no key any more: what the task acts on may have changed.
    public Trace triedSince() {
        return with(TRIED_SINCE);
    }

    /// The same success, which counts for no key: what the task reads or runs with changed while it
    /// ran.
    public Trace unsettled() {
        return with(UNSETTLED);
    }

    /// Some of its outputs and who made them, without what was read.
    Trace former(SortedMap<WorkspacePath, Entry> some) {
        return new Trace(
                task,
                pipelinefile,
                key,
                run,
                new TreeMap<>(),
                new TreeMap<>(),
                some,
                finished,
                took);
    }

    private Trace with(TaskKey other) {
        return new Trace(task, pipelinefile, other, run, config, inputs, outputs, finished, took);
    }

    /// Whether the task was tried after this success, and did not succeed again.
    public boolean isTriedSince() {
        return key.equals(TRIED_SINCE);
    }

    /// Whether it counts for a key: then [#key] is that of [#config] and [#inputs].
    public boolean isSettled() {
        return !key.equals(TRIED_SINCE) && !key.equals(UNSETTLED);
    }
}
