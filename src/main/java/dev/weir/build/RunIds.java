package dev.weir.build;

import dev.weir.trace.RunId;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.ThreadLocalRandom;

/// Makes the ids of builds.
final class RunIds {
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int SUFFIX = 5;

    private RunIds() {}

    /// An id for a build that starts at a time: `20260131T094512Z-k3x9m`.
    static RunId at(Instant time) {
        LocalDateTime utc = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
        StringBuilder id = new StringBuilder();
        two(id.append(utc.getYear()), utc.getMonthValue());
        two(id, utc.getDayOfMonth());
        two(id.append('T'), utc.getHour());
        two(id, utc.getMinute());
        two(id, utc.getSecond());
        id.append("Z-");
        for (int i = 0; i < SUFFIX; i++) {
            id.append(LETTERS.charAt(ThreadLocalRandom.current().nextInt(LETTERS.length())));
        }
        return new RunId(id.toString());
    }

    private static void two(StringBuilder id, int number) {
        id.append(number < 10 ? "0" : "").append(number);
    }
}
