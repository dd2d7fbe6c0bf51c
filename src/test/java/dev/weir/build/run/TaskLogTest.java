package dev.weir.build.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.build.event.BuildEvent;
import dev.weir.pipeline.TaskName;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of what a task says.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TaskLogTest {
    /// The device on which there is never room.
    private static final Path FULL = Path.of("/dev/full");

    @TempDir Path folder;
    private final List<BuildEvent> events = new ArrayList<>();

    private TaskLog log(Path file) {
        return new TaskLog(file, new TaskName("t"), events::add);
    }

    @Test
    void each_line_is_kept_in_a_file_and_passed_on_and_the_last_are_remembered() throws Exception {
        Path file = folder.resolve("deep/t.log");
        List<String> lines = IntStream.rangeClosed(1, 25).mapToObj(n -> "line é" + n).toList();
        try (TaskLog log = log(file)) {
            lines.forEach(log::line);
            log.announced("http://here");
            assertEquals(lines.subList(5, 25), log.lastLines());
            assertEquals(Optional.of(file), log.file());
            assertFalse(log.tellsOfTooManyArguments());
        }
        assertEquals(lines, Files.readAllLines(file));
        assertEquals(26, events.size());
        assertEquals(new BuildEvent.TaskSaid(new TaskName("t"), "line é1"), events.getFirst());
        assertEquals(
                new BuildEvent.TaskAnnounced(new TaskName("t"), "http://here"), events.getLast());
    }

    @Test
    void who_says_nothing_has_no_file() {
        try (TaskLog log = log(folder.resolve("deep/t.log"))) {
            assertEquals(Optional.empty(), log.file());
            assertEquals(List.of(), log.lastLines());
        }
        assertFalse(Files.exists(folder.resolve("deep")));
    }

    @Test
    void that_a_program_got_too_much_is_remembered_whatever_is_said_after_it() {
        try (TaskLog log = log(folder.resolve("t.log"))) {
            log.line("sh: 1: /bin/echo: Argument list too long");
            log.line("done");
            assertTrue(log.tellsOfTooManyArguments());
        }
    }

    @Test
    void what_finds_no_room_is_told_and_a_task_that_is_done_stays_done() {
        assumeTrue(Files.exists(FULL));
        try (TaskLog log = log(FULL)) {
            log.line("short");
        }
        assertTrue(
                events.getLast() instanceof BuildEvent.Warned(String message)
                        && message.startsWith(
                                "the log of task 't' is cut: no space left on device: /dev/full"),
                events::toString);
    }

    @Test
    void a_task_cannot_go_on_that_says_more_than_there_is_room_for() {
        assumeTrue(Files.exists(FULL));
        try (TaskLog log = log(FULL)) {
            String line = "x".repeat(1 << 20);
            assertThrows(UncheckedIOException.class, () -> log.line(line));
        }
    }
}
