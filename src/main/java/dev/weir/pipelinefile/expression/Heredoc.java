package dev.weir.pipelinefile.expression;

/// A redirection `<<word` or `<<-word` of a script.
///
/// @param delimiter the line its text ends with
/// @param tabs whether tabs at the start of its lines do not count
/// @param expands whether a backslash joins two of its lines, and `$( )` is run
/// @param clear whether all shells agree on the delimiter
/// @param end where the redirection ends
record Heredoc(String delimiter, boolean tabs, boolean expands, boolean clear, int end) {
    /// The redirection that stands somewhere.
    static Heredoc at(ScriptText script, int start) {
        boolean tabs = script.startsWith("<<-", start);
        int from = start + (tabs ? 3 : 2);
        while (from < script.length() && " \t".indexOf(script.charAt(from)) >= 0) {
            from++;
        }
        int end = from;
        while (end < script.length() && " \t\n;&|<>()".indexOf(script.charAt(end)) < 0) {
            end++;
        }
        String word = script.part(from, end);
        String delimiter = word.replace("'", "").replace("\"", "").replace("\\", "");
        boolean clear =
                !delimiter.isEmpty()
                        && word.indexOf('$') < 0
                        && word.indexOf('`') < 0
                        && !script.holdsPlace(from, end);
        return new Heredoc(delimiter, tabs, delimiter.equals(word), clear, end);
    }

    /// @param end where what follows the text starts
    /// @param clear whether all shells agree on where it ends
    record Body(int end, boolean clear) {}

    /// Its text, which starts at the start of a line.
    Body body(ScriptText script, int start) {
        int from = start;
        boolean clear = true;
        boolean joined = false;
        while (from < script.length()) {
            int end = script.lineEnd(from);
            String line = script.part(from, end);
            int next = Math.min(end + 1, script.length());
            if (!joined && isLast(line) && !script.holdsPlace(from, end)) {
                return new Body(next, clear);
            }
            joined = expands && endsInBackslash(line);
            clear &= !expands || !mayRunOn(line);
            from = next;
        }
        return new Body(from, false);
    }

    private boolean isLast(String line) {
        int start = 0;
        while (tabs && start < line.length() && line.charAt(start) == '\t') {
            start++;
        }
        return line.substring(start).equals(delimiter);
    }

    private static boolean endsInBackslash(String line) {
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == '\\') {
            end--;
        }
        return (line.length() - end) % 2 == 1;
    }

    /// Whether a substitution in the line may go on in the next: some shells then pass over the
    /// line that would end the text.
    private static boolean mayRunOn(String line) {
        boolean runs = line.contains("$(") || line.contains("${") || line.indexOf('`') >= 0;
        return runs
                && (count(line, '(') != count(line, ')')
                        || count(line, '{') != count(line, '}')
                        || count(line, '`') % 2 == 1
                        || count(line, '\'') + count(line, '"') + count(line, '\\') > 0);
    }

    private static long count(String line, char wanted) {
        return line.chars().filter(c -> c == wanted).count();
    }
}
