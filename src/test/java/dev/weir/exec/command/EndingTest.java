package dev.weir.exec.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.exec.Exit;
import dev.weir.exec.ProcessIdentity;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(30)
class EndingTest {
    private static final Duration AGES = Duration.ofHours(1);
    private static final String DEAF = "sh -c 'trap \"\" TERM; echo $$; while :; do sleep 1; done'";

    @TempDir Path folder;
    private Trial trial;

    @BeforeEach
    void begin() {
        trial = new Trial(folder);
    }

    @Test
    void what_a_command_leaves_running_in_its_group_ends_with_it() throws Exception {
        Exit exit =
                trial.grace(AGES).run("sleep 1000 & echo $!; sleep 1000 >/dev/null 2>&1 & echo $!");
        assertInstanceOf(Exit.Succeeded.class, exit);
        assertEquals(2, trial.lines.size());
        assertAllGone();
    }

    @Test
    void what_is_left_running_and_ignores_the_request_is_killed() throws Exception {
        Exit exit =
                trial.grace(Duration.ofMillis(50)).run(DEAF + " & read x < /dev/null || exit 4");
        assertEquals(new Exit.Failed(4, "exit code 4"), exit);
        assertGroupGone();
    }

    @Test
    void what_is_left_may_finish_by_itself_within_the_linger() throws Exception {
        trial.linger(AGES)
                .run("{ while kill -0 $$ 2>/dev/null; do :; done; echo last words; } & echo first");
        assertEquals(List.of("first", "last words"), trial.lines);
        assertGroupGone();
    }

    @Test
    void what_left_the_group_is_out_of_reach_but_is_not_waited_for() throws Exception {
        Exit exit =
                trial.run(
                        "setsid sh -c 'echo $$ > pid; echo out; exec sleep 1000' & until [ -s pid ]; do :; done");
        assertInstanceOf(Exit.Succeeded.class, exit);
        long escaped = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
        try {
            assertTrue(Trial.lives(escaped));
        } finally {
            Libc.kill(escaped, Libc.SIGKILL);
        }
    }

    /// As `timeout` of the coreutils does for what it runs.
    @Test
    void what_makes_a_group_of_its_own_is_ended_too() throws Exception {
        Duration limit = Duration.ofMillis(300);
        Exit exit =
                trial.grace(AGES)
                        .timeout(limit)
                        .run(
                                "echo $$; timeout 1000 sh -c 'echo $$; exec sleep 1000' & timeout 1000 sh -c 'echo $$; exec sleep 1000'");
        assertEquals(new Exit.TimedOut(limit), exit);
        assertEquals(3, trial.lines.size());
        assertAllGone();
    }

    @Test
    void what_made_a_group_of_its_own_and_ignores_the_request_is_killed() throws Exception {
        var exit = trial.grace(Duration.ofMillis(50)).begin("timeout 1000 " + DEAF + " & wait");
        trial.nextLine();
        trial.cancellation.request();
        assertEquals(new Exit.Cancelled(), Trial.soon(exit));
        assertAllGone();
    }

    @Test
    void what_a_command_leaves_talking_in_another_group_ends_with_it() throws Exception {
        Exit exit =
                trial.grace(AGES).run("timeout 1000 sh -c 'echo $$; exec sleep 1000' & sleep 0.3");
        assertInstanceOf(Exit.Succeeded.class, exit);
        assertEquals(1, trial.lines.size());
        assertAllGone();
    }

    @Test
    void a_cancelled_command_is_asked_and_may_tidy_up() throws Exception {
        var exit =
                trial.grace(AGES)
                        .begin(
                                "trap 'echo tidy; exit 0' TERM; echo up; while :; do sleep 0.01; done");
        assertEquals("up", trial.nextLine());
        trial.cancellation.request();
        assertEquals(new Exit.Cancelled(), Trial.soon(exit));
        assertTrue(trial.lines.contains("tidy"));
        assertGroupGone();
    }

    @Test
    void a_cancelled_command_that_ignores_it_is_killed_with_its_children() throws Exception {
        var exit = trial.grace(Duration.ofMillis(50)).begin("trap '' TERM; " + DEAF + " & " + DEAF);
        trial.nextLine();
        trial.nextLine();
        trial.cancellation.request();
        assertEquals(new Exit.Cancelled(), Trial.soon(exit));
        assertAllGone();
    }

    @Test
    void insisting_leaves_no_grace() throws Exception {
        var exit = trial.grace(AGES).begin(DEAF);
        trial.nextLine();
        trial.cancellation.request();
        trial.cancellation.insist();
        assertEquals(new Exit.Cancelled(), Trial.soon(exit));
        assertAllGone();
    }

