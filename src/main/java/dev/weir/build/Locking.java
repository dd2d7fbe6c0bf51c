package dev.weir.build;

import dev.weir.build.event.BuildEvent;
import dev.weir.build.event.Events;
import dev.weir.cache.StoreLock;
import dev.weir.disk.CacheFolder;
import dev.weir.exec.Cancellation;
import dev.weir.workspace.WorkspaceLock;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// The right to change a workspace and to rely on what its store holds.
///
/// The workspace is taken first, so that nobody who waits for the store is waited for.
final class Locking implements AutoCloseable {
    private static final String WAITING_FOR_STORE = "waiting for another weir that uses the store";

    private final WorkspaceLock workspace;
    private final StoreLock store;

    private Locking(WorkspaceLock workspace, StoreLock store) {
        this.workspace = workspace;
        this.store = store;
    }

    /// What is locked.
    ///
    /// @param cache weir's own folder of the workspace
    /// @param store where its results are
    /// @param kind whether bytes of the store may go
    record Place(CacheFolder cache, CacheFolder store, StoreLock.Kind kind) {}

    /// Gets both, and says for whom it waits; empty when the build was cancelled meanwhile.
    static Optional<Locking> acquire(
            Place place, Instant now, Events events, Cancellation cancellation)
            throws IOException, InterruptedException {
        Optional<WorkspaceLock> workspace =
                WorkspaceLock.acquire(
                        place.cache(),
                        WorkspaceLock.Holder.self(now, "weir"),
                        holder -> warn(events, waitingFor(holder)),
                        cancellation::isRequested);
        if (workspace.isEmpty()) {
            return Optional.empty();
        }
        Optional<StoreLock> store = Optional.empty();
        try {
            store =
                    StoreLock.acquire(
                            place.store(),
                            place.kind(),
                            () -> warn(events, WAITING_FOR_STORE),
                            cancellation::isRequested);
            return store.map(held -> new Locking(workspace.get(), held));
        } finally {
            if (store.isEmpty()) {
                workspace.get().close();
            }
        }
    }

    private static void warn(Events events, String message) {
        events.on(new BuildEvent.Warned(message + "; Ctrl-C gives up waiting"));
    }

    private static String waitingFor(Optional<WorkspaceLock.Holder> holder) {
        return "waiting for another weir in this workspace"
                + holder.map(it ->
                                " (process "
                                        + it.pid()
                                        + ", since "
                                        + it.since().truncatedTo(ChronoUnit.SECONDS)
                                        + ")")
                        .orElse("");
    }

    /// Lets the store go, and keeps the workspace.
    void releaseStore() throws IOException {
        store.close();
    }

    @Override
    public void close() throws IOException {
        try (workspace) {
            store.close();
        }
    }
}
