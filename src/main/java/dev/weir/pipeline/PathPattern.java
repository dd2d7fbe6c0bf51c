package dev.weir.pipeline;

import java.util.ArrayList;
import java.util.List;

/// A path of an input, or a glob over files: `**` (any folders), `*`, `?`, `[a-z]`, `[!a-z]`,
/// `{a,b}`; a leading dot matches only when written. A glob matches files; a plain path stands for
/// a file or a whole folder. A `/` at the end of a glob means everything below. Globs never match
/// what [Unseen] names.
///
/// Two patterns are equal when they are written alike.
public final class PathPattern {
    private static final String ANY_FOLDERS = "**";

    private final String text;
    private final boolean glob;
    private final List<List<String>> alternatives;
    private final WorkspacePath root;

    private PathPattern(
            String text, boolean glob, List<List<String>> alternatives, WorkspacePath root) {
        this.text = text;
        this.glob = glob;
        this.alternatives = alternatives;
        this.root = root;
    }

    /// A path or glob as a user writes it.
    ///
    /// @throws IllegalArgumentException for an empty path, an unclosed `[` or `{`, or one that
    ///   leads above the root folder
    public static PathPattern of(String written) {
        if (!isGlob(written)) {
            return literal(written);
        }
        List<List<String>> alternatives = new ArrayList<>();
        for (String alternative : withoutBraces(written)) {
            String whole = alternative.endsWith("/") ? alternative + ANY_FOLDERS : alternative;
            List<String> names = List.of(WorkspacePath.of(whole).text().split("/"));
            names.forEach(PathPattern::checkBrackets);
            alternatives.add(names);
        }
        return new PathPattern(
                written, true, List.copyOf(alternatives), rootOf(written, alternatives));
    }

    /// A path in which no character means anything but itself.
    public static PathPattern literal(String written) {
        WorkspacePath path = WorkspacePath.of(written);
        return new PathPattern(path.text(), false, List.of(), path);
    }

    private static boolean isGlob(String written) {
        for (int i = 0; i < written.length(); i++) {
            switch (written.charAt(i)) {
                case '*', '?', '[', '{' -> {
                    return true;
                }
                default -> {}
            }
        }
        return false;
    }

