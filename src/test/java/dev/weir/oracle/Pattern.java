package dev.weir.oracle;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// A path or glob of an input, as the user's manual tells it.
record Pattern(String text) {
    private static final Set<String> UNSEEN =
            Set.of(".git", ".DS_Store", "__pycache__", ".ipynb_checkpoints");

    boolean isGlob() {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }

    boolean matches(String path) {
        return !isUnseen(path) && matches(names(text), names(path));
    }

    /// Whether, as an exclusion, it takes out the path.
    boolean covers(String path) {
        if (!isGlob()) {
            return path.equals(text) || path.startsWith(text + "/");
        }
        List<String> names = names(path);
        for (int depth = 1; depth <= names.size(); depth++) {
            if (matches(names(text), names.subList(0, depth))) {
                return true;
            }
        }
        return false;
    }

    /// Whether some file below a folder could match.
    boolean mayMatchBelow(String folder) {
        return !isUnseen(folder) && mayMatch(names(text), names(folder));
    }

    /// Whether files and folders of that path count for no reader.
    static boolean isUnseen(String path) {
        return names(path).stream()
                .anyMatch(name -> UNSEEN.contains(name) || name.startsWith(".weir~"));
    }

    private static List<String> names(String path) {
        return Arrays.asList(path.split("/"));
    }

    private static boolean matches(List<String> pattern, List<String> names) {
        if (pattern.isEmpty() || names.isEmpty()) {
            return pattern.isEmpty() && names.isEmpty();
        }
        List<String> rest = pattern.subList(1, pattern.size());
        List<String> below = names.subList(1, names.size());
        if (!pattern.getFirst().equals("**")) {
            return matchesName(pattern.getFirst(), names.getFirst()) && matches(rest, below);
        }
        boolean passes = !names.getFirst().startsWith(".");
        return !rest.isEmpty() && matches(rest, names)
                || passes && (below.isEmpty() ? rest.isEmpty() : matches(pattern, below));
    }

    private static boolean mayMatch(List<String> pattern, List<String> folder) {
        if (folder.isEmpty() || pattern.isEmpty()) {
            return !pattern.isEmpty();
        }
        List<String> rest = pattern.subList(1, pattern.size());
        List<String> below = folder.subList(1, folder.size());
        if (!pattern.getFirst().equals("**")) {
            return matchesName(pattern.getFirst(), folder.getFirst()) && mayMatch(rest, below);
        }
        return mayMatch(rest, folder)
                || !folder.getFirst().startsWith(".") && mayMatch(pattern, below);
    }

    private static boolean matchesName(String pattern, String name) {
        if (name.startsWith(".") && !pattern.startsWith(".")) {
            return false;
        }
        return fits(pattern, name);
    }

    private static boolean fits(String pattern, String name) {
        if (pattern.isEmpty()) {
            return name.isEmpty();
        }
        char first = pattern.charAt(0);
        if (first == '*') {
            return fits(pattern.substring(1), name)
                    || !name.isEmpty() && fits(pattern, name.substring(1));
        }
        return !name.isEmpty()
                && (first == '?' || first == name.charAt(0))
                && fits(pattern.substring(1), name.substring(1));
    }
}
