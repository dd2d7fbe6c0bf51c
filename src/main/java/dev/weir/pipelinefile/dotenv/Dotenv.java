package dev.weir.pipelinefile.dotenv;

import dev.weir.diagnostic.Diagnostics;
import dev.weir.diagnostic.SourceText;
import dev.weir.diagnostic.Span;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads the text of a dotenv file: `NAME=value` in each line, `export` before it or not, comments
/// from `#`. In single quotes a value is as it is written, in double quotes it may hold line breaks
/// and `\n \r \t \" \\ \$`. Nothing is substituted: `$` means itself. The last value of a name
/// counts.
///
/// Such files hold secrets, so that no mistake shows a value.
public final class Dotenv {
    private static final String EXPORT = "export";

    private final String text;
    private final SourceText masked;
    private final Diagnostics diagnostics;
    private final SortedMap<String, String> variables = new TreeMap<>();
    private int at;

    private Dotenv(SourceText source, Diagnostics diagnostics) {
        this.text = source.text();
        this.masked = new SourceText(source.name(), masked(text));
        this.diagnostics = diagnostics;
    }

    /// The variables in a text; what is wrong is reported and left out.
    public static SortedMap<String, String> read(SourceText source, Diagnostics diagnostics) {
        Dotenv dotenv = new Dotenv(source, diagnostics);
        while (dotenv.at < dotenv.text.length()) {
            dotenv.line();
        }
        return dotenv.variables;
    }

    /// The text with everything but names hidden.
    private static String masked(String text) {
        StringBuilder masked = new StringBuilder(text);
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || isBreak(text.charAt(i))) {
                int equals = text.indexOf('=', start);
                int from = equals >= 0 && equals < i ? equals + 1 : start;
                hide(masked, from, i);
                start = i + 1;
            }
        }
        return masked.toString();
    }

    private static void hide(StringBuilder text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) != ' ' && text.charAt(i) != '\t') {
                text.setCharAt(i, '*');
            }
        }
    }

    private void line() {
        skipBlanks();
        int start = at;
        if (atEnd() || peek() == '#') {
            skipLine();
            return;
        }
        String name = name();
        if (name.equals(EXPORT) && !atEnd() && isBlank(peek())) {
            skipBlanks();
            start = at;
            name = name();
        }
        int end = at;
        skipBlanks();
        if (name.isEmpty() || Character.isDigit(name.charAt(0))) {
            mistake(start, "here stands no name of a variable", "a line is NAME=value");
        } else if (atEnd() || peek() != '=') {
            mistake(
                    start,
                    atLineEnd() ? "a variable without a value" : "here stands no NAME=value",
                    atLineEnd()
                            ? "write '=' behind the name, also for an empty value"
                            : "names are letters, digits and '_'");
        } else {
            at++;
            value(name, start, end);
        }
    }

    private boolean atLineEnd() {
        return atEnd() || isBreak(peek());
    }

    private String name() {
        int start = at;
        while (!atEnd() && isOfName(peek())) {
            at++;
        }
        return text.substring(start, at);
    }

    private static boolean isOfName(char c) {
        return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    private void value(String name, int start, int end) {
        skipBlanks();
        char first = atLineEnd() ? '\n' : peek();
        int before = diagnostics.errors();
        String value =
                switch (first) {
                    case '\'' -> single();
                    case '"' -> quoted();
                    default -> plain();
                };
        if (value.indexOf('\0') >= 0 || value.indexOf('\uFFFD') >= 0) {
            diagnostics.error(
                    new Span(masked, start, end),
                    value.indexOf('\0') >= 0
                            ? "a variable cannot hold a NUL character"
                            : "its value is not UTF-8");
        }
        if (diagnostics.errors() == before) {
            variables.put(name, value);
        }
    }

    /// Up to the end of the line, or to a comment that a blank stands before.
    private String plain() {
        int start = at;
        int end = at;
        while (!atLineEnd()) {
            if (peek() == '#' && (at == start || isBlank(text.charAt(at - 1)))) {
                break;
            }
            at++;
            if (!isBlank(text.charAt(at - 1))) {
                end = at;
            }
        }
        skipLine();
        return text.substring(start, end);
    }

    private String single() {
        int open = at++;
        int start = at;
        while (!atLineEnd() && peek() != '\'') {
            at++;
        }
        if (atLineEnd()) {
            mistake(
                    open,
                    "the quote is not closed in its line",
                    "a value of several lines stands in double quotes");
            return "";
        }
        String value = text.substring(start, at++);
        rest();
        return value;
    }

    private String quoted() {
        int open = at++;
        StringBuilder value = new StringBuilder();
        while (!atEnd() && peek() != '"') {
            char c = text.charAt(at++);
            if (c == '\\' && !atEnd()) {
                value.append(escaped(text.charAt(at++)));
            } else if (c == '\r' && !atEnd() && peek() == '\n') {
                value.append('\n');
                at++;
            } else {
                value.append(c);
            }
        }
        if (atEnd()) {
            diagnostics.error(
                    new Span(masked, open, open + 1),
                    "the quote is not closed",
                    "a quote inside of it is written \\\"");
            return "";
        }
        at++;
        rest();
        return value.toString();
    }

    private static String escaped(char c) {
        return switch (c) {
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case '"', '\\', '$' -> String.valueOf(c);
            default -> "\\" + c;
        };
    }

    /// Behind a closed quote only a comment may stand.
    private void rest() {
        skipBlanks();
        if (!atLineEnd() && peek() != '#') {
            mistake(at, "something stands behind the closed quote", "");
            return;
        }
        skipLine();
    }

    private void mistake(int start, String message, String help) {
        int end = start;
        while (end < text.length() && !isBreak(text.charAt(end)) && !isBlank(text.charAt(end))) {
            end++;
        }
        diagnostics.error(new Span(masked, start, end), message, help);
        skipLine();
    }

    private boolean atEnd() {
        return at >= text.length();
    }

    private char peek() {
        return text.charAt(at);
    }

    private void skipBlanks() {
        while (!atEnd() && isBlank(peek())) {
            at++;
        }
    }

    private void skipLine() {
        while (!atLineEnd()) {
            at++;
        }
        while (!atEnd() && isBreak(peek())) {
            at++;
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isBreak(char c) {
        return c == '\n' || c == '\r';
    }
}
