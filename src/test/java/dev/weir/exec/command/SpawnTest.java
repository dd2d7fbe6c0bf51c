package dev.weir.exec.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.exec.Exit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(30)
class SpawnTest {
    @TempDir Path folder;
    private Trial trial;

    @BeforeEach
    void begin() {
        trial = new Trial(folder);
    }

    @Test
    void the_shell_is_searched_on_the_path_of_the_command() throws Exception {
        Path tools = Files.createDirectory(folder.resolve("tools"));
        executable(tools.resolve("sh"), "#!/bin/sh\necho mine \"$@\"");
        trial.variable("PATH", "/nowhere:" + tools).run("x");
        trial.variable("PATH", "tools").run("y");
        trial.without("PATH").run("echo usual");
        assertEquals(List.of("mine -e -c x", "mine -e -c y", "usual"), trial.lines);
    }

    @Test
    void a_shell_with_a_slash_is_relative_to_the_folder() throws Exception {
        executable(folder.resolve("my sh"), "#!/bin/sh\necho mine \"$1\"");
        trial.shell("./my sh").run("x");
        assertEquals(List.of("mine x"), trial.lines);
    }

    @Test
    void a_shell_that_is_not_there_fails_with_the_path_that_was_searched() throws Exception {
        Exit exit = trial.variable("PATH", "/a:/b").shell("fish", "-c").run("x");
        assertEquals(new Exit.Failed(126, "'fish' was not found on PATH (/a:/b)"), exit);
        assertEquals(List.of(), trial.started);
    }

    @Test
    void a_folder_that_is_not_there_is_named() throws Exception {
        Path missing = folder.resolve("missing");
        Exit exit = new Trial(missing).run("x");
        String message = "the folder '" + missing + "' to run in is not there";
        assertEquals(new Exit.Failed(126, message), exit);
    }

    @Test
    void a_file_that_is_no_program_is_named_with_the_reason() throws Exception {
        Path text = Files.writeString(folder.resolve("text"), "echo x");
        assertFails("'" + text + "' cannot be run: permission denied", text);
        Path noShebang = executable(folder.resolve("script"), "echo x");
        assertFails("'" + noShebang + "' cannot be run: not a program (a script needs", noShebang);
        Path gone = folder.resolve("gone");
        assertFails("'" + gone + "' cannot be run: no such file", gone);
    }

    @Test
    void a_script_too_long_for_an_argument_runs_all_the_same() throws Exception {
        Exit exit = trial.run("echo " + "x".repeat(3_000_000) + " | wc -c; exit 5");
        assertEquals(new Exit.Failed(5, "exit code 5"), exit);
        assertEquals(List.of("3000001"), trial.lines);
    }

    @Test
    void a_long_script_still_stops_at_its_first_failing_line() throws Exception {
        Exit exit = trial.run("# " + "é".repeat(60_000) + "\nfalse\necho never");
        assertEquals(new Exit.Failed(1, "exit code 1"), exit);
        assertEquals(List.of(), trial.lines);
    }

    @Test
    void an_environment_too_long_for_the_system_fails_with_the_reason() throws Exception {
        Exit exit = trial.variable("HUGE", "x".repeat(200_000)).run("echo never");
        var failed = assertInstanceOf(Exit.Failed.class, exit);
        assertTrue(failed.message().contains("too long for the system"), failed.message());
        assertTrue(failed.message().contains("HUGE"), failed.message());
    }

    @Test
    void a_nul_is_refused() throws Exception {
        var failed = assertInstanceOf(Exit.Failed.class, trial.run("echo a\0b"));
        assertTrue(failed.message().contains("NUL"), failed.message());
    }

    @Test
    void signals_are_as_a_program_expects_them() throws Exception {
        // glibc keeps signals 32 and 33 to itself
        String none = "'^SigBlk:.0*$|^SigIgn:.*0000000$'";
        trial.run("grep -cE " + none + " /proc/self/status", "yes | head -n 1");
        assertEquals(List.of("2", "y"), trial.lines);
    }

    @Test
    void a_command_leads_a_session_without_a_terminal() throws Exception {
        trial.run(
                "read -r pid comm state parent group session tty rest < /proc/$$/stat; "
                        + "[ $pid = $group ] && [ $pid = $session ] && echo $tty");
        assertEquals(List.of("0"), trial.lines);
    }

    private void assertFails(String message, Path shell) throws InterruptedException {
        var failed = assertInstanceOf(Exit.Failed.class, trial.shell(shell.toString()).run("x"));
        assertEquals(126, failed.code());
        assertTrue(failed.message().startsWith(message), failed.message());
    }

    private static Path executable(Path file, String text) throws Exception {
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
