package dev.weir.diagnostic;

import java.util.Arrays;

/// A text with the name its writer knows it by. Positions in it count UTF-16 units from 0; lines
/// end with `\n`, `\r\n` or `\r`.
public final class SourceText {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String name;
    private final String text;
    private final LineStarts lines;

    /// @param name as users write it: a path relative to where they work
    /// @param text without its byte order mark; one at the start is dropped
    public SourceText(String name, String text) {
        this.name = name;
        this.text = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        this.lines = new LineStarts(this.text);
    }

    /// The name.
    public String name() {
        return name;
    }

    /// The whole text.
    public String text() {
        return text;
    }

    /// The number of the line a position lies in, from 1.
    int line(int position) {
        return lines.at(position) + 1;
    }

    /// Where the line of a position starts.
    int lineStart(int position) {
        return lines.start(lines.at(position));
    }

    /// Where the line of a position ends, before its line break.
    int lineEnd(int position) {
        int end = position;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    @Override
    public String toString() {
        return name;
    }

    /// Where lines start, looked up only once something is wrong.
    private static final class LineStarts {
        private final String text;
        private int[] starts = {};

        LineStarts(String text) {
            this.text = text;
        }

        int at(int position) {
            int found = Arrays.binarySearch(starts(), position);
            return found >= 0 ? found : -found - 2;
        }

        int start(int line) {
            return starts()[line];
        }

        private synchronized int[] starts() {
            if (starts.length == 0) {
                starts = find();
            }
            return starts;
        }

        private int[] find() {
            int[] found = new int[64];
            int count = 1;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                boolean ends =
                        c == '\n'
                                || c == '\r'
                                        && (i + 1 == text.length() || text.charAt(i + 1) != '\n');
                if (ends) {
                    if (count == found.length) {
                        found = Arrays.copyOf(found, count * 2);
                    }
                    found[count++] = i + 1;
                }
            }
            return Arrays.copyOf(found, count);
        }
    }
}
