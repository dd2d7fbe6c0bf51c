package dev.weir.build;

import dev.weir.build.event.BuildEvent;
import dev.weir.build.event.Events;
import dev.weir.disk.CacheFolder;
import dev.weir.exec.Cancellation;
import dev.weir.workspace.WorkspaceLock;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Gets the workspace for this build, and says for whom it waits.
final class Locking {
    private Locking() {}

    /// Empty when the build was cancelled while it waited.
    static Optional<WorkspaceLock> acquire(
            CacheFolder cache, Instant now, Events events, Cancellation cancellation)
            throws IOException, InterruptedException {
        WorkspaceLock.Holder self = WorkspaceLock.Holder.self(now, "weir");
        return WorkspaceLock.acquire(
                cache,
                self,
                holder ->
                        events.on(
                                new BuildEvent.Warned(
                                        "waiting for another weir in this workspace"
                                                + holder.map(it ->
                                                                " (process "
                                                                        + it.pid()
                                                                        + ", since "
                                                                        + it.since()
                                                                                .truncatedTo(
                                                                                        ChronoUnit
                                                                                                .SECONDS)
                                                                        + ")")
                                                        .orElse("")
                                                + "; Ctrl-C gives up waiting")),
                cancellation::isRequested);
    }
}
