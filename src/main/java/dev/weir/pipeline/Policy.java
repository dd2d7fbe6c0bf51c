package dev.weir.pipeline;

import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// How a task is run and kept. None of it is in the TaskKey.
///
/// @param retry how often it is tried
/// @param timeout the longest one try may take
/// @param resources what one run occupies
/// @param refresh when an old success no longer counts
/// @param effect whether it acts on the world: never restored, skipped only if it was the last to
///   act
public record Policy(
        Retry retry,
        Optional<Duration> timeout,
        Resources resources,
        Optional<Refresh> refresh,
        boolean effect) {
    /// One try, one processor, no limit of time, kept as long as nothing changes.
    public static final Policy USUAL =
            new Policy(
                    new Retry(1, Duration.ZERO),
                    Optional.empty(),
                    new Resources(1, 0),
                    Optional.empty(),
                    false);

    /// @param attempts all tries, at least 1
    /// @param backoff the wait before the second try; doubled, with jitter, before each further one
    public record Retry(int attempts, Duration backoff) {
        public Retry {
            if (attempts < 1 || backoff.isNegative()) {
                throw new IllegalArgumentException(
                        "attempts must be 1 or more and a backoff not negative");
            }
        }
    }

    /// @param cpu processors, at least 1
    /// @param memory bytes, 0 when not declared
    /// @param pools how much of each of the pipeline's pools, at least 1
    public record Resources(int cpu, long memory, SortedMap<String, Integer> pools) {
        /// The pool that `gpu` takes from.
        public static final String GPU = "gpu";

        public Resources {
            if (cpu < 1 || memory < 0) {
                throw new IllegalArgumentException("cpu must be 1 or more and memory not negative");
            }
            pools =
                    pools.isEmpty()
                            ? Collections.emptySortedMap()
                            : Collections.unmodifiableSortedMap(new TreeMap<>(pools));
            for (int taken : pools.values()) {
                if (taken < 1) {
                    throw new IllegalArgumentException("a task takes 1 or more of a pool");
                }
            }
        }

        /// Of no pool.
        public Resources(int cpu, long memory) {
            this(cpu, memory, Collections.emptySortedMap());
        }
    }

    /// When a task is looked at again although nothing changed.
    public sealed interface Refresh {
        /// At every build.
        record Always() implements Refresh {}

        /// When the last success is older.
        record After(Duration age) implements Refresh {}

        /// Not even when something changed: what was recorded stands until `--force`.
        record Never() implements Refresh {}
    }
}
