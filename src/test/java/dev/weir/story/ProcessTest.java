package dev.weir.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// weir as a process of its own: what only a kernel can do to it.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ProcessTest {
    @RegisterExtension final Workspace workspace = new Workspace();

    private Path java = Path.of("unset");

    @BeforeEach
    void pipeline() {
        java = Path.of(System.getProperty("java.home"), "bin", "java");
        workspace
                .pipelinefile(
                        """
                        default: slow
                        tasks:
                          slow:
                            run: |
                              echo half > slow.txt
                              [ "$(cat in.txt)" = 1 ] && exit 0
                              echo $$ > pid
                              sleep 300
                            inputs: in.txt
                            outputs: slow.txt
                          bad: { run: exit 7, outputs: bad.txt }
                          loud: { run: seq 1 100000 }
                        """)
                .file("in.txt", "1\n");
    }

    @AfterEach
    void nothing_runs_on() throws IOException {
        if (Files.exists(workspace.path("pid"))) {
            long pid = Long.parseLong(workspace.text("pid").strip());
            assertFalse(runs(pid), "the command still runs");
        }
    }

    /// A process that ended stays a zombie where nobody asks how it ended.
    private static boolean runs(long pid) throws IOException {
        Path stat = Path.of("/proc/" + pid + "/stat");
        boolean zombie = Files.exists(stat) && Files.readString(stat).contains(") Z ");
        return ProcessHandle.of(pid).isPresent() && !zombie;
    }

    @ParameterizedTest
    @ValueSource(strings = {"b", "clean b", "cache gc --keep 1KB", "cache clear"})
    void one_that_a_task_runs_does_not_wait_for_the_one_that_runs_it(String words) {
        StringBuilder inner = new StringBuilder("exec");
        weir(words.split(" ")).command().forEach(word -> inner.append(" '" + word + "'"));
        workspace
                .pipelinefile(
                        """
                        tasks:
                          a: { run: sh inner.sh > said 2>&1 || echo ended >> said, inputs: inner.sh, outputs: said }
                          b: { needs: a, run: echo 1 > b, outputs: b }
                        """)
                .file("inner.sh", inner + "\n")
                .build("b")
                .ran("a", "b");
        String said = workspace.text("said");
        assertTrue(said.contains("error: this weir runs in a command of 'weir b' (process "), said);
        assertTrue(said.endsWith("ended\n"), said);
    }

    @Test
    void a_locale_with_digits_of_its_own_changes_nothing() throws Exception {
        workspace
                .pipelinefile(
                        "tasks: { s: { uses: convert, inputs: { table: a.csv }, outputs: { table: o.json } } }")
                .file("a.csv", "id,v\n1,2\n");
        ProcessBuilder weir = weir("s");
        weir.command().addAll(1, List.of("-Duser.language=fa", "-Duser.country=IR"));
        Process process = weir.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, end(process), said);
        workspace.has("o.json", "{\"id\":1,\"v\":2}\n").build("s").didNothing();
    }

    @Test
    void steps_have_the_time_zone_of_commands() throws Exception {
        workspace
                .pipelinefile("tasks: { s: { uses: Zone.java, outputs: { o: o } } }")
                .file(
                        "Zone.java",
                        """
                        import dev.weir.step.*;
                        import java.nio.file.Files;
                        public class Zone implements Step<Zone.None> {
                            record None() {}
                            public void run(StepContext<None> context) throws Exception {
                                String zones = java.time.ZoneId.systemDefault() + " "
                                        + new java.text.SimpleDateFormat("Z").format(new java.util.Date());
                                Files.writeString(context.output("o"), zones);
                            }
                        }
                        """);
        ProcessBuilder weir = weir("s");
        weir.environment().put("TZ", "America/New_York");
        Process process = weir.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, end(process), said);
        workspace.has("o", "UTC +0000");
    }

    private ProcessBuilder weir(String... arguments) {
        ProcessBuilder builder =
                new ProcessBuilder(
                        java.toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.weir.cli.Main");
        builder.command().addAll(List.of(arguments));
        return builder.directory(workspace.path(".").toFile()).redirectErrorStream(true);
    }

    private int end(Process process) throws InterruptedException {
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "should have ended");
        return process.exitValue();
    }

    private Process interruptible() throws IOException, InterruptedException {
        workspace.build().ran("slow").edit("in.txt", "2\n").settle();
        Process process = weir().redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        while (!Files.exists(workspace.path("pid")) || workspace.text("pid").isBlank()) {
            assertTrue(process.isAlive());
            Thread.sleep(5);
        }
        return process;
    }

    /// Until weir has written down whom it started, which is a moment after it did.
    private void awaitJournal() throws IOException, InterruptedException {
        String pid = workspace.text("pid").strip();
        while (true) {
            try (Stream<Path> journals = Files.list(workspace.path("cache/state/journal"))) {
                for (Path journal : journals.toList()) {
                    String text = Files.readString(journal, StandardCharsets.ISO_8859_1);
                    if (text.contains(pid)) {
                        return;
                    }
                }
            }
            Thread.sleep(5);
        }
    }

    private static void signal(Process process, String name)
            throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }

    @ParameterizedTest
    @CsvSource({"slow, 0", "bad, 1", "nothing, 2"})
    void the_exit_code_says_how_it_ended(String target, int code)
            throws IOException, InterruptedException {
        Process process = weir(target).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        assertEquals(code, end(process));
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
    void signals_end_the_tools_that_are_asked_before_a_build_has_begun(String name, int code)
            throws IOException, InterruptedException {
        workspace
                .pipelinefile(
                        """
                        default: a
                        tasks:
                          a: { run: "echo 1 > a", tools: [sh tool.sh], outputs: a }
                        """)
                .file("tool.sh", "trap '' TERM INT HUP; echo $$ > pid; sleep 300; sleep 300");
        Process process = weir().redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        while (!Files.exists(workspace.path("pid")) || workspace.text("pid").isBlank()) {
            assertTrue(process.isAlive());
            Thread.sleep(5);
        }
        signal(process, name);
        assertEquals(code, end(process));
        assertFalse(runs(Long.parseLong(workspace.text("pid").strip())), "the tool still runs");
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
    void signals_end_a_build_in_order(String name, int code)
            throws IOException, InterruptedException {
        Process process = interruptible();
        signal(process, name);
        assertEquals(code, end(process));
        workspace.has("slow.txt", "half\n").edit("in.txt", "1\n").build().didNothing();
    }

    @Test
    void after_a_kill_the_next_build_ends_what_ran_and_goes_on_by_itself()
            throws IOException, InterruptedException {
        Process process = interruptible();
        awaitJournal();
        process.destroyForcibly().waitFor();
        workspace
                .edit("in.txt", "1\n")
                .build()
                .complained("a weir was killed while task 'slow' ran")
                .has("slow.txt", "half\n");
    }

    @Test
    void after_a_kill_of_a_verification_the_next_build_ends_it_and_removes_its_copies()
            throws IOException, InterruptedException {
        Path pid = workspace.path("pid");
        workspace
                .pipelinefile(
                        """
                        default: slow
                        tasks:
                          slow:
                            run: |
                              cp in.txt slow.txt
                              case $PWD in */cache/*) ;; *) exit 0;; esac
                              echo $$ > "$PID"
                              sleep 300
                            env: { PID: "%s" }
                            inputs: in.txt
                            outputs: slow.txt
                        """
                                .formatted(pid))
                .build()
                .ran("slow")
                .settle();
        Process process = weir("verify").redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        while (!Files.exists(pid) || workspace.text("pid").isBlank()) {
            assertTrue(process.isAlive());
            Thread.sleep(5);
        }
        awaitJournal();
        process.destroyForcibly().waitFor();
        workspace
                .build()
                .complained("a weir was killed while task 'slow' ran")
                .lacks("cache/tmp/tasks/slow")
                .has("slow.txt", "1\n");
    }

    @Test
    void a_library_that_ends_the_jvm_fails_the_build() throws IOException, InterruptedException {
        workspace
                .pipelinefile(
                        """
                        default: quit
                        tasks:
                          quit: { uses: Quit, classpath: classes, inputs: [in.txt], outputs: [out.txt] }
                        """)
                .file(
                        "src/Quit.java",
                        """
                        import dev.weir.step.*;
                        public class Quit implements Step<Quit.None> {
                            public record None() {}
                            public void run(StepContext<None> context) { System.exit(0); }
                        }
                        """);
        Files.createDirectories(workspace.path("classes"));
        assertEquals(
                0,
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-cp",
                                "target/classes",
                                "-d",
                                workspace.path("classes").toString(),
                                workspace.path("src/Quit.java").toString()));
        Process process = weir().start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(1, end(process), said);
        assertTrue(said.contains("error: a step ended the JVM"), said);
    }

    @Test
    void a_reader_that_goes_away_ends_the_output_and_not_the_build()
            throws IOException, InterruptedException {
        Process process = weir("loud", "slow").start();
        process.getInputStream().read();
        process.getInputStream().close();
        assertEquals(0, end(process));
        workspace.has("slow.txt", "half\n");
    }
}
