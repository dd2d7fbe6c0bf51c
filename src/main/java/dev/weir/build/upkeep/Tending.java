package dev.weir.build.upkeep;

import dev.weir.cache.StoreLock;
import dev.weir.cache.garbage.Budget;
import dev.weir.cache.garbage.Inventory;
import dev.weir.cache.garbage.Selection;
import dev.weir.cache.garbage.Tally;
import dev.weir.disk.CacheFolder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Looks after a store when a build has added to it: keeps the count of its bytes, and collects
/// when there are too many of them, or once a day for those that are too old.
///
/// Needs the workspace's lock and not the store's, which it takes alone if it is to be had at once:
/// what another weir works with is collected by a later build.
public final class Tending {
    private static final Duration DAY = Duration.ofDays(1);

    private final Upkeep upkeep;
    private final CacheFolder store;
    private final Tally tally;
    private final Budget budget;
    private final Instant now;

    public Tending(Upkeep upkeep, CacheFolder store, Budget budget, Instant now) {
        this.upkeep = upkeep;
        this.store = store;
        this.tally = new Tally(store);
        this.budget = budget;
        this.now = now;
    }

    /// What came of it.
    ///
    /// @param bytes the store holds
    /// @param collected what was removed, if anything was
    public record Tended(long bytes, Optional<Selection> collected) {}

    /// After a build that added bytes.
    public Tended after(long added) throws IOException {
        Optional<Tally.Count> before = tally.read();
        if (before.isPresent() && !isDue(before.get().with(added))) {
            Tally.Count count = before.get().with(added);
            tally.write(count);
            return new Tended(count.bytes(), Optional.empty());
        }
        Optional<StoreLock> alone = StoreLock.tryAcquire(store, StoreLock.Kind.ALONE);
        if (alone.isEmpty()) {
            return new Tended(
                    before.map(it -> it.with(added).bytes()).orElse(0L), Optional.empty());
        }
        try (var _ = alone.get()) {
            return collected();
        }
    }

    private boolean isDue(Tally.Count count) {
        boolean full =
                budget.keep()
                        .filter(most -> count.bytes() > Math.max(most, count.enough()))
                        .isPresent();
        Duration age = Duration.between(count.counted(), now);
        return full || age.isNegative() || age.compareTo(DAY) > 0;
    }

    /// When there is too much, a tenth more goes than has to, so that not each build collects; and
    /// where what is needed leaves no room, a tenth more has to come before the next try.
    private Tended collected() throws IOException {
        Inventory inventory = Inventory.of(store);
        boolean full = budget.keep().filter(most -> inventory.size() > most).isPresent();
        Budget aim =
                full
                        ? new Budget(budget.keep().map(most -> most / 10 * 9), budget.older())
                        : budget;
        Selection selection = upkeep.collect(inventory, aim);
        long bytes =
                inventory.bytes()
                        - selection.bytes().stream()
                                .mapToLong(digest -> inventory.blobs().getOrDefault(digest, 0L))
                                .sum();
        tally.write(new Tally.Count(bytes, now, selection.left() + selection.left() / 10));
        return new Tended(bytes, Optional.of(selection).filter(it -> !it.isEmpty()));
    }
}
