package dev.weir.build.upkeep;

import dev.weir.cache.garbage.Tally;
import dev.weir.digest.Digest;
import dev.weir.disk.CacheFolder;
import dev.weir.disk.FileTree;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;

/// Empties weir's folders; the rest of what lies in them is the user's. Needs the locks of what it
/// empties.
public final class Clearing {
    private static final List<String> STORE = List.of("actions", "tmp", Tally.FILE);
    private static final List<String> RECORDS = List.of("runs", "failed", "resume");

    /// What of the state stays: the lock is held, what `undo` brings back is the user's, and what
    /// tasks made as they were declared before is told from that by the log of traces.
    private static final Set<String> HELD = Set.of("lock", "weirs", "undo", "trace");

    private static final String OBJECTS = "objects";

    private long bytes;

    /// Bytes that were freed.
    public long bytes() {
        return bytes;
    }

    /// Removes all results and their bytes.
    ///
    /// @param saved bytes that stay, as no pipeline made them
    public Clearing store(CacheFolder store, Set<Digest> saved) throws IOException {
        for (String name : STORE) {
            clear(store.path(name));
        }
        if (saved.isEmpty()) {
            clear(store.path(OBJECTS));
        } else {
            for (Path folder : FileTree.childrenIfAny(store.path(OBJECTS))) {
                clearBytes(folder, saved);
            }
        }
        return this;
    }

    /// @param folder of the bytes whose digests begin with its name
    private void clearBytes(Path folder, Set<Digest> saved) throws IOException {
        boolean all = true;
        for (Path blob : FileTree.childrenIfAny(folder)) {
            String hex = folder.getFileName().toString() + blob.getFileName();
            if (Digest.read(hex).filter(saved::contains).isPresent()) {
                all = false;
            } else {
                clear(blob);
            }
        }
        if (all) {
            clear(folder);
        }
    }

    /// Removes all that is known of earlier builds.
    public Clearing records(CacheFolder cache) throws IOException {
        for (String name : RECORDS) {
            clear(cache.path(name));
        }
        for (Path one : FileTree.childrenIfAny(cache.path("state"))) {
            if (!HELD.contains(one.getFileName().toString())) {
                clear(one);
            }
        }
        return this;
    }

    private void clear(Path folder) throws IOException {
        if (FileTree.exists(folder)) {
            bytes += size(folder);
            FileTree.remove(folder);
        }
    }

    /// All bytes in a folder, whatever goes meanwhile; 0 when there is none.
    static long size(Path folder) throws IOException {
        long[] size = {0};
        if (!FileTree.exists(folder)) {
            return 0;
        }
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        size[0] += attributes.size();
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException refused)
                            throws IOException {
                        if (refused instanceof NoSuchFileException) {
                            return FileVisitResult.CONTINUE;
                        }
                        throw refused;
                    }
                });
        return size[0];
    }
}
