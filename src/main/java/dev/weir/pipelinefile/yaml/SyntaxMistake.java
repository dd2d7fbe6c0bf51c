package dev.weir.pipelinefile.yaml;

import dev.weir.diagnostic.Diagnostics;
import dev.weir.diagnostic.Quoted;
import dev.weir.diagnostic.SourceText;
import dev.weir.diagnostic.Span;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/// Says in weir's words what the YAML parser could not read, and what usually helps.
final class SyntaxMistake {
    private static final String EXPRESSION = "${{";

    private SyntaxMistake() {}

    static void report(YAMLException wrong, SourceText source, Diagnostics diagnostics) {
        switch (wrong) {
            case ReaderException unprintable -> {
                int at = new Positions(source).at(unprintable.getPosition());
                diagnostics.error(
                        character(source, at),
                        "the character U+"
                                + hex(unprintable.getCodePoint())
                                + " is not allowed in YAML",
                        "write it as an escape inside double quotes: \"\\u"
                                + hex(unprintable.getCodePoint())
                                + "\"");
            }
            case MarkedYAMLException marked -> report(marked, source, diagnostics);
            default -> diagnostics.error(new Span(source, 0, 0), words(wrong.getMessage()));
        }
    }

    private static void report(
            MarkedYAMLException wrong, SourceText source, Diagnostics diagnostics) {
        Mark mark =
                wrong.getProblemMark() != null ? wrong.getProblemMark() : wrong.getContextMark();
        int at = mark == null ? 0 : new Positions(source).at(mark.getIndex());
        int expression = unquotedExpression(source.text(), at);
        if (expression >= 0) {
            diagnostics.error(
                    new Span(source, expression, expressionEnd(source.text(), expression)),
                    "an expression inside { } or [ ] must be quoted",
                    "put the whole value in double quotes: \""
                            + Quoted.harmless(
                                    source.text()
                                            .substring(
                                                    expression,
                                                    expressionEnd(source.text(), expression)))
                            + "\"");
            return;
        }
        diagnostics.error(character(source, at), message(wrong), help(wrong, source.text(), at));
    }

    /// In `{ a: ${{ x }} }` YAML takes `$` for the value and stumbles over the brace after it.
    private static int unquotedExpression(String text, int at) {
        for (int start = Math.max(0, at - 1); start <= at; start++) {
            if (text.startsWith(EXPRESSION, start)) {
                return start;
            }
        }
        return -1;
    }

    private static int expressionEnd(String text, int start) {
        int line = text.indexOf('\n', start);
        int end = text.indexOf("}}", start);
        return end < 0 || line >= 0 && line < end ? start + EXPRESSION.length() : end + 2;
    }

    private static String message(MarkedYAMLException wrong) {
        String problem = words(wrong.getProblem());
        String context = words(wrong.getContext());
        return context.isEmpty() ? problem : context + ": " + problem;
    }

    private static String help(MarkedYAMLException wrong, String text, int at) {
        String problem = words(wrong.getProblem());
        if (problem.contains("TAB") || at < text.length() && text.charAt(at) == '\t') {
            return "YAML is indented by spaces, not by tabs";
        }
        if (problem.contains("mapping values are not allowed")) {
            return "put a text that holds ': ' in quotes, or look at the indentation";
        }
        if (problem.contains("cannot start any token")) {
            return "put a text that starts with this character in quotes";
        }
        if (problem.contains("expected <block end>")
                || problem.contains("could not find expected")) {
            return "look at the indentation and the ':' of this line and the one before";
        }
        return "";
    }

    /// The parser's own words without their line breaks, full stop and escapes.
    private static String words(@Nullable String said) {
        if (said == null) {
            return "";
        }
        String text = said.replace("\\t(TAB)", "TAB").replace("\t(TAB)", "TAB");
        int more = text.indexOf(". (");
        text = more < 0 ? text : text.substring(0, more);
        return Quoted.harmless(text.endsWith(".") ? text.substring(0, text.length() - 1) : text);
    }

    private static Span character(SourceText source, int at) {
        int start = Math.min(at, source.text().length());
        int end =
                start < source.text().length()
                        ? start + Character.charCount(source.text().codePointAt(start))
                        : start;
        return new Span(source, start, end);
    }

    private static String hex(int c) {
        return "0".repeat(Math.max(0, 4 - Integer.toHexString(c).length()))
                + Integer.toHexString(c).toUpperCase(Locale.ROOT);
    }
}
