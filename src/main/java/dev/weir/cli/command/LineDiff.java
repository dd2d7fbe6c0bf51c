package dev.weir.cli.command;

import dev.weir.report.Paint;
import java.util.List;

/// Which lines of a text went and came: the longest common subsequence stays.
final class LineDiff {
    private static final long MOST = 4_000_000;

    private LineDiff() {}

    /// All lines, each with `-`, `+` or a space in front.
    static String of(String before, String after, String margin, Paint paint) {
        List<String> old = before.lines().toList();
        List<String> now = after.lines().toList();
        if ((long) old.size() * now.size() > MOST) {
            return margin + "too long to be compared\n";
        }
        int[][] common = common(old, now);
        StringBuilder text = new StringBuilder();
        int i = 0;
        int j = 0;
        while (i < old.size() || j < now.size()) {
            text.append(margin);
            if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
                text.append("  ").append(old.get(i));
                i++;
                j++;
            } else if (j == now.size() || i < old.size() && common[i + 1][j] >= common[i][j + 1]) {
                text.append(paint.bad("- " + old.get(i++)));
            } else {
                text.append(paint.good("+ " + now.get(j++)));
            }
            text.append('\n');
        }
        return text.toString();
    }

    /// How many lines the rests from each pair of places have in common.
    private static int[][] common(List<String> old, List<String> now) {
        int[][] common = new int[old.size() + 1][now.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = now.size() - 1; j >= 0; j--) {
                common[i][j] =
                        old.get(i).equals(now.get(j))
                                ? common[i + 1][j + 1] + 1
                                : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }
}
