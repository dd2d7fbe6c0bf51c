package dev.weir.diagnostic;

import dev.weir.diagnostic.Diagnostic.Where;
import java.util.List;

/// Shows diagnostics as text, whatever stands in their words, harmless to a terminal:
///
/// ```
/// Pipelinefile.yaml:12:12: error: no task named 'trian'
///       needs: trian
///              ^^^^^
///   help: did you mean 'train'?
/// ```
public final class DiagnosticText {
    private static final int WIDEST = 120;
    private static final int KEPT_BEFORE = 50;
    private static final String MARGIN = "  ";

    private DiagnosticText() {}

    /// All of them, each with its line break.
    public static String of(List<Diagnostic> diagnostics) {
        StringBuilder text = new StringBuilder();
        diagnostics.forEach(diagnostic -> append(text, diagnostic));
        return text.toString();
    }

    /// One, with its line break.
    public static String of(Diagnostic diagnostic) {
        return of(List.of(diagnostic));
    }

    private static void append(StringBuilder text, Diagnostic diagnostic) {
        switch (diagnostic.where()) {
            case Where.Text(Span span) ->
                    text.append(Quoted.harmless(span.source().name()))
                            .append(':')
                            .append(span.line())
                            .append(':')
                            .append(span.column())
                            .append(": ");
            case Where.Named(String name) -> text.append(Quoted.harmless(name)).append(": ");
            case Where.Nowhere() -> {}
        }
        text.append(diagnostic.severity().text())
                .append(": ")
                .append(Quoted.visible(diagnostic.message()))
                .append('\n');
        if (diagnostic.where() instanceof Where.Text(Span span)) {
            appendSource(text, span);
        }
        diagnostic
                .help()
                .ifPresent(help ->
                        text.append(MARGIN)
                                .append("help: ")
                                .append(Quoted.visible(help))
                                .append('\n'));
    }

    /// The line the span starts in and carets under the span. Tabs stay tabs above and below, so
    /// that both lines agree whatever a terminal makes of them.
    private static void appendSource(StringBuilder text, Span span) {
        String source = span.source().text();
        int lineStart = span.source().lineStart(span.start());
        int lineEnd = span.source().lineEnd(span.start());
        int from = windowStart(source, lineStart, span.start());
        int to = windowEnd(source, from, lineEnd);
        StringBuilder carets = new StringBuilder(MARGIN);
        text.append(MARGIN);
        if (from > lineStart) {
            text.append('…');
            carets.append(' ');
        }
        int end = Math.max(span.end(), span.start() + 1);
        for (int i = from; i < to; ) {
            int c = source.codePointAt(i);
            text.appendCodePoint(c != '\t' && CharacterWidth.isControl(c) ? '\uFFFD' : c);
            if (i < span.start()) {
                carets.repeat(c == '\t' ? '\t' : ' ', c == '\t' ? 1 : CharacterWidth.of(c));
            } else if (i < end) {
                carets.repeat('^', CharacterWidth.of(c));
            }
            i += Character.charCount(c);
        }
        if (span.start() >= to) {
            carets.append('^');
        }
        text.append(to < lineEnd ? "…\n" : "\n").append(carets).append('\n');
    }

    private static int windowStart(String source, int lineStart, int spanStart) {
        if (spanStart - lineStart < WIDEST - KEPT_BEFORE) {
            return lineStart;
        }
        int from = spanStart - KEPT_BEFORE;
        return Character.isLowSurrogate(source.charAt(from)) ? from - 1 : from;
    }

    private static int windowEnd(String source, int from, int lineEnd) {
        int to = Math.min(lineEnd, from + WIDEST);
        return to < lineEnd && Character.isLowSurrogate(source.charAt(to)) ? to + 1 : to;
    }
}
