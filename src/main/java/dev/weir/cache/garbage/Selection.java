package dev.weir.cache.garbage;

import dev.weir.digest.Digest;
import dev.weir.digest.TaskKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// What of a store goes. Pure.
///
/// Bytes that no result names go always. Results that lay unused for longer than the budget allows
/// go next; and while the store holds more than it may, those that are least worth their room: few
/// seconds to make again for many bytes, unused for long. What is needed stays in any case.
///
/// @param results to remove
/// @param bytes to remove: no result that stays names them
/// @param freed how much that frees
/// @param left what the store holds then
public record Selection(List<TaskKey> results, List<Digest> bytes, long freed, long left) {
    /// What no clock measured, such as a result that was adopted, counts as work of an hour.
    private static final Duration UNKNOWN = Duration.ofHours(1);

    private static final double LEAST_SECONDS = 0.01;
    private static final double LEAST_IDLE = 60;

    public Selection {
        results = List.copyOf(results);
        bytes = List.copyOf(bytes);
    }

    /// Whether nothing goes.
    public boolean isEmpty() {
        return results.isEmpty() && bytes.isEmpty();
    }

    /// What goes of an inventory.
    public static Selection of(Inventory inventory, Needed needed, Budget budget, Instant now) {
        return new Choice(inventory, needed, now).by(budget);
    }

    /// The choice, while it is made.
    private static final class Choice {
        private final Inventory inventory;
        private final Instant now;
        private final Set<Digest> kept;
        private final Map<Digest, Integer> names = new HashMap<>();
        private final List<TaskKey> open = new ArrayList<>();
        private final List<TaskKey> results = new ArrayList<>();
        private final List<Digest> bytes = new ArrayList<>();
        private final long before;
        private long left;

        Choice(Inventory inventory, Needed needed, Instant now) {
            this.inventory = inventory;
            this.now = now;
            this.kept = new HashSet<>(needed.bytes());
            this.before = inventory.size();
            this.left = before;
            inventory
                    .results()
                    .forEach((key, result) -> {
                        result.bytes().forEach(digest -> names.merge(digest, 1, Integer::sum));
                        if (needed.results().contains(key)) {
                            kept.addAll(result.bytes());
                        } else {
                            open.add(key);
                        }
                    });
        }

        Selection by(Budget budget) {
            for (Digest digest : inventory.blobs().keySet()) {
                if (!names.containsKey(digest) && !kept.contains(digest)) {
                    drop(digest);
                }
            }
            open.removeIf(key -> {
                boolean goes = isOlder(key, budget) || result(key).isDamaged();
                if (goes) {
                    drop(key);
                }
                return goes;
            });
            budget.keep().ifPresent(this::keep);
            Collections.sort(bytes);
            return new Selection(results, bytes, before - left, left);
        }

        private boolean isOlder(TaskKey key, Budget budget) {
            return budget.older()
                    .filter(limit -> result(key).used().isBefore(now.minus(limit)))
                    .isPresent();
        }

        private void keep(long most) {
            if (left <= most) {
                return;
            }
            List<Worth> worths = new ArrayList<>();
            open.forEach(key -> worths.add(new Worth(worth(key), key)));
            Collections.sort(worths);
            for (Worth least : worths) {
                if (left <= most) {
                    return;
                }
                drop(least.key());
            }
        }

        /// Seconds it would take to make again, for each byte it takes alone and each second it lay
        /// unused.
        private double worth(TaskKey key) {
            Inventory.Result result = result(key);
            double room = result.size() + 1.0;
            for (Digest digest : result.bytes()) {
                Long size = inventory.blobs().get(digest);
                if (size != null && !kept.contains(digest)) {
                    room += (double) size / names.getOrDefault(digest, 1);
                }
            }
            Duration took = result.took().isZero() ? UNKNOWN : result.took();
            double seconds = took.toMillis() / 1000.0 + LEAST_SECONDS;
            double idle =
                    Math.max(LEAST_IDLE, (double) Duration.between(result.used(), now).toSeconds());
            return seconds / room / idle;
        }

        private Inventory.Result result(TaskKey key) {
            return Objects.requireNonNull(inventory.results().get(key));
        }

        private void drop(TaskKey key) {
            Inventory.Result result = result(key);
            results.add(key);
            left -= result.size();
            for (Digest digest : result.bytes()) {
                if (names.merge(digest, -1, Integer::sum) == 0 && !kept.contains(digest)) {
                    drop(digest);
                }
            }
        }

        private void drop(Digest digest) {
            Long size = inventory.blobs().get(digest);
            if (size != null) {
                bytes.add(digest);
                left -= size;
            }
        }
    }

    /// Two of equal worth go in the order of their keys, so that a choice can be repeated.
    private record Worth(double value, TaskKey key) implements Comparable<Worth> {
        @Override
        public int compareTo(Worth other) {
            int order = Double.compare(value, other.value);
            return order != 0 ? order : key.digest().compareTo(other.key.digest());
        }
    }
}
