package dev.weir.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.digest.Digest;
import dev.weir.digest.Hasher;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FileHasherTest {
    private static final int AT_ONCE = 3;

    private final FileHasher hasher = new FileHasher(AT_ONCE);

    @Test
    void all_is_done_once_by_as_many_threads_as_there_are_each_time() throws Exception {
        for (int times = 0; times < 3; times++) {
            CyclicBarrier all = new CyclicBarrier(AT_ONCE);
            Set<Integer> done = ConcurrentHashMap.newKeySet();
            hasher.each(
                    AT_ONCE,
                    i -> {
                        meet(all);
                        assertTrue(done.add(i));
                    });
            assertEquals(Set.of(0, 1, 2), done);
        }
    }

    private static void meet(CyclicBarrier all) {
        try {
            var _ = all.await(60, TimeUnit.SECONDS);
        } catch (Exception alone) {
            throw new IllegalStateException(alone);
        }
    }

    @Test
    void never_more_are_at_work() throws InterruptedException {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        hasher.each(
                30,
                i -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    pause();
                    now.decrementAndGet();
                });
        assertTrue(most.get() <= AT_ONCE, most + " at once");
    }

    private static void pause() {
        try {
            Thread.sleep(2);
        } catch (InterruptedException ended) {
            throw new IllegalStateException(ended);
        }
    }

    @Test
    void who_is_interrupted_has_those_who_help_stop() throws InterruptedException {
        Thread caller = Thread.currentThread();
        CountDownLatch helped = new CountDownLatch(AT_ONCE - 1);
        CountDownLatch stopped = new CountDownLatch(AT_ONCE - 1);
        assertThrows(
                InterruptedException.class,
                () ->
                        hasher.each(
                                1_000_000,
                                i -> {
                                    try {
                                        if (Thread.currentThread() == caller) {
                                            helped.await();
                                            caller.interrupt();
                                        } else {
                                            helped.countDown();
                                            Thread.sleep(60_000);
                                        }
                                    } catch (InterruptedException told) {
                                        Thread.currentThread().interrupt();
                                        stopped.countDown();
                                    }
                                }));
        assertTrue(stopped.await(30, TimeUnit.SECONDS));
    }

    @Test
    void a_mistake_in_the_work_is_not_swallowed() {
        assertThrows(
                IllegalStateException.class,
                () ->
                        hasher.each(
                                10,
                                i -> {
                                    throw new IllegalStateException("ours");
                                }));
    }

    @Test
    void an_interrupted_thread_reads_no_further(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "text");
        Thread.currentThread().interrupt();
        assertThrows(
                InterruptedIOException.class, () -> new FileHasher().hash(file, Files.size(file)));
        assertTrue(Thread.interrupted());
    }

    @Test
    void all_bytes_of_a_file_count_however_many_were_told(@TempDir Path folder) throws IOException {
        for (int size : new int[] {0, 1, 128 * 1024, 300_001, 20 << 20}) {
            byte[] bytes = new byte[size];
            new Random(size).nextBytes(bytes);
            Path file = Files.write(folder.resolve("file"), bytes);
            for (FileHasher one : List.of(new FileHasher(1), new FileHasher(2))) {
                assertEquals(Hasher.digest(bytes), one.hash(file, size), "of " + size);
                assertEquals(Hasher.digest(bytes), one.hash(file, size + 1L), "shorter");
                assertEquals(Hasher.digest(bytes), one.hash(file, 32 << 20), "much shorter");
            }
        }
    }

    @Test
    void a_large_file_is_hashed_by_any_number_of_threads_at_once(@TempDir Path folder)
            throws Exception {
        byte[] bytes = new byte[17 << 20];
        new Random(1).nextBytes(bytes);
        Path file = Files.write(folder.resolve("file"), bytes);
        FileHasher all = new FileHasher(3);
        Digest[] digests = new Digest[6];
        all.each(
                digests.length,
                i -> {
                    try {
                        digests[i] = all.hash(file, bytes.length);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
        assertEquals(Collections.nCopies(6, Hasher.digest(bytes)), Arrays.asList(digests));
    }

    @Test
    void a_large_file_that_cannot_be_read_is_told_of(@TempDir Path folder) {
        FileHasher two = new FileHasher(2);
        for (int i = 0; i < 3; i++) {
            assertThrows(
                    FileNotFoundException.class, () -> two.hash(folder.resolve("none"), 32 << 20));
        }
    }

    @Test
    void an_interrupted_thread_reads_no_further_in_a_large_file(@TempDir Path folder)
            throws IOException {
        Path file = Files.write(folder.resolve("file"), new byte[17 << 20]);
        FileHasher two = new FileHasher(2);
        Thread.currentThread().interrupt();
        assertThrows(InterruptedIOException.class, () -> two.hash(file, Files.size(file)));
        assertTrue(Thread.interrupted());
        assertEquals(Hasher.digest(new byte[17 << 20]), two.hash(file, Files.size(file)));
    }
}
