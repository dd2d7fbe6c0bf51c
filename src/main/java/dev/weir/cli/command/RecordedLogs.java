package dev.weir.cli.command;

import dev.weir.cache.ActionCache;
import dev.weir.cache.ActionResult;
import dev.weir.cache.ContentStore;
import dev.weir.cache.Fetched;
import dev.weir.cache.Lookup;
import dev.weir.cli.session.Project;
import dev.weir.digest.Digest;
import dev.weir.disk.CacheFolder;
import dev.weir.pipeline.TaskName;
import dev.weir.trace.Trace;
import dev.weir.trace.TraceLog;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;

/// What tasks said when they made the results they have now. Writes nothing.
final class RecordedLogs {
    private final CacheFolder cache;
    private final CacheFolder store;

    RecordedLogs(Project project) {
        this.cache = new CacheFolder(project.cache());
        this.store = new CacheFolder(project.storage().folder());
    }

    /// The last success of a task in this workspace.
    Optional<Trace> trace(TaskName task) throws IOException {
        try (TraceLog traces = TraceLog.load(cache)) {
            return traces.of(task);
        }
    }

    /// The file of its log, whose bytes are right; empty when it said nothing or the log is no
    /// longer in the store.
    Optional<Path> log(Trace trace) throws IOException {
        try (ActionCache actions = new ActionCache(store);
                ContentStore contents = new ContentStore(store)) {
            if (!(actions.find(trace.key()) instanceof Lookup.Hit(ActionResult result))
                    || result.log().isEmpty()) {
                return Optional.empty();
            }
            Digest log = result.log().get();
            return contents.send(log, OutputStream.nullOutputStream()) instanceof Fetched.Done
                    ? Optional.of(contents.blob(log))
                    : Optional.empty();
        }
    }
}
