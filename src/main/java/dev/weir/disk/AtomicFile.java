package dev.weir.disk;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// A file that is replaced as a whole: readers see the old bytes or the new ones. Several threads
/// and processes may replace it at once; the last wins.
public final class AtomicFile {
    private static final String NEW = ".new~";
    private static final long LEFT_BEHIND = TimeUnit.HOURS.toMillis(1);

    private static long written;

    private AtomicFile() {}

    /// Replaces the file, whose folder is there.
    public static void write(Path file, byte[] bytes) throws IOException {
        removeLeftBehind(file);
        Path temp = file.resolveSibling(file.getFileName() + NEW + unique());
        try {
            try (FileOutputStream to = new FileOutputStream(temp.toFile())) {
                to.write(bytes);
            } catch (IOException full) {
                throw IoText.at(file, full);
            }
            FileTree.rename(temp, file);
        } finally {
            Files.deleteIfExists(temp);
        }
    }

    /// A name that no other write has at this time, in this process or another.
    private static synchronized String unique() {
        return ProcessHandle.current().pid() + "-" + ++written;
    }

    private static void removeLeftBehind(Path file) throws IOException {
        long now = System.currentTimeMillis();
        for (Path sibling : FileTree.children(file.resolveSibling("."))) {
            if (sibling.getFileName().toString().startsWith(file.getFileName() + NEW)) {
                long written = sibling.toFile().lastModified();
                if (now - written > LEFT_BEHIND) {
                    Files.deleteIfExists(sibling);
                }
            }
        }
    }
}
