package dev.weir.cache.garbage;

import dev.weir.pipeline.Quantities;
import java.time.Duration;
import java.util.Optional;

/// How much of what nobody needs now is kept for later.
///
/// @param keep bytes the store may hold; no limit when empty
/// @param older how long a result may lie unused; no limit when empty
public record Budget(Optional<Long> keep, Optional<Duration> older) {
    /// Without limits.
    public static final Budget ALL = new Budget(Optional.empty(), Optional.empty());

    /// What holds where nothing else is said.
    public static final Budget USUAL =
            new Budget(Optional.of(20_000_000_000L), Optional.of(Duration.ofDays(90)));

    public Budget {
        if (keep.filter(bytes -> bytes < 0).isPresent()
                || older.filter(Duration::isNegative).isPresent()) {
            throw new IllegalArgumentException("a budget is not negative");
        }
    }

    /// A size, a time, or both, in words: `50GB`, `30d`, `50GB 30d`; `all` for no limits. Nothing
    /// when they are none of it.
    public static Optional<Budget> of(String words) {
        if (words.strip().equals("all")) {
            return Optional.of(ALL);
        }
        Optional<Long> keep = Optional.empty();
        Optional<Duration> older = Optional.empty();
        for (String word : words.strip().split("[ ,]+")) {
            Optional<Long> bytes = Quantities.bytes(word);
            Optional<Duration> time = Quantities.duration(word);
            if (bytes.isPresent() && keep.isEmpty()) {
                keep = bytes;
            } else if (time.isPresent() && older.isEmpty()) {
                older = time;
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new Budget(keep, older));
    }
}
