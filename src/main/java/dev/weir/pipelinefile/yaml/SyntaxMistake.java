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

    private final SourceText source;
    private final Diagnostics diagnostics;

    private SyntaxMistake(SourceText source, Diagnostics diagnostics) {
        this.source = source;
        this.diagnostics = diagnostics;
    }

    static void report(YAMLException wrong, SourceText source, Diagnostics diagnostics) {
        SyntaxMistake mistake = new SyntaxMistake(source, diagnostics);
        switch (wrong) {
            case ReaderException unprintable -> mistake.reportCharacter(unprintable);
            case MarkedYAMLException marked -> mistake.report(marked);
            default -> diagnostics.error(new Span(source, 0, 0), words(wrong.getMessage()));
        }
    }

    private void reportCharacter(ReaderException unprintable) {
        String hex = Integer.toHexString(unprintable.getCodePoint()).toUpperCase(Locale.ROOT);
        String code = "0".repeat(Math.max(0, 4 - hex.length())) + hex;
        diagnostics.error(
                character(new Positions(source).at(unprintable.getPosition())),
                "the character U+" + code + " is not allowed in YAML",
                "write it as an escape inside double quotes: \"\\u" + code + "\"");
    }

    private void report(MarkedYAMLException wrong) {
        int at = position(wrong.getProblemMark(), 0);
        int start = position(wrong.getContextMark(), at);
        int expression = unquotedExpression(at);
        if (expression >= 0) {
            reportExpression(expression);
            return;
        }
        String problem = words(wrong.getProblem());
        String context = words(wrong.getContext());
        boolean ends = at >= source.text().stripTrailing().length();
        if (ends && (context.contains("flow") || context.contains("quoted"))) {
            String open =
                    source.text().substring(start, Math.min(start + 1, source.text().length()));
            diagnostics.error(character(start), Quoted.of(open) + " is not closed");
        } else if (context.contains("flow") && problem.startsWith("expected ','")) {
            String end = context.contains("mapping") ? "'}'" : "']'";
            diagnostics.error(
                    character(at),
                    "',' or " + end + " is expected here",
                    "the bracket was opened in line " + new Span(source, start, start).line());
        } else if (at < source.text().length() && source.text().charAt(at) == '\t') {
            diagnostics.error(
                    character(at), "a tab cannot stand here", "YAML is indented by spaces");
        } else {
            diagnostics.error(character(at), message(problem, context), help(problem));
        }
    }

    private static String message(String problem, String context) {
        if (problem.contains("mapping values are not allowed")) {
            return "':' cannot stand here";
        }
        if (problem.contains("expected <block end>")) {
            return "the indentation fits none of the lines before";
        }
        if (problem.contains("could not find expected ':'")) {
            return "':' is missing after a key";
        }
        if (problem.startsWith("found unknown escape character")) {
            return problem + ", in double quotes '\\' starts an escape";
        }
        if (problem.startsWith("expected escape sequence")) {
            return "the escape has too few hexadecimal digits";
        }
        if (context.isEmpty() || context.contains("for the next token")) {
            return problem;
        }
        return context + ": " + problem;
    }

    private static String help(String problem) {
        if (problem.contains("mapping values are not allowed")) {
            return "put a text that holds ': ' in quotes, or look at the indentation";
        }
        if (problem.contains("cannot start any token")) {
            return "put a text that starts with this character in quotes";
        }
        if (problem.startsWith("found unknown escape character")) {
            return "write '\\\\', or use single quotes";
        }
        return "";
    }

    /// In `{ a: ${{ x }} }` YAML takes `$` for the value and stumbles over the brace after it.
    private int unquotedExpression(int at) {
        for (int start = Math.max(0, at - 1); start <= at; start++) {
            if (source.text().startsWith(EXPRESSION, start)) {
                return start;
            }
        }
        return -1;
    }

    private void reportExpression(int start) {
        String text = source.text();
        int line = text.indexOf('\n', start);
        int close = text.indexOf("}}", start);
        boolean closed = close >= 0 && (line < 0 || close < line);
        Span span = new Span(source, start, closed ? close + 2 : start + EXPRESSION.length());
        diagnostics.error(
                span,
                "an expression inside { } or [ ] must be quoted",
                "put the whole value in double quotes: \"" + Quoted.harmless(span.text()) + "\"");
    }

    /// The parser's own words without their line breaks, full stop and escapes.
    private static String words(@Nullable String said) {
        if (said == null) {
            return "";
        }
        int more = said.indexOf(". (");
        String text = more < 0 ? said : said.substring(0, more);
        return Quoted.harmless(text.endsWith(".") ? text.substring(0, text.length() - 1) : text);
    }

    private int position(@Nullable Mark mark, int missing) {
        return mark == null ? missing : new Positions(source).at(mark.getIndex());
    }

    private Span character(int at) {
        String text = source.text();
        int start = Math.min(at, text.length());
        int width = start < text.length() ? Character.charCount(text.codePointAt(start)) : 0;
        return new Span(source, start, start + width);
    }
}
