package dev.weir.pipelinefile.expression;

import dev.weir.diagnostic.Diagnostics;
import dev.weir.diagnostic.Quoted;
import dev.weir.diagnostic.Span;
import dev.weir.pipeline.TaskName;
import dev.weir.pipelinefile.yaml.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A text cut at its expressions.
///
/// @param parts in order; texts are not empty
/// @param broken whether an expression is missing because of a mistake that was reported
public record Interpolation(List<Part> parts, boolean broken) {
    private static final String OPEN = "${{";
    private static final String CLOSE = "}}";
    private static final String TASKS = "tasks";

    public Interpolation {
        parts = List.copyOf(parts);
    }

    /// A piece of the text.
    public sealed interface Part {}

    /// Text that stands as it is.
    public record Fixed(String text) implements Part {}

    /// A place to be filled.
    public record Open(Expression expression) implements Part {}

    /// Whether a text holds an expression.
    public static boolean isIn(String text) {
        return text.contains(OPEN);
    }

    /// Cuts a scalar; what is wrong with its expressions is reported and left out.
    public static Interpolation of(Node.Scalar scalar, Diagnostics diagnostics) {
        String text = scalar.text();
        List<Part> parts = new ArrayList<>();
        boolean broken = false;
        int at = 0;
        int written = 0;
        for (int open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, at)) {
            if (open > at) {
                parts.add(new Fixed(text.substring(at, open)));
            }
            Span span = span(scalar, written);
            written = span.end() - scalar.span().start();
            int close = text.indexOf(CLOSE, open);
            if (close < 0) {
                diagnostics.error(span, "'${{' is not closed", "an expression ends with '}}'");
                return new Interpolation(parts, true);
            }
            String inner = text.substring(open + OPEN.length(), close).strip();
            Optional<Expression> expression = expression(inner, span, diagnostics);
            expression.ifPresent(found -> parts.add(new Open(found)));
            broken |= expression.isEmpty();
            at = close + CLOSE.length();
        }
        if (at < text.length()) {
            parts.add(new Fixed(text.substring(at)));
        }
        return new Interpolation(parts, broken);
    }

    /// The expression that is the whole text.
    public Optional<Expression> whole() {
        return !broken
                        && parts.size() == 1
                        && parts.getFirst() instanceof Open(Expression expression)
                ? Optional.of(expression)
                : Optional.empty();
    }

    private static Optional<Expression> expression(
            String inner, Span span, Diagnostics diagnostics) {
        int colon = inner.indexOf(':');
        String dotted = colon < 0 ? inner : inner.substring(0, colon).stripTrailing();
        String format = colon < 0 ? "" : inner.substring(colon + 1);
        if (dotted.isEmpty()) {
            diagnostics.error(
                    span, "an expression names nothing", "write one as ${{ params.name }}");
            return Optional.empty();
        }
        if (colon == inner.length() - 1) {
            diagnostics.error(
                    span, "no format follows ':'", "write one as ${{ params.month:02d }}");
            return Optional.empty();
        }
        List<String> path = path(dotted);
        if (!isPath(path)) {
            diagnostics.error(
                    span,
                    Quoted.of(dotted) + " is not a name",
                    "an expression is names with dots between them, without arithmetic or functions");
            return Optional.empty();
        }
        return Optional.of(new Expression(path, format, span));
    }

    private static boolean isPath(List<String> path) {
        boolean ofTask = path.getFirst().equals(TASKS) && path.size() > 1;
        return path.stream().skip(ofTask ? 2 : 0).allMatch(Interpolation::isName)
                && (!ofTask || TaskName.isValid(path.get(1)) || isName(path.get(1)));
    }

    /// The names between the dots. What stands between `tasks` and an output is one name: tasks of
    /// included files and values of cells have dots in theirs, `tasks.train@rate=0.1.model`.
    private static List<String> path(String dotted) {
        int first = dotted.indexOf('.');
        int last = dotted.lastIndexOf('.');
        if (first < last && dotted.startsWith(TASKS + ".")) {
            return List.of(TASKS, dotted.substring(first + 1, last), dotted.substring(last + 1));
        }
        List<String> path = new ArrayList<>();
        int start = 0;
        for (int dot = first; dot >= 0; dot = dotted.indexOf('.', start)) {
            path.add(dotted.substring(start, dot));
            start = dot + 1;
        }
        path.add(dotted.substring(start));
        return path;
    }

    /// Letters, digits, `_` and `-`.
    public static boolean isName(String text) {
        if (text.isEmpty()) {
            return false;
        }
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (!Character.isLetterOrDigit(c) && c != '_' && c != '-') {
                return false;
            }
        }
        return true;
    }

    /// Where the next expression stands. Escapes and folding may change the text between, so it is
    /// looked for in what was written; the whole scalar when it is not found there.
    private static Span span(Node.Scalar scalar, int from) {
        Span whole = scalar.span();
        String source = whole.source().text();
        int open = source.indexOf(OPEN, whole.start() + from, whole.end());
        if (open < 0) {
            return whole;
        }
        int close = source.indexOf(CLOSE, open, whole.end());
        int end = close < 0 ? open + OPEN.length() : close + CLOSE.length();
        return new Span(whole.source(), open, end);
    }
}
