package dev.weir.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        assertThrows(InterruptedIOException.class, () -> FileHasher.hash(file));
        assertTrue(Thread.interrupted());
    }
}
