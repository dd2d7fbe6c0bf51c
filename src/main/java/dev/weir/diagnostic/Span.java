package dev.weir.diagnostic;

/// A piece of a text.
///
/// @param start position of its first character, in UTF-16 units from 0
/// @param end position after its last character; equal to the start when it is empty
public record Span(SourceText source, int start, int end) {
    public Span {
        if (start < 0 || end < start || end > source.text().length()) {
            throw new IllegalArgumentException(
                    "not within the text: " + start + " to " + end + " of " + source);
        }
    }

    /// The line it starts in, from 1.
    public int line() {
        return source.line(start);
    }

    /// The column it starts at, from 1, in characters (a tab, a wide one and one beyond the basic
    /// plane are one each).
    public int column() {
        return source.text().codePointCount(source.lineStart(start), start) + 1;
    }

    /// The text itself.
    public String text() {
        return source.text().substring(start, end);
    }

    /// A piece of this piece.
    public Span part(int from, int to) {
        return new Span(source, start + from, start + to);
    }
}
