package dev.weir.exec;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/// Finds the variables that a script of a POSIX shell reads without setting them: `$NAME` and
/// `${NAME…}` outside of single quotes and comments. A close look, not a parser: good for a hint.
final class ShellNames {
    /// Every shell sets these itself.
    private static final Set<String> OF_THE_SHELL =
            Set.of(
                    "PWD", "OLDPWD", "PPID", "IFS", "OPTIND", "OPTARG", "LINENO", "PS1", "PS2",
                    "PS4");

    private final String script;
    private final Set<String> names = new LinkedHashSet<>();
    private int at;
    private boolean quoted;

    private ShellNames(String script) {
        this.script = script;
    }

    static Set<String> read(String script) {
        var scan = new ShellNames(script);
        scan.scan();
        scan.names.removeAll(OF_THE_SHELL);
        scan.names.removeIf(name -> isSet(name, script));
        return scan.names;
    }

    private void scan() {
        while (at < script.length()) {
            char c = script.charAt(at++);
            if (c == '\\') {
                at++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '\'' && !quoted) {
                skipTo('\'');
            } else if (c == '#' && !quoted && startsWord()) {
                skipTo('\n');
            } else if (c == '$') {
                reference();
            }
        }
    }

    private void skipTo(char end) {
        int found = script.indexOf(end, at);
        at = found < 0 ? script.length() : found + 1;
    }

    private boolean startsWord() {
        return at < 2 || Character.isWhitespace(script.charAt(at - 2));
    }

    private void reference() {
        if (at < script.length() && script.charAt(at) == '{') {
            at++;
            if (at < script.length() && script.charAt(at) == '#') {
                at++;
            }
        }
        int start = at;
        while (at < script.length() && isOfName(script.charAt(at), at == start)) {
            at++;
        }
        if (at > start) {
            names.add(script.substring(start, at));
        }
    }

    private static boolean isOfName(char c, boolean first) {
        return c == '_'
                || c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || !first && c >= '0' && c <= '9';
    }

    private static boolean isSet(String name, String script) {
        return Pattern.compile(
                        "(?<![\\w$\\{])"
                                + name
                                + "=|\\bfor\\s+"
                                + name
                                + "\\b|\\bread\\b[^;\\n]*\\b"
                                + name
                                + "\\b")
                .matcher(script)
                .find();
    }
}
