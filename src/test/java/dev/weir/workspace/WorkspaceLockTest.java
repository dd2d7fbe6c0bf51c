package dev.weir.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.disk.CacheFolder;
import dev.weir.workspace.WorkspaceLock.Holder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WorkspaceLockTest {
    private static final Holder SELF = Holder.self(Instant.EPOCH, "weir train -P 'x\ny'");

    @TempDir Path root;

    private CacheFolder cache() {
        return new CacheFolder(root.resolve("cache"));
    }

    @Test
    void one_holds_it_and_says_who_and_the_next_gets_it_after() throws Exception {
        assertEquals(Optional.empty(), WorkspaceLock.holder(cache()));
        assertFalse(Files.exists(root.resolve("cache")));
        WorkspaceLock lock = WorkspaceLock.tryAcquire(cache(), SELF).orElseThrow();
        assertEquals(Optional.empty(), WorkspaceLock.tryAcquire(cache(), SELF));
        assertEquals(Optional.of(SELF), WorkspaceLock.holder(cache()));
        lock.close();
        lock.close();
        WorkspaceLock.tryAcquire(cache(), SELF).orElseThrow().close();
    }

    @Test
    void it_is_held_though_that_cannot_be_said() throws Exception {
        Files.createDirectories(root.resolve("cache/state/holder/in the way"));
        try (var _ = WorkspaceLock.tryAcquire(cache(), SELF).orElseThrow()) {
            assertEquals(Optional.empty(), WorkspaceLock.tryAcquire(cache(), SELF));
        }
    }

    @Test
    void another_process_waits_and_a_killed_one_lets_go() throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Holding.class.getName(),
                                root.resolve("cache").toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (var said =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertEquals("held", said.readLine());
            assertEquals(Optional.empty(), WorkspaceLock.tryAcquire(cache(), SELF));
            List<Optional<Holder>> told = new ArrayList<>();
            Optional<WorkspaceLock> lock =
                    WorkspaceLock.acquire(
                            cache(),
                            SELF,
                            holder -> {
                                told.add(holder);
                                process.destroyForcibly();
                            },
                            () -> false);
            assertEquals(process.pid(), told.getFirst().orElseThrow().pid());
            lock.orElseThrow().close();
        } finally {
            process.destroyForcibly();
        }
    }

    /// Holds a lock until it is killed.
    static final class Holding {
        private Holding() {}

        public static void main(String[] args) throws IOException, InterruptedException {
            CacheFolder cache = new CacheFolder(Path.of(args[0]));
            WorkspaceLock.tryAcquire(cache, Holder.self(Instant.EPOCH, "weir")).orElseThrow();
            System.out.println("held");
            Thread.sleep(60_000);
        }
    }

    @Test
    void waiting_may_be_given_up() throws Exception {
        try (WorkspaceLock _ = WorkspaceLock.tryAcquire(cache(), SELF).orElseThrow()) {
            int[] asked = {0};
            assertEquals(
                    Optional.empty(),
                    WorkspaceLock.acquire(
                            cache(),
                            SELF,
                            holder -> assertEquals(Optional.of(SELF), holder),
                            () -> ++asked[0] > 2));
            assertTrue(asked[0] > 2);
        }
    }

    @Test
    void a_damaged_holder_is_nobody() throws Exception {
        try (WorkspaceLock _ = WorkspaceLock.tryAcquire(cache(), SELF).orElseThrow()) {
            for (String text : new String[] {"", "x\n", "1\n", "1\nnever\nweir\n"}) {
                Files.writeString(root.resolve("cache/state/holder"), text);
                assertEquals(Optional.empty(), WorkspaceLock.holder(cache()));
            }
            assertEquals(Optional.empty(), WorkspaceLock.tryAcquire(cache(), SELF));
        }
    }
}