    @Test
    void insisting_ends_at_once_what_is_left_running() throws Exception {
        var exit = trial.linger(AGES).grace(AGES).begin(DEAF + " & read x < /dev/null || exit 0");
        trial.nextLine();
        trial.cancellation.insist();
        assertInstanceOf(Exit.class, Trial.soon(exit));
        assertAllGone();
    }

    @Test
    void what_is_abandoned_is_killed_and_by_the_one_who_abandons_it() throws Exception {
        var exit = trial.grace(AGES).begin("trap '' TERM; " + DEAF + " & " + DEAF);
        trial.nextLine();
        trial.nextLine();
        trial.cancellation.request();
        trial.cancellation.abandon();
        awaitGone(); // what is killed takes its time to go, and nobody else kills it
        assertAllGone();
        assertEquals(new Exit.Cancelled(), Trial.soon(exit));
        trial.cancellation.abandon();
    }

    @Test
    void after_its_time_a_command_is_ended() throws Exception {
        Duration limit = Duration.ofMillis(80);
        assertEquals(new Exit.TimedOut(limit), trial.timeout(limit).run("sleep 1000 & sleep 1000"));
        assertGroupGone();
    }

    @Test
    void the_time_counts_for_all_scripts_of_a_task() throws Exception {
        Duration limit = Duration.ofMillis(200);
        Exit exit = trial.timeout(limit).run("sleep 0.01", "sleep 1000", "echo never");
        assertEquals(new Exit.TimedOut(limit), exit);
        assertEquals(List.of(), trial.lines);
    }

    @Test
    void a_stopped_command_is_ended_too() throws Exception {
        Duration limit = Duration.ofMillis(80);
        assertEquals(
                new Exit.TimedOut(limit), trial.grace(AGES).timeout(limit).run("kill -STOP $$"));
        assertGroupGone();
    }

    @Test
    void an_interrupted_thread_ends_its_command() throws Exception {
        var exit = trial.begin("echo up; sleep 1000");
        trial.nextLine();
        trial.thread().interrupt();
        var failure = assertThrows(ExecutionException.class, () -> Trial.soon(exit));
        assertInstanceOf(InterruptedException.class, failure.getCause());
        assertGroupGone();
    }

    @Test
    void what_was_cancelled_before_does_not_start() throws Exception {
        trial.cancellation.request();
        assertEquals(new Exit.Cancelled(), trial.run("echo never"));
        assertEquals(List.of(), trial.started);
    }

    @Test
    void a_cancellation_at_any_moment_of_the_start_leaves_nothing() throws Exception {
        for (int i = 0; i < 40; i++) {
            var one = new Trial(folder).grace(AGES);
            CompletableFuture<Exit> exit = one.begin("sleep 1000 & sleep 1000");
            long until = System.nanoTime() + i * 100_000L;
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            one.cancellation.request();
            assertEquals(new Exit.Cancelled(), Trial.soon(exit));
            for (var leader : one.started) {
                assertFalse(ProcessSession.isLeft(leader));
            }
        }
    }

    @Test
    void a_watcher_or_log_that_fails_ends_the_command() {
        String deaf = "trap '' TERM; echo up; sleep 1000";
        assertThrows(IllegalStateException.class, () -> trial.run(this::failed, deaf));
        assertThrows(IllegalStateException.class, () -> trial.log(this::failed).run(deaf));
        assertEquals(2, trial.started.size());
        for (var leader : trial.started) {
            assertTrue(ProcessTable.row(leader.pid()).isEmpty());
            assertFalse(ProcessSession.isLeft(leader));
        }
    }

    @Test
    void no_descriptor_and_no_zombie_stays() throws Exception {
        trial.run("true");
        int before = descriptors();
        for (int i = 0; i < 12; i++) {
            trial.run("echo a; sleep 1000 & exit $((" + i + " % 2))");
        }
        assertEquals(before, descriptors());
        for (var leader : trial.started) {
            assertTrue(ProcessTable.row(leader.pid()).isEmpty());
        }
    }

    private void failed(ProcessIdentity leader) {
        trial.started.add(leader);
        throw new IllegalStateException("disk full");
    }

    private void failed(String line) {
        throw new IllegalStateException("disk full, no place for " + line);
    }

    private static int descriptors() {
        return Objects.requireNonNull(new File("/proc/self/fd").list()).length;
    }

    private void awaitGone() throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (ProcessSession.isLeft(trial.started.getFirst()) && System.nanoTime() < end) {
            Thread.sleep(1);
        }
    }

    private void assertAllGone() {
        for (String line : trial.lines) {
            assertFalse(Trial.lives(Long.parseLong(line)), line);
        }
        assertGroupGone();
    }

    private void assertGroupGone() {
        assertFalse(ProcessSession.isLeft(trial.started.getFirst()));
    }
}
