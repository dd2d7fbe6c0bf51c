package dev.weir.workspace;

import dev.weir.disk.CacheFolder;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// The journals of one weir: as many files as it has had transactions at once. Safe for several
/// threads.
final class Journals implements AutoCloseable {
    private final CacheFolder cache;
    private final Deque<Journal> idle = new ArrayDeque<>();

    Journals(CacheFolder cache) {
        this.cache = cache;
    }

    /// A journal of the plan.
    Journal begin(Plan plan) throws IOException {
        Optional<Journal> used = used();
        Journal journal = used.isPresent() ? used.get() : Journal.open(cache, plan.id());
        try {
            journal.begin(plan);
            return journal;
        } catch (IOException refused) {
            journal.remove();
            throw refused;
        }
    }

    private synchronized Optional<Journal> used() {
        return Optional.ofNullable(idle.poll());
    }

    /// The journal's transaction is over.
    void end(Journal journal) throws IOException {
        journal.end();
        synchronized (this) {
            idle.push(journal);
        }
    }

    /// Removes those of which nothing is under way.
    @Override
    public synchronized void close() throws IOException {
        for (Journal journal = idle.poll(); journal != null; journal = idle.poll()) {
            journal.remove();
        }
    }
}
