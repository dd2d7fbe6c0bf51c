package dev.weir.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// weir's own folder of a workspace, or a store that several checkouts share. Asking makes nothing:
/// the folder appears, marked as a cache for backup tools and for git, with the first write.
///
/// Safe for several threads and processes.
public final class CacheFolder {
    private static final String TAG =
            """
            Signature: 8a477f597d28d172789f06886806bc55
            # This folder is a cache made by weir; see https://bford.info/cachedir/
            """;

    private static final String TAG_NAME = "CACHEDIR.TAG";

    private final Path root;
    private volatile boolean marked;

    public CacheFolder(Path root) {
        this.root = root;
    }

    /// Whether a folder is one of weir's, of whatever workspace.
    public static boolean isOne(Path folder) {
        Path tag = folder.resolve(TAG_NAME);
        try {
            return Files.isRegularFile(tag)
                    && Files.size(tag) == TAG.length()
                    && Files.readString(tag).equals(TAG);
        } catch (IOException unreadable) {
            return false;
        }
    }

    /// Where it is, or will be.
    public Path root() {
        return root;
    }

    /// Something in it, which need not be there.
    public Path path(String relative) {
        return root.resolve(relative);
    }

    /// A folder in it, made when it is missing.
    public Path folder(String relative) throws IOException {
        if (!marked) {
            FileTree.makeFolders(root);
            mark(TAG_NAME, TAG);
            mark(".gitignore", "*\n");
            marked = true;
        }
        Path folder = root.resolve(relative);
        FileTree.makeFolders(folder);
        return folder;
    }

    private void mark(String name, String text) throws IOException {
        Path file = root.resolve(name);
        if (!FileTree.exists(file)) {
            try {
                Files.writeString(file, text);
            } catch (IOException full) {
                throw IoText.at(file, full);
            }
        }
    }
}
