package dev.weir.build.upkeep;

import dev.weir.cache.garbage.Budget;
import dev.weir.disk.FileTree;
import dev.weir.pipeline.Unseen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where the results of a workspace are kept, and how many of those that nobody needs now.
///
/// @param folder of the store, absolute: the workspace's own, or one that several share
/// @param isShared whether it is another than the workspace's own
/// @param words the budget as the user wrote it, `""` for the usual one
public record Storage(Path folder, boolean isShared, String words) {
    /// The variable that names a shared store.
    public static final String STORE = "WEIR_CACHE";

    /// The variable that holds the budget.
    public static final String KEEP = "WEIR_CACHE_KEEP";

    /// The store in the workspace, with the usual budget.
    public static Storage own(Path root) {
        return new Storage(root.resolve(Unseen.CACHE), false, "");
    }

    /// What the environment says. Makes nothing.
    ///
    /// @param root the workspace, absolute: what a relative path of a store is relative to,
    ///   wherever weir is called
    /// @throws IllegalArgumentException when what it names cannot be a store; it says why
    public static Storage of(Path root, Map<String, String> environment) {
        String named = environment.getOrDefault(STORE, "");
        String words = environment.getOrDefault(KEEP, "");
        Path own = root.resolve(Unseen.CACHE);
        if (named.isEmpty()) {
            return new Storage(own, false, words);
        }
        Path folder = folder(root, named);
        return folder.equals(own)
                ? new Storage(own, false, words)
                : new Storage(checked(folder, root, named), true, words);
    }

    private static Path folder(Path root, String named) {
        try {
            return root.resolve(named).normalize();
        } catch (InvalidPathException wrong) {
            throw wrong(named, "which is no path");
        }
    }

    /// A folder with other things in it is never made a store: weir marks its folders as caches,
    /// which backups and git leave out.
    private static Path checked(Path folder, Path root, String named) {
        if (FileTree.exists(folder) && !Files.isDirectory(folder)) {
            throw wrong(named, "which is no folder");
        }
        if (folder.startsWith(root) && !folder.startsWith(root.resolve(Unseen.CACHE))) {
            throw wrong(named, "which lies in the workspace: it would be read as data");
        }
        if (root.startsWith(folder)) {
            throw wrong(named, "which the workspace lies in");
        }
        if (Files.isDirectory(folder) && !isStore(folder)) {
            throw wrong(named, "which holds other things than a store");
        }
        return folder;
    }

    private static boolean isStore(Path folder) {
        try {
            return FileTree.exists(folder.resolve("CACHEDIR.TAG"))
                    || FileTree.children(folder).isEmpty();
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static IllegalArgumentException wrong(String named, String why) {
        return new IllegalArgumentException(STORE + " names '" + named + "', " + why);
    }

    /// The budget; empty when the words are none.
    public Optional<Budget> budget() {
        return words.isBlank() ? Optional.of(Budget.USUAL) : Budget.of(words);
    }
}
