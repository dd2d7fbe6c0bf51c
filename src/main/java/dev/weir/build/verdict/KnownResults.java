package dev.weir.build.verdict;

import dev.weir.cache.ActionCache;
import dev.weir.cache.Lookup;
import dev.weir.digest.TaskKey;
import dev.weir.workspace.FileState;
import dev.weir.workspace.Looks;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Results that were read from the action cache, each with its file as it was then: a build asks
/// for a result when it looks what there is to do, and again when it is the task's turn. Safe for
/// several threads.
public final class KnownResults {
    private final Map<TaskKey, Known> known = new ConcurrentHashMap<>();

    private record Known(FileState file, Lookup.Hit hit) {}

    /// What the action cache holds for a key.
    Lookup find(TaskKey key, ActionCache actions, Looks looks) {
        Optional<FileState> file = look(key, actions, looks);
        Known before = known.get(key);
        if (before != null && file.isPresent() && file.get().sameAs(before.file())) {
            return before.hit();
        }
        boolean isFile = file.isPresent() && file.get().kind() == FileState.Kind.FILE;
        Lookup found = isFile ? actions.findFile(key) : actions.find(key);
        if (found instanceof Lookup.Hit hit && file.isPresent() && file.get().settled()) {
            known.put(key, new Known(file.get(), hit));
        }
        return found;
    }

    private static Optional<FileState> look(TaskKey key, ActionCache actions, Looks looks) {
        try {
            return looks.followed(actions.file(key));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
