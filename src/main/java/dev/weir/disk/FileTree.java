package dev.weir.disk;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Files, links and folders with all that is in them. No link is ever followed.
public final class FileTree {
    private static final Set<PosixFilePermission> OWNERS =
            PosixFilePermissions.fromString("rwx------");

    private FileTree() {}

    /// Whether anything stands there, be it a link to nowhere.
    public static boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /// Whether it is a folder itself.
    public static boolean isFolder(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    /// Removes what stands there, if anything does; folders that forbid it are opened first.
    public static void remove(Path path) throws IOException {
        if (isFolder(path)) {
            for (Path child : childrenToRemove(path)) {
                remove(child);
            }
        } else if (!exists(path)) {
            return;
        }
        Files.deleteIfExists(path);
    }

    private static List<Path> childrenToRemove(Path folder) throws IOException {
        if (!Files.isWritable(folder) || !Files.isExecutable(folder)) {
            Files.setPosixFilePermissions(folder, OWNERS);
        }
        try {
            return children(folder);
        } catch (NoSuchFileException | NotDirectoryException gone) {
            return List.of();
        }
    }

    /// Makes a folder and those above it where they are missing; a link to a folder is one.
    public static void makeFolders(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
    }

    /// What is directly in a folder, in no order.
    public static List<Path> children(Path folder) throws IOException {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(children::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return children;
    }

    /// Renames within a file system; a file or empty folder that stands there is replaced.
    public static void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    /// Takes something elsewhere, where nothing stands: renamed if that works, else copied and
    /// removed.
    public static void take(Path from, Path to) throws IOException {
        try {
            rename(from, to);
        } catch (AtomicMoveNotSupportedException otherFileSystem) {
            copy(from, to);
            remove(from);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.copy(from, to, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES);
        if (isFolder(from)) {
            for (Path child : children(from)) {
                copy(child, to.resolve(from.relativize(child)));
            }
        }
    }
}
