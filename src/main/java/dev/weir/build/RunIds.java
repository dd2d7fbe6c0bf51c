package dev.weir.build;

import dev.weir.trace.RunId;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.ThreadLocalRandom;

/// Makes the ids of builds.
final class RunIds {
    private static final String LETTERS = "23456789abcdefghijkmnpqrstuvwxyz";
    private static final int RANDOM = 3;

    private RunIds() {}

    /// An id for a build that starts at a time: `20260131T094512Z-k3x9m`. The first two letters are
    /// the milliseconds, so that ids of one machine sort by time within a second too.
    static RunId at(Instant time) {
        LocalDateTime utc = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
        StringBuilder id = new StringBuilder();
        two(id.append(utc.getYear()), utc.getMonthValue());
        two(id, utc.getDayOfMonth());
        two(id.append('T'), utc.getHour());
        two(id, utc.getMinute());
        two(id, utc.getSecond());
        id.append("Z-");
        int millis = utc.getNano() / 1_000_000;
        id.append(letter(millis / LETTERS.length())).append(letter(millis % LETTERS.length()));
        for (int i = 0; i < RANDOM; i++) {
            id.append(letter(ThreadLocalRandom.current().nextInt(LETTERS.length())));
        }
        return new RunId(id.toString());
    }

    /// The letters are in the order of their codes.
    private static char letter(int number) {
        return LETTERS.charAt(number);
    }

    private static void two(StringBuilder id, int number) {
        id.append(number < 10 ? "0" : "").append(number);
    }
}
