package dev.weir.disk;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
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

    /// Removes what stands there, if anything does; folders that forbid it are opened first, and
    /// those that lie deeper than a path can tell are reached step by step.
    public static void remove(Path path) throws IOException {
        if (isFolder(path)) {
            for (Path child : childrenToRemove(path)) {
                remove(child);
            }
        } else if (!exists(path)) {
            return;
        }
        try {
            Files.deleteIfExists(path);
        } catch (DirectoryNotEmptyException tooDeep) {
            removeBelow(path);
            Files.deleteIfExists(path);
        }
    }

    /// Removes a folder, unless there is something in it.
    ///
    /// @return whether it is gone
    public static boolean removeIfEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
            return true;
        } catch (DirectoryNotEmptyException used) {
            return false;
        }
    }

    private static void removeBelow(Path folder) throws IOException {
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            if (stream instanceof SecureDirectoryStream<Path> opened) {
                removeBelow(opened);
            }
        }
    }

    /// By names in open folders: the system refuses paths of more than 4,095 bytes.
    private static void removeBelow(SecureDirectoryStream<Path> folder) throws IOException {
        List<Path> names = new ArrayList<>();
        try {
            folder.forEach(child -> names.add(child.getFileName()));
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        for (Path name : names) {
            if (folder.getFileAttributeView(
                            name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .readAttributes()
                    .isDirectory()) {
                try (var inner = folder.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
                    removeBelow(inner);
                }
                folder.deleteDirectory(name);
            } else {
                folder.deleteFile(name);
            }
        }
    }

    private static List<Path> childrenToRemove(Path folder) throws IOException {
        if (!Files.isWritable(folder) || !Files.isExecutable(folder)) {
            Files.setPosixFilePermissions(folder, OWNERS);
        }
        return childrenIfAny(folder);
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

    /// The same; nothing where there is no folder itself, or none any more: another process may
    /// just have removed it.
    public static List<Path> childrenIfAny(Path folder) throws IOException {
        try {
            return isFolder(folder) ? children(folder) : List.of();
        } catch (NoSuchFileException | NotDirectoryException none) {
            return List.of();
        }
    }

    /// Renames within a file system; a file or empty folder that stands there is replaced.
    public static void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    /// The same for a file of weir's own, in whose place a folder with something in it can only be
    /// damage: that is removed.
    public static void put(Path file, Path to) throws IOException {
        try {
            rename(file, to);
        } catch (FileSystemException inTheWay) {
            if (!isFolder(to)) {
                throw inTheWay;
            }
            remove(to);
            rename(file, to);
        }
    }

    /// Takes something elsewhere, where nothing stands: renamed if that works, else copied
    /// (sockets, pipes and devices in it are not) and removed. It is there or where it was, whole.
    public static void take(Path from, Path to) throws IOException {
        try {
            rename(from, to);
        } catch (AtomicMoveNotSupportedException otherFileSystem) {
            copyWhole(from, to);
            remove(from);
        } catch (AccessDeniedException refused) {
            if (!isFolder(from)) {
                throw refused;
            }
            takeClosed(from, to);
        }
    }

    /// A folder that must not be written to cannot be told of another folder above it.
    private static void takeClosed(Path from, Path to) throws IOException {
        Set<PosixFilePermission> before = Files.getPosixFilePermissions(from);
        Files.setPosixFilePermissions(from, OWNERS);
        try {
            rename(from, to);
        } catch (IOException refused) {
            Files.setPosixFilePermissions(from, before);
            throw refused;
        }
        Files.setPosixFilePermissions(to, before);
    }

    private static void copyWhole(Path from, Path to) throws IOException {
        try {
            copy(from, to);
        } catch (IOException refused) {
            remove(to);
            throw refused;
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        boolean other =
                Files.readAttributes(from, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                        .isOther();
        if (other) {
            return; // to read a pipe is to wait for somebody who writes
        }
        Files.copy(from, to, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES);
        if (isFolder(from)) {
            copyChildren(from, to);
        }
    }

    private static void copyChildren(Path from, Path to) throws IOException {
        boolean open = Files.isWritable(to) && Files.isExecutable(to);
        if (!open) {
            Files.setPosixFilePermissions(to, OWNERS);
        }
        for (Path child : children(from)) {
            copy(child, to.resolve(from.relativize(child)));
        }
        if (!open) {
            Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
        }
    }
}
