package dev.weir.pipeline;

import java.util.ArrayDeque;
import java.util.Deque;

/// A path in normal form, with `/` between its names and none at its end: relative to the
/// Pipelinefile's folder when it lies inside, else starting with `/` or `../`. The folder itself is
/// `.`.
///
/// Ordered by UTF-16 code units, the same on every machine.
public record WorkspacePath(String text) implements Comparable<WorkspacePath> {
    public WorkspacePath {
        if (!normal(text).equals(text)) {
            throw new IllegalArgumentException("not in normal form: '" + text + "'");
        }
    }

    /// The normal form of a path as a user writes it: `./a//b/../c/` is `a/c`.
    ///
    /// @throws IllegalArgumentException for an empty path, a NUL, or a `..` above the root
    public static WorkspacePath of(String written) {
        return new WorkspacePath(normal(written));
    }

    private static String normal(String written) {
        if (written.isEmpty()) {
            throw new IllegalArgumentException("a path must not be empty");
        }
        if (written.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a path must not hold a NUL character");
        }
        if (isPlain(written)) {
            return written;
        }
        boolean absolute = written.startsWith("/");
        Deque<String> names = new ArrayDeque<>();
        for (String name : written.split("/")) {
            if (name.isEmpty() || name.equals(".")) {
                continue;
            }
            if (!name.equals("..")
                    || names.isEmpty() && !absolute
                    || "..".equals(names.peekLast())) {
                names.addLast(name);
            } else if (names.isEmpty()) {
                throw new IllegalArgumentException("'" + written + "' leads above the root folder");
            } else {
                names.removeLast();
            }
        }
        String joined = String.join("/", names);
        if (absolute) {
            return "/" + joined;
        }
        return joined.isEmpty() ? "." : joined;
    }

    /// A quick yes for the usual case: the folder itself, or relative, no empty name, no name that
    /// starts with a dot, no slash at the end.
    private static boolean isPlain(String written) {
        if (written.equals(".")) {
            return true;
        }
        int name = 0;
        while (name < written.length()) {
            char first = written.charAt(name);
            if (first == '/' || first == '.') {
                return false;
            }
            int slash = written.indexOf('/', name);
            if (slash < 0) {
                return true;
            }
            name = slash + 1;
        }
        return false;
    }

    /// Whether it lies in the Pipelinefile's folder (or is it).
    public boolean isInside() {
        return !text.startsWith("/") && !text.equals("..") && !text.startsWith("../");
    }

    /// Whether this path lies somewhere below that one.
    public boolean isBelow(WorkspacePath folder) {
        if (folder.text.equals(".")) {
            return isInside() && !text.equals(".");
        }
        if (folder.text.equals("/")) {
            return text.startsWith("/") && text.length() > 1;
        }
        return text.length() > folder.text.length()
                && text.startsWith(folder.text)
                && text.charAt(folder.text.length()) == '/';
    }

    /// Whether one is the other or lies below it.
    public boolean overlaps(WorkspacePath other) {
        return equals(other) || isBelow(other) || other.isBelow(this);
    }

    /// The path of something below this one.
    public WorkspacePath resolve(String relative) {
        return text.equals(".") ? of(relative) : of(text + "/" + relative);
    }

    /// This path as someone in that folder writes it: `../x` for `a/x` seen from `a/b`. An absolute
    /// one stays as it is.
    ///
    /// @param folder inside the workspace
    public String relativeTo(WorkspacePath folder) {
        if (!folder.isInside()) {
            throw new IllegalArgumentException("not inside the workspace: '" + folder + "'");
        }
        if (folder.text.equals(".") || text.startsWith("/")) {
            return text;
        }
        String from = folder.text;
        int up = 1;
        while (!text.equals(from) && !text.startsWith(from + "/")) {
            int slash = from.lastIndexOf('/');
            if (slash < 0) {
                return "../".repeat(up) + (text.equals(".") ? "" : text);
            }
            from = from.substring(0, slash);
            up++;
        }
        String below = text.equals(from) ? "" : text.substring(from.length() + 1);
        String whole = "../".repeat(up - 1) + below;
        return whole.isEmpty() ? "." : whole;
    }

    /// The last name.
    public String name() {
        return text.substring(text.lastIndexOf('/') + 1);
    }

    @Override
    public int compareTo(WorkspacePath other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
