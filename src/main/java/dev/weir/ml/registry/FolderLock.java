package dev.weir.ml.registry;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;

/// One writer at a time in a folder, over threads and processes. The kernel lets go of it when a
/// process dies.
final class FolderLock implements AutoCloseable {
    private static final ConcurrentMap<Path, ReentrantLock> HERE = new ConcurrentHashMap<>();

    private final ReentrantLock here;
    private final FileChannel channel;

    private FolderLock(ReentrantLock here, FileChannel channel) {
        this.here = here;
        this.channel = channel;
    }

    /// Makes the folder if need be and waits until nobody else writes in it.
    static FolderLock of(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var file = folder.toRealPath().resolve(".lock");
        var here = HERE.computeIfAbsent(file, _ -> new ReentrantLock());
        here.lockInterruptibly();
        try {
            return new FolderLock(here, locked(file));
        } catch (IOException | RuntimeException e) {
            here.unlock();
            throw e;
        }
    }

    private static FileChannel locked(Path file) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            channel.lock();
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            here.unlock();
        }
    }
}
