package dev.weir.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.cli.session.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A task that has the terminal: what is typed is for it.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AttachTest {
    @RegisterExtension final Workspace workspace = new Workspace();

    @BeforeEach
    void pipeline() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          first: { run: tr a-z A-Z < in.txt > first.txt, inputs: in.txt, outputs: first.txt }
                          talk:
                            run: |
                              echo "what to do with $(cat first.txt)?"
                              read answer
                              echo "$answer" > talk.txt
                            inputs: first.txt
                            outputs: talk.txt
                            timeout: 1ms
                            retry: { attempts: 3 }
                          wait:
                            run: |
                              echo $$ > pid
                              sleep 60
                            outputs: wait.txt
                          step: { uses: sql, with: {}, inputs: { script: x.sql }, outputs: { t: t.parquet } }
                          both: { needs: [talk, wait] }
                        """)
                .file("in.txt", "it\n");
    }

    private Process weir(String... arguments) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.weir.cli.Main");
        builder.command().addAll(List.of(arguments));
        return builder.directory(workspace.path(".").toFile()).redirectErrorStream(true).start();
    }

    private static String say(Process process, String text) throws Exception {
        try (var to = process.outputWriter(StandardCharsets.UTF_8)) {
            to.write(text);
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        return said;
    }

    @Test
    void it_reads_what_is_typed_and_runs_whatever_is_known() throws Exception {
        Process first = weir("run", "talk", "--attach");
        String said = say(first, "keep\n");
        assertEquals(0, first.exitValue(), said);
        assertTrue(said.contains("what to do with IT?"), said);
        workspace.has("talk.txt", "keep\n").build("talk").didNothing();
        Process again = weir("run", "talk", "--attach");
        String more = say(again, "drop\n");
        assertEquals(0, again.exitValue(), more);
        workspace.has("talk.txt", "drop\n");
    }

    @Test
    void its_result_is_not_in_the_store() throws Exception {
        Process process = weir("run", "talk", "--attach");
        String said = say(process, "typed\n");
        assertEquals(0, process.exitValue(), said);
        try (var blobs = Files.walk(workspace.path("cache/objects"))) {
            for (Path blob : blobs.filter(Files::isRegularFile).toList()) {
                assertTrue(!Files.readString(blob).equals("typed\n"), blob.toString());
            }
        }
    }

    @Test
    void a_failure_is_tried_once_and_leaves_the_outputs_of_before() throws Exception {
        Process process = weir("run", "talk", "--attach");
        String said = say(process, "");
        assertEquals(1, process.exitValue(), said);
        workspace.lacks("talk.txt").has("first.txt", "IT\n");
    }

    @Test
    void an_interrupt_is_for_the_command_and_what_ends_by_it_ends_weir_so() throws Exception {
        Process process = weir("run", "wait", "--attach");
        while (!Files.exists(workspace.path("pid")) || workspace.text("pid").isBlank()) {
            assertTrue(process.isAlive());
            Thread.sleep(5);
        }
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
        Thread.sleep(100);
        assertTrue(process.isAlive(), "weir leaves it to the command");
        new ProcessBuilder("sh", "-c", "kill -INT $(cat pid); kill -TERM $(pgrep -P $(cat pid))")
                .directory(workspace.path(".").toFile())
                .start()
                .waitFor();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(130, process.exitValue());
        workspace.lacks("wait.txt");
    }

    @Test
    void a_signal_from_elsewhere_ends_the_command_too() throws Exception {
        Process process = weir("run", "wait", "--attach");
        while (!Files.exists(workspace.path("pid")) || workspace.text("pid").isBlank()) {
            assertTrue(process.isAlive());
            Thread.sleep(5);
        }
        new ProcessBuilder("kill", "-TERM", Long.toString(process.pid())).start().waitFor();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(143, process.exitValue());
        long pid = Long.parseLong(workspace.text("pid").strip());
        assertTrue(ProcessHandle.of(pid).isEmpty(), "the command still runs");
    }

    @Test
    void only_one_command_can_have_it() {
        workspace
                .weir("run", "talk", "wait", "--attach")
                .exits(ExitCode.REFUSED)
                .complained("'--attach' gives the terminal to one task, and 2 are named")
                .weir("run", "both", "--attach")
                .exits(ExitCode.REFUSED)
                .complained("the task 'both' is no command")
                .weir("run", "step", "--attach")
                .exits(ExitCode.REFUSED)
                .complained("the task 'step' is no command");
    }
}
