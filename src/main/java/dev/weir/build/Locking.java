package dev.weir.build;

import dev.weir.build.event.BuildEvent;
import dev.weir.build.event.Events;
import dev.weir.build.run.StoreKeeper;
import dev.weir.build.verdict.Stores;
import dev.weir.cache.StoreLock;
import dev.weir.disk.CacheFolder;
import dev.weir.exec.Cancellation;
import dev.weir.trace.RunId;
import dev.weir.workspace.Claim;
import dev.weir.workspace.Holder;
import dev.weir.workspace.UndoLog;
import dev.weir.workspace.WorkspaceLock;
import java.io.IOException;
import java.time.InstantSource;
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
    /// @param claim what of the workspace is going to be changed
    record Place(CacheFolder cache, CacheFolder store, StoreLock.Kind kind, Claim claim) {}

    /// Who wants it.
    ///
    /// @param command as it was typed
    record Caller(String command, InstantSource clock, Events events, Cancellation cancellation) {}

    /// Gets both, and says for whom it waits; empty when the build was cancelled meanwhile.
    static Optional<Locking> acquire(Place place, Caller caller)
            throws IOException, InterruptedException {
        Events events = caller.events();
        Optional<WorkspaceLock> workspace =
                WorkspaceLock.acquire(
                        wanted(place, caller),
                        waiting -> warn(events, waitingFor(waiting)),
                        caller.cancellation()::isRequested);
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
                            caller.cancellation()::isRequested);
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

    private static String waitingFor(WorkspaceLock.Waiting waiting) {
        return "waiting for another weir in this workspace"
                + waiting.holder().map(Locking::who).orElse("")
                + ", which has "
                + waiting.dispute();
    }

    private static String who(Holder holder) {
        return " (process "
                + holder.pid()
                + ", '"
                + holder.command()
                + "', since "
                + holder.since().truncatedTo(ChronoUnit.SECONDS)
                + ")";
    }

    private static WorkspaceLock.Wanted wanted(Place place, Caller caller) {
        return new WorkspaceLock.Wanted(
                place.cache(),
                place.claim(),
                Holder.self(caller.clock().instant(), caller.command()),
                () -> RunIds.at(caller.clock().instant()).text());
    }

    /// What of the workspace is held.
    WorkspaceLock workspace() {
        return workspace;
    }

    /// Its run.
    RunId run() {
        return new RunId(workspace.run());
    }

    /// Where this run saves what weir did not make before it is replaced.
    UndoLog undo(BuildSetup setup, Stores stores) {
        return new UndoLog(
                setup.root(),
                new CacheFolder(setup.cache()),
                new StoreKeeper(stores.saved()),
                workspace.run());
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
