package dev.weir.trace;

import dev.weir.pipeline.WorkspacePath;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/// The places where what stands is the user's, whatever tasks made there before; but for what tasks
/// made in them since. Of a path and those above it the nearest that anything was said of decides.
/// Not for several threads.
final class Disowned {
    private final NavigableSet<String> disowned = new TreeSet<>();
    private final NavigableSet<String> owned = new TreeSet<>();

    /// From now on what stands there, and below, is the user's.
    void disown(WorkspacePath path) {
        forget(path);
        disowned.add(path.text());
    }

    /// A task made what stands there, and below.
    void own(WorkspacePath path) {
        forget(path);
        if (covers(path)) {
            owned.add(path.text());
        }
    }

    private void forget(WorkspacePath path) {
        for (NavigableSet<String> said : List.of(disowned, owned)) {
            said.remove(path.text());
            below(said, path).clear();
        }
    }

    /// Whether what stands there is the user's.
    boolean covers(WorkspacePath path) {
        if (disowned.isEmpty()) {
            return false;
        }
        String text = path.text();
        for (int end = text.length(); end > 0; end = text.lastIndexOf('/', end - 1)) {
            String at = text.substring(0, end);
            if (owned.contains(at) || disowned.contains(at)) {
                return disowned.contains(at);
            }
        }
        return false;
    }

    /// Whether something of what stands there, or below, is the user's.
    boolean touches(WorkspacePath path) {
        return covers(path) || !below(disowned, path).isEmpty();
    }

    private static NavigableSet<String> below(NavigableSet<String> paths, WorkspacePath folder) {
        String start = folder.text() + "/";
        String end = folder.text() + (char) ('/' + 1);
        return paths.subSet(start, true, end, false);
    }

    /// What was said last of places, as far as it still counts; what is owned is said after what is
    /// disowned.
    Set<String> disowned() {
        return disowned;
    }

    /// See [#disowned].
    Set<String> owned() {
        return owned;
    }
}
