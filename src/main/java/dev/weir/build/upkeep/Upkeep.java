package dev.weir.build.upkeep;

import dev.weir.cache.StoreLock;
import dev.weir.cache.garbage.Budget;
import dev.weir.cache.garbage.Collector;
import dev.weir.cache.garbage.Inspection;
import dev.weir.cache.garbage.Inventory;
import dev.weir.cache.garbage.Needed;
import dev.weir.cache.garbage.Selection;
import dev.weir.cache.garbage.Tally;
import dev.weir.disk.CacheFolder;
import dev.weir.disk.FileTree;
import dev.weir.workspace.Saved;
import dev.weir.workspace.UndoLog;
import dev.weir.workspace.WorkspaceLock;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Set;

/// What can be done with a store as a whole. Asking takes no lock and writes nothing; what removes
/// something waits until no weir builds with the store, and keeps builds waiting meanwhile.
public final class Upkeep {
    private final CacheFolder cache;
    private final CacheFolder store;
    private final boolean shared;
    private final InstantSource clock;
    private final Runnable waiting;

    /// @param cache weir's own folder of the workspace
    /// @param storage where its results are
    /// @param waiting is told when something has to be waited for
    public Upkeep(CacheFolder cache, Storage storage, InstantSource clock, Runnable waiting) {
        this.cache = cache;
        this.store = new CacheFolder(storage.folder());
        this.shared = storage.isShared();
        this.clock = clock;
        this.waiting = waiting;
    }

    /// What the store holds, and what a collection would leave of it.
    public Holdings holdings(Budget budget) throws IOException {
        Inventory inventory = Inventory.of(store);
        Needed needed = needed();
        return new Holdings(
                inventory,
                needed,
                Selection.of(inventory, needed, budget, clock.instant()),
                Clearing.size(cache.path("runs"))
                        + Clearing.size(cache.path("failed"))
                        + Clearing.size(cache.path("killed")),
                (int)
                        UndoLog.all(cache).stream()
                                .filter(saved -> saved.stood() instanceof Saved.Member)
                                .count());
    }

    /// What a collection would remove.
    public Selection selection(Budget budget) throws IOException {
        return Selection.of(Inventory.of(store), needed(), budget, clock.instant());
    }

    private Needed needed() throws IOException {
        Needs needs = new Needs().add(cache);
        for (CacheFolder sharer : new Sharers(store).all()) {
            needs.add(sharer);
        }
        return needs.needed();
    }

    /// How many workspaces build with a shared store.
    public int sharers() throws IOException {
        return new Sharers(store).all().size();
    }

    /// This workspace builds with the store, which is shared, from now on.
    public void share() throws IOException {
        new Sharers(store).enter(cache);
    }

    /// Removes what the budget does not allow and nobody needs.
    public Selection collect(Budget budget) throws IOException, InterruptedException {
        if (!FileTree.isFolder(store.root())) {
            return selection(budget);
        }
        try (var _ = lock(StoreLock.Kind.ALONE)) {
            return collected(budget);
        }
    }

    private Selection collected(Budget budget) throws IOException {
        Selection selection = collect(Inventory.of(store), budget);
        new Tally(store).forget();
        return selection;
    }

    /// The same for who has the store alone, and looked through it.
    Selection collect(Inventory inventory, Budget budget) throws IOException {
        Selection selection = Selection.of(inventory, needed(), budget, clock.instant());
        new Collector(store).collect(selection);
        return selection;
    }

    /// Reads all bytes and records, and removes those that are damaged.
    public Inspection verify() throws IOException, InterruptedException {
        if (!FileTree.isFolder(store.root())) {
            return Inspection.of(store);
        }
        try (var _ = lock(StoreLock.Kind.SHARED)) {
            return Inspection.of(store);
        }
    }

    /// Removes all results and bytes, also those that are needed; what tasks made in workspaces
    /// stays, and so does what `undo` would bring back.
    ///
    /// @return bytes that were freed
    public long clear() throws IOException, InterruptedException {
        if (!FileTree.isFolder(store.root())) {
            return 0;
        }
        try (var _ = lock(StoreLock.Kind.ALONE)) {
            return new Clearing().store(store, shared ? Set.of() : UndoLog.bytes(cache)).bytes();
        }
    }

    private StoreLock lock(StoreLock.Kind kind) throws IOException, InterruptedException {
        if (kind == StoreLock.Kind.ALONE) {
            WorkspaceLock.refuseWithin(cache, "the store");
        }
        return StoreLock.acquire(store, kind, waiting, () -> false).orElseThrow();
    }
}
