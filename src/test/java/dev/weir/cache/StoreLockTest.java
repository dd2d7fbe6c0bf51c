package dev.weir.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.cache.StoreLock.Kind;
import dev.weir.disk.CacheFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StoreLockTest {
    @TempDir Path folder;

    private Optional<StoreLock> lock(Kind kind) throws IOException {
        return StoreLock.tryAcquire(new CacheFolder(folder.resolve("store")), kind);
    }

    @Test
    void many_share_it_and_only_one_has_it_alone() throws IOException {
        StoreLock one = lock(Kind.SHARED).orElseThrow();
        StoreLock two = lock(Kind.SHARED).orElseThrow();
        assertTrue(lock(Kind.ALONE).isEmpty());
        one.close();
        one.close();
        assertTrue(lock(Kind.ALONE).isEmpty());
        two.close();
        StoreLock alone = lock(Kind.ALONE).orElseThrow();
        assertTrue(lock(Kind.SHARED).isEmpty());
        assertTrue(lock(Kind.ALONE).isEmpty());
        alone.close();
        lock(Kind.SHARED).orElseThrow().close();
    }

    @Test
    void another_process_sees_it() throws Exception {
        try (StoreLock _ = lock(Kind.SHARED).orElseThrow()) {
            assertEquals("shared", other());
        }
        try (StoreLock _ = lock(Kind.ALONE).orElseThrow()) {
            assertEquals("none", other());
        }
        assertEquals("alone", other());
    }

    /// What another process can get.
    private String other() throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Other.class.getName(),
                                folder.resolve("store").resolve(StoreLock.FILE).toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String said = new String(process.getInputStream().readAllBytes()).strip();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        return said;
    }

    static final class Other {
        private Other() {}

        public static void main(String[] arguments) throws IOException {
            try (FileChannel channel =
                    FileChannel.open(
                            Path.of(arguments[0]),
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE)) {
                boolean alone = channel.tryLock(0, Long.MAX_VALUE, false) != null;
                boolean shared = alone || channel.tryLock(0, Long.MAX_VALUE, true) != null;
                System.out.println(alone ? "alone" : shared ? "shared" : "none");
            }
        }
    }

    @Test
    void who_waits_is_told_once_and_may_give_up() throws Exception {
        AtomicInteger told = new AtomicInteger();
        AtomicInteger asked = new AtomicInteger();
        try (StoreLock _ = lock(Kind.SHARED).orElseThrow()) {
            Optional<StoreLock> lock =
                    StoreLock.acquire(
                            new CacheFolder(folder.resolve("store")),
                            Kind.ALONE,
                            told::incrementAndGet,
                            () -> asked.incrementAndGet() > 3);
            assertFalse(lock.isPresent());
        }
        assertEquals(1, told.get());
    }
}
