package dev.weir.pipelinefile.expression;

import dev.weir.diagnostic.Span;
import java.util.List;

/// One `${{ a.b.c:format }}`.
///
/// @param path its names, at least one
/// @param format how to write the value, `""` for none
/// @param span where it stands
public record Expression(List<String> path, String format, Span span) {
    /// The format that switches off the quoting of a script.
    public static final String RAW = "raw";

    public Expression {
        path = List.copyOf(path);
        if (path.isEmpty()) {
            throw new IllegalArgumentException("an expression names something");
        }
    }

    /// What kind of thing it names: `params`.
    public String root() {
        return path.getFirst();
    }

    /// The names after the first.
    public List<String> names() {
        return path.subList(1, path.size());
    }

    /// The names with dots between them.
    public String text() {
        return String.join(".", path);
    }

    /// Where the name of that position stands; where the whole expression stands when the text was
    /// written with escapes.
    public Span nameSpan(int index) {
        int from = span.text().indexOf(text());
        if (from < 0) {
            return span;
        }
        for (String before : path.subList(0, index)) {
            from += before.length() + 1;
        }
        return span.part(from, from + path.get(index).length());
    }
}
