package dev.weir.ml.data;

import dev.weir.step.StepFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A text of SQL cut into its statements, each with its place, so that a mistake is told with its
/// line in the file.
///
/// @param statements in order; pieces of blanks and comments only are none
public record SqlScript(List<Statement> statements) {
    /// What a semicolon inside of ends nothing: quotes, dollar quotes, comments.
    private static final Pattern PIECE =
            Pattern.compile(
                    "(?<text>'(?:[^']++|'')*+'|\"(?:[^\"]++|\"\")*+\"|\\$(?<tag>\\w*)\\$.*?\\$\\k<tag>\\$)"
                            + "|(?<comment>--[^\\n]*|/\\*.*?\\*/)|(?<end>;)|(?<blank>\\s+)|\\w+|.",
                    Pattern.DOTALL);

    private static final Pattern LINE = Pattern.compile("LINE (\\d+):");

    public SqlScript {
        statements = List.copyOf(statements);
    }

    /// Cuts a text at the semicolons that end statements.
    public static SqlScript of(String text) {
        var statements = new ArrayList<Statement>();
        int line = 1;
        int begin = -1;
        int beginLine = 1;
        Matcher piece = PIECE.matcher(text);
        while (piece.find()) {
            boolean end = piece.group("end") != null;
            boolean silent = piece.group("comment") != null || piece.group("blank") != null;
            if (end && begin >= 0) {
                statements.add(new Statement(text.substring(begin, piece.start()), beginLine));
                begin = -1;
            } else if (!end && !silent && begin < 0) {
                begin = piece.start();
                beginLine = line;
            }
            line += (int) piece.group().chars().filter(c -> c == '\n').count();
        }
        if (begin >= 0) {
            statements.add(new Statement(text.substring(begin), beginLine));
        }
        return new SqlScript(statements);
    }

    /// Runs the statements in order.
    ///
    /// @param name what the script is called in messages
    /// @throws StepFailure with the script's name and the line in it
    public void run(Database database, String name) throws StepFailure, InterruptedException {
        for (var statement : statements) {
            try {
                database.execute(statement.text());
            } catch (StepFailure e) {
                throw new StepFailure(
                        "%s:%d: %s"
                                .formatted(
                                        name,
                                        statement.line(),
                                        statement.shifted(String.valueOf(e.getMessage()))),
                        e);
            }
        }
    }

    /// One statement without the semicolon at its end.
    ///
    /// @param line where it begins, from 1
    public record Statement(String text, int line) {
        private String shifted(String message) {
            return LINE.matcher(message)
                    .replaceAll(m -> "LINE " + (Integer.parseInt(m.group(1)) + line - 1) + ":");
        }
    }
}
