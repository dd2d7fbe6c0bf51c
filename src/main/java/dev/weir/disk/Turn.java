package dev.weir.disk;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/// A turn at what several weirs write in one folder: one thread of one process has it, for moments.
/// The kernel takes it from a process that dies.
///
/// A file is locked, which is never removed. Closing any channel of a locked file lets go of it, so
/// that within this JVM a lock in memory comes first and the file is open only with it. It is asked
/// for again and again instead of waited for: to the kernel a process that waits for the other, be
/// it by another thread, is a deadlock.
public final class Turn implements AutoCloseable {
    private static final String FILE = "state/lock";
    private static final long SHORTEST_NANOS = 100_000;
    private static final long LONGEST_NANOS = 5_000_000;
    private static final Map<Path, ReentrantLock> HERE = new ConcurrentHashMap<>();

    private final ReentrantLock here;
    private final FileChannel channel;
    private final boolean interrupted;

    private Turn(ReentrantLock here, FileChannel channel, boolean interrupted) {
        this.here = here;
        this.channel = channel;
        this.interrupted = interrupted;
    }

    /// Waits for the turn at a workspace's state. A thread that has it must not ask again. That the
    /// thread is interrupted shows when the turn is over.
    public static Turn take(CacheFolder cache) throws IOException {
        cache.folder("state");
        Path file = cache.root().toRealPath().resolve(FILE);
        ReentrantLock here = HERE.computeIfAbsent(file, _ -> new ReentrantLock());
        here.lock();
        boolean interrupted = false;
        FileChannel channel = null;
        try {
            while (channel == null) {
                interrupted |= Thread.interrupted();
                try {
                    channel = locked(file);
                } catch (ClosedByInterruptException again) {
                    interrupted = true;
                }
            }
            return new Turn(here, channel, interrupted);
        } finally {
            if (channel == null) {
                end(here, interrupted);
            }
        }
    }

    private static FileChannel locked(Path file) throws IOException {
        FileChannel channel = opened(file);
        try {
            long nanos = SHORTEST_NANOS;
            while (channel.tryLock() == null) {
                LockSupport.parkNanos(nanos);
                nanos = Math.min(nanos * 2, LONGEST_NANOS);
            }
            return channel;
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    private static FileChannel opened(Path file) throws IOException {
        try {
            return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (FileSystemException refused) {
            if (FileTree.isFolder(file)) {
                throw new IOException(
                        "'" + file + "' is a folder, and has to be weir's lock: remove it",
                        refused);
            }
            throw refused;
        }
    }

    private static void end(ReentrantLock here, boolean interrupted) {
        here.unlock();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// It is the next one's turn.
    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            end(here, interrupted);
        }
    }
}
