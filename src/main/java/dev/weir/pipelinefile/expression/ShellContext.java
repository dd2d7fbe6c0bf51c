package dev.weir.pipelinefile.expression;

import java.util.List;

/// What a POSIX shell would make of a text put into a place of a script.
public enum ShellContext {
    /// Outside of quotes: a quoted text is one word, or part of one.
    WORDS,
    /// Inside quotes, a heredoc, a comment, backticks, `${ }` or `$(( ))`, after a backslash or
    /// `$`: quoting would not do, only a text without special characters is safe.
    QUOTED;

    /// The context of each expression of a script, in order. Where shells disagree, or a quote is
    /// never closed, every place counts as [#QUOTED]: the mistake that can do no harm.
    public static List<ShellContext> of(Interpolation script) {
        return new ShellScanner(script).contexts();
    }

    /// Whether a text means nothing but itself to a shell, in any context.
    public static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain =
                    c >= 'a' && c <= 'z'
                            || c >= 'A' && c <= 'Z'
                            || c >= '0' && c <= '9'
                            || "_./:=@%+,-".indexOf(c) >= 0;
            if (!plain) {
                return false;
            }
        }
        return true;
    }

    /// A text as one word: in single quotes if it is empty or holds anything special.
    public static String quoted(String text) {
        return isPlain(text) && !text.isEmpty() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
