package dev.weir.workspace;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/// A large file's bytes, read by a thread of their own while who takes them works on those before.
/// For one thread.
final class ReadAhead implements AutoCloseable {
    private static final int CHUNK = 256 * 1024;
    private static final int CHUNKS = 4;

    private final BlockingQueue<Chunk> read = new ArrayBlockingQueue<>(CHUNKS + 1);
    private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(CHUNKS);
    private final Thread reader;
    private byte @Nullable [] taken;

    /// Bytes in a row.
    ///
    /// @param count of them, from the first; negative at the end of the file
    /// @param failure why there are none
    record Chunk(byte[] bytes, int count, @Nullable IOException failure) {}

    private ReadAhead(Path file) {
        for (int i = 0; i < CHUNKS; i++) {
            free.add(new byte[CHUNK]);
        }
        reader = Thread.ofPlatform().daemon().name("weir-read").unstarted(() -> read(file));
    }

    /// Begins to read.
    static ReadAhead of(Path file) {
        ReadAhead ahead = new ReadAhead(file);
        ahead.reader.start();
        return ahead;
    }

    private void read(Path file) {
        try (InputStream in = new FileInputStream(file.toFile())) {
            int count;
            do {
                byte[] bytes = free.take();
                count = in.read(bytes);
                read.put(new Chunk(bytes, count, null));
            } while (count >= 0);
        } catch (IOException refused) {
            read.add(new Chunk(new byte[0], 0, refused));
        } catch (InterruptedException nobodyTakesThem) {
            return;
        }
    }

    /// The next bytes, which are there until it is asked again.
    Chunk next() throws IOException, InterruptedException {
        if (taken != null) {
            free.put(taken);
        }
        Chunk next = read.take();
        if (next.failure() != null) {
            throw next.failure();
        }
        taken = next.bytes();
        return next;
    }

    /// Reads no more.
    @Override
    public void close() {
        reader.interrupt();
    }
}
