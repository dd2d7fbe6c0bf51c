package dev.weir.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.build.event.BuildEvent;
import dev.weir.build.event.BuildReport;
import dev.weir.build.event.Outcome;
import dev.weir.build.verdict.Reason;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.report.Console.Volume;
import dev.weir.trace.RunId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BuildConsoleTest {
    private static final TaskName A = new TaskName("a");
    private static final TaskName B = new TaskName("b");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final SequencedMap<TaskName, Outcome> outcomes = new LinkedHashMap<>();
    private long nanos;

    private BuildConsole console(boolean live, boolean coloured, Volume volume) {
        Paint paint = new Paint(coloured);
        Console console =
                new Console(
                        new TextOutput(out),
                        new TextOutput(err),
                        paint,
                        paint,
                        live,
                        () -> 40,
                        volume);
        return new BuildConsole(console, new Facts(), () -> nanos);
    }

    private BuildConsole plain() {
        return console(false, false, Volume.USUAL);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private static void start(BuildConsole console, TaskName task) {
        console.on(new BuildEvent.TaskStarted(task, List.of(new Reason.NeverRan())));
    }

    private static void say(BuildConsole console, TaskName task, String line) {
        console.on(new BuildEvent.TaskSaid(task, line));
    }

    private void end(BuildConsole console, TaskName task, Outcome outcome) {
        outcomes.put(task, outcome);
        console.on(new BuildEvent.TaskEnded(task, outcome));
    }

    private static Outcome ran(long millis) {
        return new Outcome.Ran(new TreeMap<>(), Duration.ofMillis(millis), 0);
    }

    private void finish(BuildConsole console, long stored) {
        console.on(
                new BuildEvent.Ended(
                        new BuildReport(
                                Optional.of(new RunId("r1")),
                                outcomes,
                                Duration.ofMillis(2500),
                                stored,
                                stored > 0 ? 12_000_000 : 0,
                                false)));
    }

    @Test
    void what_a_task_says_while_alone_appears_at_once() {
        BuildConsole console = plain();
        start(console, A);
        say(console, A, "one");
        assertEquals("a: started (never ran)\n  one\n", out());
    }

    @Test
    void what_tasks_say_beside_each_other_appears_in_one_piece_each() {
        BuildConsole console = plain();
        start(console, A);
        say(console, A, "a1");
        start(console, B);
        say(console, B, "b1");
        say(console, A, "a2");
        say(console, B, "b2");
        end(console, B, ran(100));
        say(console, A, "a3");
        end(console, A, ran(1200));
        assertEquals(
                """
                a: started (never ran)
                  a1
                b: started (never ran)
                b:
                  b1
                  b2
                b: ran in 0.1 s
                a:
                  a2
                  a3
                a: ran in 1.2 s
                """,
                out());
    }

    @Test
    void only_the_last_of_very_many_grouped_lines_are_kept() {
        BuildConsole console = plain();
        start(console, A);
        start(console, B);
        for (int i = 0; i < 5_000; i++) {
            say(console, B, "line " + i);
        }
        end(console, B, ran(100));
        assertTrue(out().contains("  … 4000 lines before\n  line 4000\n"), out());
        assertTrue(out().contains("  line 4999\n"));
    }

    @Test
    void a_failure_says_what_to_do_next_on_the_error_stream() {
        BuildConsole console = plain();
        start(console, A);
        end(
                console,
                A,
                new Outcome.Failed(
                        "exit code 3",
                        Duration.ofMillis(1200),
                        List.of("last", "words"),
                        Optional.of(Path.of("/w/cache/runs/r1/logs/a.log")),
                        Optional.of(Path.of("/w/cache/failed/a"))));
        assertEquals(
                """
                error: task 'a' failed after 1.2 s: exit code 3
                  | last
                  | words
                  whole log: cache/runs/r1/logs/a.log
                  partial outputs: cache/failed/a
                  run just it again: weir a
                """,
                err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void the_summary_counts_and_names_what_is_new() {
        BuildConsole console = plain();
        start(console, A);
        say(console, A, "production: v_1 → v_2");
        console.on(new BuildEvent.TaskAnnounced(A, "production: v_1 → v_2"));
        end(console, A, ran(1000));
        end(console, B, new Outcome.Restored(new TreeMap<>(), Duration.ofSeconds(65)));
        out.reset();
        finish(console, 4_200_000);
        assertEquals(
                """
                1 ran, 1 restored in 2.5 s (1 min 5 s saved)
                  year 2023 → 2024
                  production: v_1 → v_2
                  cache: 4.2 MB more, 12 MB in all
                """,
                out());
    }

    @Test
    void nothing_to_do_is_one_line() {
        BuildConsole console = plain();
        outcomes.put(A, new Outcome.UpToDate(new TreeMap<>()));
        outcomes.put(B, new Outcome.UpToDate(new TreeMap<>()));
        finish(console, 0);
        assertEquals("up to date: 2 tasks\n", out());
    }

    @Test
    void quiet_shows_failures_and_warnings_only() {
        BuildConsole console = console(false, false, Volume.QUIET);
        start(console, A);
        say(console, A, "one");
        end(console, A, ran(10));
        console.on(new BuildEvent.Warned("look out"));
        finish(console, 10);
        assertEquals("", out());
        assertEquals("warning: look out\n", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void what_somebody_changed_comes_before_what_follows_from_it() {
        BuildConsole console = plain();
        console.on(
                new BuildEvent.TaskStarted(
                        A,
                        List.of(
                                new Reason.FieldRemoved("output data/1.csv", "file"),
                                new Reason.FieldAdded("output data/2.csv", "file"),
                                new Reason.InputRemoved(WorkspacePath.of("in/1.csv")),
                                new Reason.FieldChanged("with.month", "1", "2"),
                                new Reason.InputChanged(WorkspacePath.of("code.sql")))));
        assertEquals("a: started (with.month: 1 → 2; input changed: code.sql)\n", out());
    }

    @Test
    void a_terminal_shows_what_runs_below_what_was_said() {
        BuildConsole console = console(true, false, Volume.USUAL);
        console.on(new BuildEvent.Started(new RunId("r1"), 3));
        start(console, A);
        nanos += 61_000_000_000L;
        start(console, B);
        assertTrue(out().contains("[0/3] a 1 min 1 s, b 0 s"), out());
        end(console, A, ran(10));
        end(console, B, ran(10));
        finish(console, 0);
        assertTrue(out().endsWith("b: ran in 0.0 s\n2 ran in 2.5 s\n  year 2023 → 2024\n"), out());
    }

    @Test
    void a_status_line_never_wraps() {
        BuildConsole console = console(true, false, Volume.USUAL);
        for (int i = 0; i < 20; i++) {
            start(console, new TaskName("a-task-with-a-long-name-" + i));
        }
        for (String line : out().split("\n|\r\u001b\\[K")) {
            assertTrue(line.startsWith("a-task") || line.length() < 80, line);
        }
        assertTrue(out().endsWith(", 18 more"), out());
        console.close();
    }

    @Test
    void a_pipe_sees_no_escapes() {
        BuildConsole console = plain();
        console.on(new BuildEvent.Started(new RunId("r1"), 1));
        start(console, A);
        end(console, A, ran(10));
        finish(console, 0);
        assertFalse(out().contains("\u001b"));
        assertFalse(out().contains("\r"));
    }

    /// What a command line would know.
    private static final class Facts implements Telling {
        @Override
        public String again(TaskName task) {
            return "weir " + task;
        }

        @Override
        public String path(Path path) {
            return Path.of("/w").relativize(path).toString();
        }

        @Override
        public boolean isCounted(TaskName task) {
            return true;
        }

        @Override
        public List<String> changes(BuildReport report) {
            return List.of("year 2023 → 2024");
        }
    }
}
