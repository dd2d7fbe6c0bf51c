package dev.weir.workspace;

import dev.weir.disk.AtomicFile;
import dev.weir.disk.CacheFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The right to change a workspace: one weir at a time. The kernel lets go of it when its holder
/// dies.
///
/// `state/lock` is what is locked, `state/holder` says who holds it. They are two files because
/// closing any other channel of a locked file, even one that only read it, lets go of the lock; for
/// the same reason a table says what this JVM holds, and the lock file is never removed.
public final class WorkspaceLock implements AutoCloseable {
    private static final long LOOK_AGAIN_MILLIS = 50;
    private static final Set<Path> HELD_HERE = new HashSet<>();

    private final Path file;
    private final FileChannel channel;

    private WorkspaceLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /// Who holds a lock.
    ///
    /// @param command as it was typed
    public record Holder(long pid, Instant since, String command) {
        /// This process.
        public static Holder self(Instant since, String command) {
            return new Holder(ProcessHandle.current().pid(), since, command);
        }
    }

    /// The lock, if nobody holds it.
    public static Optional<WorkspaceLock> tryAcquire(CacheFolder cache, Holder self)
            throws IOException {
        Path file = cache.folder("state").toRealPath().resolve("lock");
        synchronized (HELD_HERE) {
            if (HELD_HERE.contains(file)) {
                return Optional.empty();
            }
            FileChannel channel = lock(file);
            if (channel == null) {
                return Optional.empty();
            }
            HELD_HERE.add(file);
            WorkspaceLock lock = new WorkspaceLock(file, channel);
            lock.say(self);
            return Optional.of(lock);
        }
    }

    private static @Nullable FileChannel lock(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return null;
    }

    /// The lock, as soon as it is free; empty when that is not waited for any more.
    ///
    /// @param waiting is told who holds it, once for each holder
    /// @param givenUp asked now and then while waiting
    public static Optional<WorkspaceLock> acquire(
            CacheFolder cache,
            Holder self,
            Consumer<Optional<Holder>> waiting,
            BooleanSupplier givenUp)
            throws IOException, InterruptedException {
        Optional<Holder> told = Optional.empty();
        boolean first = true;
        while (!givenUp.getAsBoolean()) {
            Optional<WorkspaceLock> lock = tryAcquire(cache, self);
            if (lock.isPresent()) {
                return lock;
            }
            Optional<Holder> holder = holder(cache);
            if (first || !holder.equals(told)) {
                waiting.accept(holder);
                told = holder;
                first = false;
            }
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
        return Optional.empty();
    }

    /// Whether anybody holds it now. Makes nothing.
    public static boolean isHeld(CacheFolder cache) throws IOException {
        Path named = cache.path("state/lock");
        if (!Files.exists(named)) {
            return false;
        }
        Path file = named.toRealPath();
        synchronized (HELD_HERE) {
            if (HELD_HERE.contains(file)) {
                return true;
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                return channel.tryLock(0, Long.MAX_VALUE, true) == null;
            }
        }
    }

    /// Who held the lock last: who holds it, if anyone does.
    public static Optional<Holder> holder(CacheFolder cache) {
        try {
            List<String> lines = Files.readAllLines(cache.path("state/holder"));
            long pid = Long.parseLong(lines.get(0));
            Instant since = Instant.parse(lines.get(1));
            return Optional.of(
                    new Holder(pid, since, String.join("\n", lines.subList(2, lines.size()))));
        } catch (IOException
                | NumberFormatException
                | DateTimeException
                | IndexOutOfBoundsException nobodySaid) {
            return Optional.empty();
        }
    }

    /// A full disk keeps nobody from cleaning up: the lock is held whether that can be said or not.
    private void say(Holder self) {
        Path holder = file.resolveSibling("holder");
        String text = self.pid() + "\n" + self.since() + "\n" + self.command() + "\n";
        try {
            AtomicFile.write(holder, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException noRoom) {
            forget(holder);
        }
    }

    private static void forget(Path holder) {
        try {
            Files.deleteIfExists(holder);
        } catch (IOException stays) {
            // It names an earlier holder: who waits is told of that one.
        }
    }

    /// Lets go.
    @Override
    public void close() throws IOException {
        synchronized (HELD_HERE) {
            if (channel.isOpen()) {
                HELD_HERE.remove(file);
                channel.close();
            }
        }
    }
}
