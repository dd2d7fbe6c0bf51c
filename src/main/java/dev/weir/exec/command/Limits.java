package dev.weir.exec.command;

import java.time.Duration;
import java.util.Optional;

/// How long a run may take.
///
/// @param time from its start
/// @param deadline the same in [System#nanoTime]
/// @param linger how long what outlives the leader may take to finish by itself
/// @param grace from TERM to KILL
record Limits(Duration time, long deadline, Duration linger, Duration grace) {
    private static final Duration FOREVER = Duration.ofDays(10_000);

    /// The limits of a run that starts now.
    static Limits from(Optional<Duration> timeout, Duration linger, Duration grace) {
        Duration time = timeout.filter(t -> t.compareTo(FOREVER) < 0).orElse(FOREVER);
        return new Limits(time, System.nanoTime() + time.toNanos(), linger, grace);
    }

    boolean areOver() {
        return System.nanoTime() - deadline > 0;
    }

    /// A wait in milliseconds, cut where the deadline comes before.
    int cut(int milliseconds) {
        long left = (deadline - System.nanoTime()) / 1_000_000 + 1;
        return Math.clamp(left, 0, milliseconds);
    }
}
