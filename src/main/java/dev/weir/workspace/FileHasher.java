package dev.weir.workspace;

import dev.weir.digest.Digest;
import dev.weir.digest.Hasher;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/// Hashes files, several at once on all cores, with one small buffer a thread. Safe for several
/// threads, which share the cores.
public final class FileHasher {
    private static final int CHUNK = 128 * 1024;

    /// Bytes of a file from which on a thread that reads pays for itself.
    private static final long LARGE = 16L << 20;

    private final Semaphore helpers;

    /// One for all cores.
    public FileHasher() {
        this(Runtime.getRuntime().availableProcessors());
    }

    /// @param threads how many may hash beside the calling ones, and one
    FileHasher(int threads) {
        helpers = new Semaphore(threads - 1);
    }

    /// The digest of a file's bytes. What has been read of a large file is hashed while the next
    /// bytes are read, if a core is free.
    ///
    /// @param size as it was told; a file that has another one is read whole too
    /// @throws InterruptedIOException when the thread is interrupted
    public Digest hash(Path file, long size) throws IOException {
        if (size < LARGE || !helpers.tryAcquire()) {
            return read(file, size);
        }
        try (ReadAhead ahead = ReadAhead.of(file)) {
            return hash(ahead);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw interrupted(file);
        } finally {
            helpers.release();
        }
    }

    private static Digest hash(ReadAhead ahead) throws IOException, InterruptedException {
        Hasher hasher = new Hasher();
        ReadAhead.Chunk chunk = ahead.next();
        while (chunk.count() >= 0) {
            hasher.add(chunk.bytes(), 0, chunk.count());
            chunk = ahead.next();
        }
        return hasher.finish();
    }

    /// Where as much was read as was told there is, it is not tried whether there is more: whoever
    /// was told looks again.
    private static Digest read(Path file, long size) throws IOException {
        Hasher hasher = new Hasher();
        long left = size;
        try (InputStream in = new FileInputStream(file.toFile())) {
            byte[] chunk = new byte[Math.clamp(size + 1, 1, CHUNK)];
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                hasher.add(chunk, 0, count);
                if (Thread.currentThread().isInterrupted()) {
                    throw interrupted(file);
                }
                left -= count;
                if (left == 0 && count < chunk.length) {
                    break;
                }
            }
        }
        return hasher.finish();
    }

    private static InterruptedIOException interrupted(Path file) {
        return new InterruptedIOException("interrupted while reading " + file);
    }

    /// Does the work for 0 to count − 1, in no order, with as many threads as are free; returns
    /// when all is done.
    void each(int count, IntConsumer work) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        Runnable share =
                () -> {
                    while (!Thread.currentThread().isInterrupted()) {
                        int i = next.getAndIncrement();
                        if (i >= count) {
                            return;
                        }
                        work.accept(i);
                    }
                };
        List<Helper> started = new ArrayList<>();
        try {
            while (started.size() < count - 1 && helpers.tryAcquire()) {
                started.add(Helper.start(share));
            }
            share.run();
            for (Helper helper : started) {
                helper.join();
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        } finally {
            started.forEach(helper -> helper.thread.interrupt());
            helpers.release(started.size());
        }
    }

    private record Helper(Thread thread, FutureTask<?> work) {
        static Helper start(Runnable share) {
            FutureTask<?> work = new FutureTask<>(share, null);
            return new Helper(Thread.ofPlatform().daemon().name("weir-hash").start(work), work);
        }

        void join() throws InterruptedException {
            try {
                work.get();
            } catch (ExecutionException ours) {
                throw new IllegalStateException("hashing failed", ours.getCause());
            }
        }
    }
}
