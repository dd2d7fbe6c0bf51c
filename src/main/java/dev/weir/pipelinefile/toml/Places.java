package dev.weir.pipelinefile.toml;

import dev.weir.diagnostic.SourceText;
import dev.weir.diagnostic.Span;
import java.util.ArrayList;
import java.util.List;
import org.tomlj.TomlPosition;

/// From the parser's positions, lines and columns of characters, to pieces of the text. It tells
/// where keys and items begin; where they end is looked for.
final class Places {
    private final SourceText source;
    private final String text;
    private final List<Integer> lines = new ArrayList<>(List.of(0));

    Places(SourceText source) {
        this.source = source;
        this.text = source.text();
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
            lines.add(end + 1);
        }
    }

    Span start() {
        return new Span(source, 0, 0);
    }

    /// Something of no length, or the character there.
    Span point(TomlPosition position) {
        int at = at(position);
        return new Span(source, at, Math.min(at + 1, lineEnd(at)));
    }

    private int at(TomlPosition position) {
        int start = lines.get(Math.clamp(position.line() - 1L, 0, lines.size() - 1));
        int end = lineEnd(start);
        int characters = text.codePointCount(start, end);
        return text.offsetByCodePoints(start, Math.clamp(position.column() - 1L, 0, characters));
    }

    private int lineEnd(int from) {
        int end = text.indexOf('\n', from);
        end = end < 0 ? text.length() : end;
        return end > from && text.charAt(end - 1) == '\r' ? end - 1 : end;
    }

    /// A key, or the header of a table.
    Span key(TomlPosition position) {
        int start = at(position);
        int end = start;
        int limit = lineEnd(start);
        while (end < limit && "=]}#".indexOf(text.charAt(end)) < 0) {
            end = isQuote(end) ? closed(end, limit) : end + 1;
        }
        return trimmed(start, end);
    }

    /// The value behind a key; the key itself where none is in its line.
    Span valueAfter(Span key) {
        int at = blanks(key.end());
        if (at >= text.length() || text.charAt(at) != '=') {
            return key;
        }
        return value(blanks(at + 1));
    }

    Span value(TomlPosition position) {
        return value(at(position));
    }

    private Span value(int start) {
        int limit = lineEnd(start);
        int end = start;
        if (start < limit && isQuote(start)) {
            end = closed(start, limit);
        } else {
            while (end < limit && ",]}#".indexOf(text.charAt(end)) < 0) {
                end++;
            }
        }
        return trimmed(start, end);
    }

    private boolean isQuote(int at) {
        return text.charAt(at) == '"' || text.charAt(at) == '\'';
    }

    private int closed(int open, int limit) {
        char quote = text.charAt(open);
        int at = open + 1;
        while (at < limit && text.charAt(at) != quote) {
            at += quote == '"' && text.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at + 1, limit);
    }

    private int blanks(int at) {
        int next = at;
        while (next < text.length() && " \t".indexOf(text.charAt(next)) >= 0) {
            next++;
        }
        return next;
    }

    private Span trimmed(int start, int end) {
        int last = end;
        while (last > start && " \t".indexOf(text.charAt(last - 1)) >= 0) {
            last--;
        }
        return new Span(source, start, last);
    }
}
