package dev.weir.exec.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.exec.Cancellation;
import dev.weir.exec.Exit;
import dev.weir.exec.log.LogCapture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(30)
class CommandRunnerTest {
    @TempDir Path folder;
    private Trial trial;

    @BeforeEach
    void begin() {
        trial = new Trial(folder);
    }

    @Test
    void a_script_runs_in_its_folder_and_both_its_streams_are_logged_in_order() throws Exception {
        Exit exit = trial.run("pwd; echo two >&2; echo three");
        assertInstanceOf(Exit.Succeeded.class, exit);
        assertEquals(List.of(folder.toRealPath().toString(), "two", "three"), trial.lines);
    }

    @Test
    void a_failing_line_ends_the_script_and_gives_its_exit_code() throws Exception {
        assertEquals(new Exit.Failed(3, "exit code 3"), trial.run("(exit 3)\necho not reached"));
        assertEquals(List.of(), trial.lines);
    }

    @Test
    void a_failing_script_ends_the_list_and_is_counted() throws Exception {
        Exit exit = trial.run("echo a", "exit 7", "echo c");
        assertEquals(new Exit.Failed(7, "command 2 of 3: exit code 7"), exit);
        assertEquals(List.of("a"), trial.lines);
    }

    @Test
    void a_signal_is_named() throws Exception {
        assertEquals(
                new Exit.Failed(137, "killed by signal 9 (SIGKILL)"), trial.run("kill -KILL $$"));
        assertEquals(
                new Exit.Failed(139, "exit code 139 (128 + SIGSEGV)"),
                trial.run("(kill -SEGV $(exec sh -c 'echo $PPID')); exit"));
    }

    @Test
    void the_environment_is_exactly_the_given_one() throws Exception {
        trial.variable("A", "1").variable("B", "two words\nand a line é").shell("env").run("-0");
        assertEquals(
                "A=1\uFFFDB=two words\nand a line é\uFFFDPATH=" + System.getenv("PATH") + "\uFFFD",
                String.join("\n", trial.lines));
    }

    @Test
    void secrets_are_masked_in_the_log() throws Exception {
        trial.secrets("hunter2").variable("TOKEN", "hunter2").run("echo is $TOKEN");
        assertEquals(List.of("is ***"), trial.lines);
    }

    @Test
    void a_command_inherits_no_descriptor_and_an_empty_input() throws Exception {
        try (var held = Files.newByteChannel(Files.createFile(folder.resolve("held")))) {
            assertTrue(held.isOpen());
            trial.run("ls /proc/self/fd", "cat");
        }
        assertEquals(List.of("0", "1", "2", "3"), trial.lines);
    }

    @Test
    void the_watcher_is_told_before_the_command_is_waited_for() throws Exception {
        Path go = folder.resolve("go");
        Exit exit =
                trial.run(
                        leader -> {
                            assertTrue(Trial.lives(leader.pid()));
                            assertTrue(leader.started() > 0);
                            assertFalse(leader.boot().isEmpty());
                            touch(go);
                        },
                        "while [ ! -e go ]; do sleep 0.01; done; echo went");
        assertInstanceOf(Exit.Succeeded.class, exit);
        assertEquals(List.of("went"), trial.lines);
    }

    @Test
    void two_runs_at_once_see_each_other_and_have_groups_of_their_own() throws Exception {
        var other = new Trial(folder);
        var one = trial.begin("touch a; while [ ! -e b ]; do sleep 0.01; done; echo met");
        var two = other.begin("touch b; while [ ! -e a ]; do sleep 0.01; done; echo met");
        assertInstanceOf(Exit.Succeeded.class, Trial.soon(one));
        assertInstanceOf(Exit.Succeeded.class, Trial.soon(two));
        assertEquals(List.of("met", "met"), List.of(trial.nextLine(), other.nextLine()));
        assertNotEquals(trial.started.getFirst().pid(), other.started.getFirst().pid());
    }

    @Test
    void a_hundred_megabytes_of_output_take_little_memory() throws Exception {
        var seen = new AtomicLong();
        var most = new AtomicLong();
        long before = used();
        Exit exit =
                trial.log(
                                line -> {
                                    long soFar = seen.addAndGet(line.length());
                                    if (soFar >> 25 != soFar - line.length() >> 25) {
                                        most.set(Math.max(most.get(), used() - before));
                                    }
                                })
                        .run(
                                "head -c 60000000 /dev/zero; yes 0123456789012345678901234567890123456789 | head -c 41000000");
        assertInstanceOf(Exit.Succeeded.class, exit);
        assertEquals(100_000_000, seen.get());
        assertTrue(most.get() < 10_000_000, "bytes: " + most);
    }

    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @Test
    void the_peak_memory_of_a_large_command_is_told() throws Exception {
        long most = Libc.ownMaxRss();
        assumeTrue(most < 600_000_000, "other tests left a large JVM");
        long bytes = most + 100_000_000;
        // tail keeps what it may still have to print
        Exit exit = trial.run("head -c " + bytes + " /dev/zero | tail -c " + bytes + " | wc -c");
        long peak = assertInstanceOf(Exit.Succeeded.class, exit).peakMemory();
        assertTrue(peak > bytes && peak < 2 * bytes, "bytes: " + peak);
        assertEquals(new Exit.Succeeded(0), trial.run("true"));
    }

    @Test
    void where_the_kernel_has_no_descriptor_of_a_process_commands_run_all_the_same()
            throws Exception {
        var environment = new TreeMap<>(Map.of("PATH", System.getenv("PATH")));
        var program = List.of("sh", "-c", "sleep 1000 & exec >&- 2>&-; sleep 0.02; exit 3");
        var spawned = new Spawn(program, folder, environment).start();
        var started = assertInstanceOf(Spawn.Started.class, spawned);
        try (Child child = new Child(started.pid(), started.output(), -1)) {
            var limits = Limits.from(Optional.empty(), Duration.ZERO, Duration.ofHours(1));
            var log = new LogCapture(List.of(), line -> {});
            var why = new CommandRun(child, log, new Cancellation(), limits).toEnd();
            assertEquals(CommandRun.Why.BY_ITSELF, why);
            assertEquals(new Exit.Failed(3, "exit code 3"), ExitStatus.exit(child.ended()));
            assertFalse(ProcessSession.isLeft(child.leader()));
        }
    }

    private static void touch(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
