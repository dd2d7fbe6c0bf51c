package dev.weir.report;

import java.util.ArrayDeque;
import java.util.Deque;

/// What a task said while others had the floor: its last lines, and how many there were before.
final class TaskLog {
    private static final int KEPT = 1_000;

    private final Deque<String> lines = new ArrayDeque<>();
    private long dropped;

    void add(String line) {
        if (lines.size() == KEPT) {
            lines.removeFirst();
            dropped++;
        }
        lines.addLast(line);
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
        dropped = 0;
    }
}
