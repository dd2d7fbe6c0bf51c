package dev.weir.build.verdict;

import java.time.Duration;

/// Spans of time for people: `0.4 s`, `12 s`, `3 min 5 s`, `2 h 10 min`, `3 d 4 h`.
public final class Durations {
    private Durations() {}

    /// In the two largest units that say something.
    public static String text(Duration span) {
        long millis = span.toMillis();
        long seconds = millis / 1000;
        if (millis < 10_000) {
            long tenths = (millis + 50) / 100;
            return tenths / 10 + "." + tenths % 10 + " s";
        }
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        if (seconds < 86_400) {
            return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
        }
        return seconds / 86_400 + " d " + seconds % 86_400 / 3600 + " h";
    }
}
