package dev.weir.build.upkeep;

import dev.weir.cache.garbage.Needed;
import dev.weir.digest.Digest;
import dev.weir.digest.Entry;
import dev.weir.digest.TaskKey;
import dev.weir.disk.CacheFolder;
import dev.weir.pipeline.TaskName;
import dev.weir.trace.Trace;
import dev.weir.trace.TraceLog;
import dev.weir.workspace.UndoLog;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Gathers what workspaces need of a store as they are now: each result that a trace names, with
/// its bytes (absent temporary outputs are nowhere else), and what `undo` may bring back.
final class Needs {
    private final Set<TaskKey> results = new HashSet<>();
    private final Set<Digest> bytes = new HashSet<>();

    /// Adds what stands in the state of a workspace.
    ///
    /// @param cache its own folder
    Needs add(CacheFolder cache) throws IOException {
        try (TraceLog traces = TraceLog.load(cache)) {
            for (TaskName task : traces.tasks()) {
                Optional<Trace> trace = traces.of(task);
                trace.ifPresent(this::add);
            }
        }
        bytes.addAll(UndoLog.bytes(cache));
        return this;
    }

    private void add(Trace trace) {
        results.add(trace.key());
        for (Entry output : trace.outputs().values()) {
            if (output.kind() != Entry.Kind.FOLDER) {
                bytes.add(output.digest());
            }
        }
    }

    Needed needed() {
        return new Needed(results, bytes);
    }
}