    /// `a/{b,c{d,e}}` is `a/b`, `a/cd`, `a/ce`.
    private static List<String> withoutBraces(String written) {
        int open = written.indexOf('{');
        if (open < 0) {
            return List.of(written);
        }
        List<String> choices = new ArrayList<>();
        int depth = 0;
        int start = open + 1;
        for (int i = open; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c == '{') {
                depth++;
            } else if (c == '}' && --depth == 0) {
                choices.add(written.substring(start, i));
                List<String> whole = new ArrayList<>();
                for (String choice : choices) {
                    whole.addAll(
                            withoutBraces(
                                    written.substring(0, open)
                                            + choice
                                            + written.substring(i + 1)));
                    if (whole.size() > 1_000) {
                        throw new IllegalArgumentException(
                                "the braces of '" + written + "' stand for more than 1000 globs");
                    }
                }
                return whole;
            } else if (c == ',' && depth == 1) {
                choices.add(written.substring(start, i));
                start = i + 1;
            }
        }
        throw new IllegalArgumentException("'{' is not closed in '" + written + "'");
    }

    private static void checkBrackets(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) == '[') {
                i = closing(name, i);
                if (i < 0) {
                    throw new IllegalArgumentException("'[' is not closed in '" + name + "'");
                }
            }
        }
    }

    /// The `]` that ends the class starting at a `[`; one that stands first is part of the class.
    /// Negative when there is none.
    private static int closing(String name, int open) {
        int first = open + 1;
        if (first < name.length() && (name.charAt(first) == '!' || name.charAt(first) == '^')) {
            first++;
        }
        return name.indexOf(']', first + 1);
    }

    private static WorkspacePath rootOf(String written, List<List<String>> alternatives) {
        List<String> common = new ArrayList<>(fixedFolders(alternatives.getFirst()));
        for (List<String> names : alternatives) {
            List<String> fixed = fixedFolders(names);
            int same = 0;
            while (same < Math.min(common.size(), fixed.size())
                    && common.get(same).equals(fixed.get(same))) {
                same++;
            }
            common = common.subList(0, same);
        }
        if (common.isEmpty()) {
            return WorkspacePath.of(written.startsWith("/") ? "/" : ".");
        }
        String joined = String.join("/", common);
        return WorkspacePath.of(joined.isEmpty() ? "/" : joined);
    }

    private static List<String> fixedFolders(List<String> names) {
        int count = 0;
        while (count < names.size() - 1 && !isGlob(names.get(count))) {
            count++;
        }
        return names.subList(0, count);
    }

    /// As the user wrote it; a plain path in normal form.
    public String text() {
        return text;
    }

    /// Whether it is a glob rather than one path.
    public boolean isGlob() {
        return glob;
    }

    /// The path itself, or the deepest folder below which all matches of the glob lie.
    public WorkspacePath root() {
        return root;
    }

    /// Whether this glob matches the file, or this path is it.
    public boolean matches(WorkspacePath file) {
        if (!glob) {
            return root.equals(file);
        }
        String[] names = file.text().split("/");
        if (isUnseen(file, names)) {
            return false;
        }
        for (List<String> pattern : alternatives) {
            if (matches(pattern, 0, names, 0, false)) {
                return true;
            }
        }
        return false;
    }

    /// Whether this pattern, as an exclusion, takes out the path: it matches it or a folder above
    /// it.
    public boolean covers(WorkspacePath path) {
        if (!glob) {
            return path.equals(root) || path.isBelow(root);
        }
        String[] names = path.text().split("/");
        for (List<String> pattern : alternatives) {
            for (int depth = 1; depth <= names.length; depth++) {
                if (matches(pattern, 0, java.util.Arrays.copyOf(names, depth), 0, false)) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Whether something below the folder could match: what a walk needs to enter, and what joins a
    /// glob to a folder some task makes.
    public boolean mayMatchBelow(WorkspacePath folder) {
        if (!glob) {
            return root.isBelow(folder);
        }
        if (folder.text().equals(".") || folder.text().equals("/")) {
            return true;
        }
        String[] names = folder.text().split("/");
        if (isUnseen(folder, names)) {
            return false;
        }
        for (List<String> pattern : alternatives) {
            if (matches(pattern, 0, names, 0, true)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUnseen(WorkspacePath path, String[] names) {
        if (path.isInside() && Unseen.atTop(names[0])) {
            return true;
        }
        for (String name : names) {
            if (Unseen.anywhere(name)) {
                return true;
            }
        }
        return false;
    }

    /// @param prefix whether it is enough that the names use up before the pattern does
    private static boolean matches(
            List<String> pattern, int p, String[] names, int n, boolean prefix) {
        if (n == names.length) {
            return prefix ? p < pattern.size() : p == pattern.size();
        }
        if (p == pattern.size()) {
            return false;
        }
        if (!pattern.get(p).equals(ANY_FOLDERS)) {
            return matchesName(pattern.get(p), names[n])
                    && matches(pattern, p + 1, names, n + 1, prefix);
        }
        if (p == pattern.size() - 1) {
            return noneHidden(names, n);
        }
        for (int next = n; next <= names.length; next++) {
            if (matches(pattern, p + 1, names, next, prefix)) {
                return true;
            }
            if (next < names.length && names[next].startsWith(".")) {
                return false;
            }
        }
        return prefix;
    }

    private static boolean noneHidden(String[] names, int from) {
        for (int i = from; i < names.length; i++) {
            if (names[i].startsWith(".")) {
                return false;
            }
        }
        return true;
    }

    private static boolean matchesName(String pattern, String name) {
        if (name.startsWith(".") && !pattern.startsWith(".")) {
            return false;
        }
        return matchesFrom(pattern, name);
    }

    /// Goes back only to the last `*`: time is at most pattern × name.
    private static boolean matchesFrom(String pattern, String name) {
        int p = 0;
        int n = 0;
        int star = -1;
        int retry = -1;
        while (n < name.length()) {
            int step =
                    p < pattern.length() && pattern.charAt(p) != '*'
                            ? matchOne(pattern, p, name.charAt(n))
                            : -1;
            if (step > 0) {
                p += step;
                n++;
            } else if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                retry = n;
            } else if (star >= 0) {
                p = star + 1;
                n = ++retry;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /// How much of the pattern stands for this one character, -1 when it does not match.
    private static int matchOne(String pattern, int p, char c) {
        return switch (pattern.charAt(p)) {
            case '?' -> 1;
            case '[' -> {
                int end = closing(pattern, p);
                yield inClass(pattern.substring(p + 1, end), c) ? end + 1 - p : -1;
            }
            default -> pattern.charAt(p) == c ? 1 : -1;
        };
    }

    private static boolean inClass(String members, char c) {
        boolean negated = members.startsWith("!") || members.startsWith("^");
        boolean found = false;
        for (int i = negated ? 1 : 0; i < members.length(); i++) {
            if (i + 2 < members.length() && members.charAt(i + 1) == '-') {
                found |= members.charAt(i) <= c && c <= members.charAt(i + 2);
                i += 2;
            } else {
                found |= members.charAt(i) == c;
            }
        }
        return found != negated;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PathPattern that && text.equals(that.text) && glob == that.glob;
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
