package dev.weir.report;

import java.util.ArrayDeque;
import java.util.Deque;

/// What a task said while others had the floor: its last lines, and how many there were before.
final class TaskLog {
    private static final int KEPT = 1_000;
    private static final int CHARACTERS = 1 << 20;

    private final Deque<String> lines = new ArrayDeque<>();
    private long dropped;
    private int characters;

    void add(String line) {
        characters += line.length();
        lines.addLast(line);
        while (lines.size() > KEPT || characters > CHARACTERS) {
            characters -= lines.removeFirst().length();
            dropped++;
        }
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /// Appends everything kept, each line indented, and forgets it.
    void drainTo(StringBuilder text) {
        if (dropped > 0) {
            text.append("  … ").append(Sizes.count(dropped, "line")).append(" before\n");
        }
        for (String line : lines) {
            text.append("  ").append(line).append('\n');
        }
        lines.clear();
        characters = 0;
        dropped = 0;
    }
}
