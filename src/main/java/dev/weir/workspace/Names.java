package dev.weir.workspace;

import dev.weir.disk.FileTree;
import java.nio.file.Path;

/// What is said of things that cannot be read, and names that cannot be written down.
final class Names {
    static final String NO_FILE = "is a socket, a pipe or a device";
    static final String GARBLED = "has a name that is not UTF-8";

    /// What stands for bytes that are no text.
    static final char REPLACED = '\uFFFD';

    private Names() {}

    /// Whether a file's name, written down, would not name it any more.
    static boolean isGarbled(Path file) {
        String text = file.toString();
        return text.indexOf(REPLACED) >= 0 && !FileTree.exists(Path.of(text));
    }
}
