package dev.weir.cache;

import dev.weir.disk.CacheFolder;
import dev.weir.disk.FileTree;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Where files are made before they are renamed into the store: a folder of this process in `tmp/`,
/// beside a file that is locked as long as the process lives. Whoever opens one removes the folders
/// whose lock is free: it works between containers, where a process number says nothing.
///
/// A lock file goes only while it is held, and a folder is made only when its lock file is still
/// there after it was locked: so no living folder is ever taken for a dead one.
final class TempFolder implements AutoCloseable {
    private static final AtomicLong OPENED = new AtomicLong();
    private static final String FOLDER = "tmp";
    private static final String LOCK = ".lock";

    private final CacheFolder cache;
    private final AtomicLong files = new AtomicLong();
    private @Nullable Open open;

    TempFolder(CacheFolder cache) {
        this.cache = cache;
    }

    /// A file that is not there yet, on the store's file system.
    Path file() throws IOException {
        return opened().folder.resolve(Long.toString(files.incrementAndGet()));
    }

    private synchronized Open opened() throws IOException {
        Open now = open;
        if (now == null) {
            Path tmp = cache.folder(FOLDER);
            removeDead(tmp);
            now = open(tmp);
            open = now;
        }
        return now;
    }

    private static Open open(Path tmp) throws IOException {
        while (true) {
            String name = ThisJvm.NAME + OPENED.incrementAndGet();
            Path lock = tmp.resolve(name + LOCK);
            FileChannel channel =
                    FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() != null && Files.exists(lock)) {
                return new Open(Files.createDirectory(tmp.resolve(name)), lock, channel);
            }
            channel.close();
        }
    }

    /// Removes the folders of processes that died.
    static void removeDead(CacheFolder cache) throws IOException {
        removeDead(cache.path(FOLDER));
    }

    private static synchronized void removeDead(Path tmp) throws IOException {
        for (Path lock : FileTree.childrenIfAny(tmp)) {
            String name = lock.getFileName().toString();
            if (name.endsWith(LOCK) && !name.startsWith(ThisJvm.NAME)) {
                String folder = name.substring(0, name.length() - LOCK.length());
                removeIfDead(lock, tmp.resolve(folder));
            }
        }
    }

    private static void removeIfDead(Path lock, Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock held = channel.tryLock()) {
            if (held != null) {
                FileTree.remove(folder);
                Files.deleteIfExists(lock);
            }
        } catch (NoSuchFileException removedByAnother) {
            return;
        }
    }

    /// Removes what is left and lets go of the lock.
    @Override
    public synchronized void close() throws IOException {
        Open now = open;
        open = null;
        if (now != null) {
            try (now.channel) {
                FileTree.remove(now.folder);
                Files.deleteIfExists(now.lock);
            }
        }
    }

    /// Asks for the process only when a folder is made.
    private static final class ThisJvm {
        /// Closing any channel of a locked file frees the lock, so files of this JVM are never
        /// opened to see whether they are locked.
        static final String NAME =
                ProcessHandle.current().pid()
                        + "-"
                        + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX)
                        + Long.toString(System.nanoTime() & 0xffffff, Character.MAX_RADIX)
                        + "-";
    }

    private record Open(Path folder, Path lock, FileChannel channel) {}
}
