package dev.weir.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;

/// A user's hand on the files of a workspace.
record WorkFiles(Path root) {
    /// Writes a file; nothing happens when a folder stands there, or a file above.
    void write(String path, Node node, boolean keepTime) throws IOException {
        Path file = root.resolve(path);
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS) || isBelowFile(file)) {
            return;
        }
        FileTime time =
                keepTime && Files.exists(file)
                        ? Files.getLastModifiedTime(file)
                        : FileTime.from(Instant.now());
        if (!keepTime || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(file);
        }
        TinyRunner.write(file, node);
        if (keepTime) {
            Files.setLastModifiedTime(file, time);
        }
    }

    private boolean isBelowFile(Path file) {
        Path above = file.getParent();
        while (above != null && !above.equals(root)) {
            if (Files.exists(above, LinkOption.NOFOLLOW_LINKS)
                    && !Files.isDirectory(above, LinkOption.NOFOLLOW_LINKS)) {
                return true;
            }
            above = above.getParent();
        }
        return false;
    }

    void remove(String path) throws IOException {
        if (!isBelowFile(root.resolve(path))) {
            remove(root.resolve(path));
        }
    }

    static void remove(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            try (Stream<Path> children = Files.list(path)) {
                for (Path child : children.toList()) {
                    remove(child);
                }
            }
        }
        Files.deleteIfExists(path);
    }

    void swap(String path, String other) throws IOException {
        Path one = root.resolve(path);
        Path two = root.resolve(other);
        if (isFile(one) && !path.equals(other) && !Files.isDirectory(two) && !isBelowFile(two)) {
            Path aside = root.resolve("aside");
            Files.createDirectories(two.getParent());
            if (Files.exists(two, LinkOption.NOFOLLOW_LINKS)) {
                Files.move(two, aside);
            }
            Files.move(one, two);
            if (Files.exists(aside, LinkOption.NOFOLLOW_LINKS)) {
                Files.move(aside, one);
            }
        }
    }

    void turn(String path) throws IOException {
        Path place = root.resolve(path);
        if (isFile(place)) {
            Files.delete(place);
            write(path + "/inner.txt", Node.of("inner", false), false);
        } else if (Files.isDirectory(place)) {
            remove(place);
            write(path, Node.of("turned", false), false);
        }
    }

    void touch(String path) throws IOException {
        if (isFile(root.resolve(path))) {
            Files.setLastModifiedTime(root.resolve(path), FileTime.from(Instant.now()));
        }
    }

    void flipMode(String path) throws IOException {
        Path file = root.resolve(path);
        if (isFile(file)) {
            Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
            if (!mode.remove(PosixFilePermission.OWNER_EXECUTE)) {
                mode.add(PosixFilePermission.OWNER_EXECUTE);
            }
            Files.setPosixFilePermissions(file, mode);
        }
    }

    private static boolean isFile(Path file) {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }
}
