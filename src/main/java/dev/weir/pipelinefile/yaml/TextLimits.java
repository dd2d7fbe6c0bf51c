package dev.weir.pipelinefile.yaml;

import dev.weir.diagnostic.Diagnostics;
import dev.weir.diagnostic.SourceText;
import dev.weir.diagnostic.Span;

/// What a text must be to be given to a parser; the time of that of YAML grows by the square of the
/// length of a word.
public final class TextLimits {
    /// The longest text.
    static final int LONGEST = 64_000_000;

    private static final int LONGEST_LINE = 1_000_000;
    private static final char REPLACEMENT = '\uFFFD';

    private TextLimits() {}

    /// Whether the text is beyond them; then it was reported why.
    public static boolean areBroken(SourceText source, Diagnostics diagnostics) {
        String text = source.text();
        int replaced = text.indexOf(REPLACEMENT);
        if (replaced >= 0) {
            Span span = new Span(source, replaced, replaced + 1);
            diagnostics.error(span, "this is not UTF-8", "save the file in UTF-8");
            return true;
        }
        if (text.length() > LONGEST) {
            Span span = new Span(source, 0, 0);
            diagnostics.error(span, "the text is longer than " + LONGEST + " characters");
            return true;
        }
        for (int start = 0; text.length() - start > LONGEST_LINE; ) {
            int end = text.lastIndexOf('\n', start + LONGEST_LINE);
            if (end < start) {
                Span span = new Span(source, start, start);
                diagnostics.error(span, "a line is longer than " + LONGEST_LINE + " characters");
                return true;
            }
            start = end + 1;
        }
        return false;
    }

    /// Reports half of a character, as escapes can write it: no file can be named so, and no
    /// process be given it.
    public static void requireWhole(String text, Span span, Diagnostics diagnostics) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                diagnostics.error(
                        span,
                        "the escape \\u%04X is only half of a character".formatted(c),
                        "write the character itself, or both halves: \\uD83D\\uDE00");
                return;
            }
            i += Character.charCount(c);
        }
    }
}
