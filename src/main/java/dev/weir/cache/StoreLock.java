package dev.weir.cache;

import dev.weir.disk.CacheFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Keeps what a store holds where it is: builds share it, who collects garbage has it alone. The
/// kernel lets go of it when its holder dies.
///
/// The file `lock` in the store is locked, and never removed: as with the workspace's lock, closing
/// any channel of a locked file lets go of it, so a table says what this JVM holds, and all that
/// share it here share one channel. Who has both locks took the workspace's first.
public final class StoreLock implements AutoCloseable {
    /// The name of the file in the store.
    public static final String FILE = "lock";

    private static final long LOOK_AGAIN_MILLIS = 50;
    private static final Map<Path, Held> HELD_HERE = new HashMap<>();

    private final @Nullable Path file;
    private boolean open = true;

    private StoreLock(@Nullable Path file) {
        this.file = file;
    }

    /// How a store is held.
    public enum Kind {
        /// Beside others that share it: bytes may be added and relied on.
        SHARED,
        /// With nobody else: bytes may be removed.
        ALONE
    }

    /// What this JVM holds of one file.
    private static final class Held {
        private final FileChannel channel;
        private final Kind kind;
        private int holders = 1;

        Held(FileChannel channel, Kind kind) {
            this.channel = channel;
            this.kind = kind;
        }
    }

    /// The lock, if it is to be had now. Nobody removes anything from a store that cannot be
    /// written, so that there it is shared without a file.
    public static Optional<StoreLock> tryAcquire(CacheFolder store, Kind kind) throws IOException {
        if (kind == Kind.SHARED && isReadOnly(store.root())) {
            return Optional.of(new StoreLock(null));
        }
        Path file = store.folder(".").toRealPath().resolve(FILE);
        synchronized (HELD_HERE) {
            Held held = HELD_HERE.get(file);
            if (held != null) {
                if (kind == Kind.ALONE || held.kind == Kind.ALONE) {
                    return Optional.empty();
                }
                held.holders++;
                return Optional.of(new StoreLock(file));
            }
            FileChannel channel = lock(file, kind);
            if (channel == null) {
                return Optional.empty();
            }
            HELD_HERE.put(file, new Held(channel, kind));
            return Optional.of(new StoreLock(file));
        }
    }

    private static boolean isReadOnly(Path store) {
        return Files.isDirectory(store) && !Files.isWritable(store);
    }

    private static @Nullable FileChannel lock(Path file, Kind kind) throws IOException {
        FileChannel channel = open(file, kind);
        boolean locked = false;
        try {
            FileLock lock = channel.tryLock(0, Long.MAX_VALUE, kind == Kind.SHARED);
            locked = lock != null;
            return locked ? channel : null;
        } finally {
            if (!locked) {
                channel.close();
            }
        }
    }

    /// Who shares the store with other users may not write to the file that one of them made, and
    /// need not.
    private static FileChannel open(Path file, Kind kind) throws IOException {
        try {
            return FileChannel.open(
                    file,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
        } catch (AccessDeniedException others) {
            if (kind == Kind.ALONE || !Files.exists(file)) {
                throw others;
            }
            return FileChannel.open(file, StandardOpenOption.READ);
        }
    }

    /// The lock, as soon as it is to be had; empty when that is not waited for any more.
    ///
    /// @param waiting is told once that it has to be waited for
    /// @param givenUp asked now and then while waiting
    public static Optional<StoreLock> acquire(
            CacheFolder store, Kind kind, Runnable waiting, BooleanSupplier givenUp)
            throws IOException, InterruptedException {
        boolean first = true;
        while (!givenUp.getAsBoolean()) {
            Optional<StoreLock> lock = tryAcquire(store, kind);
            if (lock.isPresent()) {
                return lock;
            }
            if (first) {
                waiting.run();
                first = false;
            }
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
        return Optional.empty();
    }

    /// Lets go.
    @Override
    public void close() throws IOException {
        synchronized (HELD_HERE) {
            Held held = file == null ? null : HELD_HERE.get(file);
            if (open && held != null && --held.holders == 0) {
                HELD_HERE.remove(file);
                held.channel.close();
            }
            open = false;
        }
    }
}
