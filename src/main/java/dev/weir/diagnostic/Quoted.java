package dev.weir.diagnostic;

/// A user's words inside a message: in quotes, on one line, not too long, and harmless to a
/// terminal.
public final class Quoted {
    private static final int LONGEST = 80;

    private Quoted() {}

    /// The words in single quotes.
    public static String of(String words) {
        return "'" + harmless(words) + "'";
    }

    /// The words without quotes.
    public static String harmless(String words) {
        StringBuilder text = new StringBuilder();
        int length = 0;
        for (int i = 0; i < words.length(); i += Character.charCount(words.codePointAt(i))) {
            if (length++ == LONGEST) {
                return text.append('…').toString();
            }
            append(text, words.codePointAt(i));
        }
        return text.toString();
    }

    /// The words, all of them, on one line and harmless to a terminal.
    public static String visible(String words) {
        StringBuilder text = new StringBuilder(words.length());
        words.codePoints().forEach(c -> append(text, c));
        return text.toString();
    }

    private static void append(StringBuilder text, int c) {
        switch (c) {
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            default -> text.appendCodePoint(CharacterWidth.isControl(c) ? '\uFFFD' : c);
        }
    }
}
