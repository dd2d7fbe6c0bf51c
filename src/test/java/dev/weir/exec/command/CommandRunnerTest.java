package dev.weir.exec.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.exec.Exit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
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
        trial.variable("A", "1")
                .variable("B", "two words\nand a line é")
                .run("/usr/bin/env -0 | tr '\\0' ';'");
        List<String> said = trial.lines;
        String all = String.join("\n", said);
        assertTrue(all.contains("A=1;"), all);
        assertTrue(all.contains("B=two words\nand a line é;"), all);
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

    private static void touch(Path file) {
        try {
            Files.createFile(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
