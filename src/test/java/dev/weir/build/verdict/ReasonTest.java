package dev.weir.build.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.digest.Digest;
import dev.weir.digest.Entry;
import dev.weir.digest.TaskKey;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.trace.RunId;
import dev.weir.trace.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/// Why a task is not up to date, as people read it.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ReasonTest {
    private static void assertSays(String message, Reason reason) {
        assertEquals(message, reason.message());
    }

    private static Entry file(char content) {
        return new Entry(Entry.Kind.FILE, Digest.of(String.valueOf(content).repeat(64)), 1);
    }

    private static List<String> between(
            Map<String, String> before, String readBefore, Map<String, String> now, String read) {
        Digest key = Digest.of("f".repeat(64));
        Trace last =
                new Trace(
                        new TaskName("t"),
                        "Pipelinefile.yaml",
                        new TaskKey(key),
                        new RunId("20260131T100000Z-aaaaa"),
                        new TreeMap<>(before),
                        inputs(readBefore),
                        new TreeMap<>(),
                        Instant.EPOCH,
                        Duration.ZERO);
        return ReasonDiff.between(last, new KeyFields(new TreeMap<>(now), inputs(read))).stream()
                .map(Reason::message)
                .toList();
    }

    /// `a1 b2` is a file `a` with content 1 and a file `b` with content 2.
    private static SortedMap<WorkspacePath, Entry> inputs(String words) {
        SortedMap<WorkspacePath, Entry> inputs = new TreeMap<>();
        for (String word : words.split(" ")) {
            inputs.put(WorkspacePath.of(word.substring(0, 1)), file(word.charAt(1)));
        }
        return inputs;
    }

    @Test
    void all_that_differs_is_named_by_name_and_inputs_last() {
        assertEquals(
                List.of(
                        "command: cat a → cat b",
                        "env.LANG removed: C",
                        "params.rate added: 0.1",
                        "input removed: a",
                        "input changed: b",
                        "input added: d"),
                between(
                        Map.of("command", "cat a", "env.LANG", "C", "shell", "sh"),
                        "a1 b1 c1",
                        Map.of("command", "cat b", "params.rate", "0.1", "shell", "sh"),
                        "b2 c1 d1"));
        assertEquals(List.of(), between(Map.of("a", "b"), "a1", Map.of("a", "b"), "a1"));
    }

    @Test
    void of_a_step_the_part_of_its_code_is_named() {
        assertSays(
                "the step's code changed", new Reason.FieldChanged(Reason.STEP_CODE, "12", "34"));
        String part = Reason.STEP_CODE + " Features$Row";
        assertSays(
                "the step's code changed: Features.Row", new Reason.FieldChanged(part, "12", "34"));
        assertSays(
                "the step's code changed: Features.Row is new", new Reason.FieldAdded(part, "12"));
        assertSays(
                "the step's code changed: Features.Row is gone",
                new Reason.FieldRemoved(part, "12"));
    }

    @Test
    void what_is_long_or_has_lines_is_only_said_to_have_changed() {
        String half = "x".repeat(50);
        assertSays(
                "command: " + half + " → " + half, new Reason.FieldChanged("command", half, half));
        assertSays("command changed", new Reason.FieldChanged("command", half, half + "x"));
        assertSays("command changed", new Reason.FieldChanged("command", "a\nb", "a"));
        assertSays("command changed", new Reason.FieldChanged("command", "a", "\nb"));
        assertSays("command changed", new Reason.FieldChanged("command", "\na", "b"));
    }

    @Test
    void what_else_may_be_the_cause_is_said_in_a_line() {
        assertSays("a command without inputs and outputs always runs", new Reason.AlwaysRuns());
        assertSays(
                "refresh due: last success 3 h 5 min ago",
                new Reason.RefreshDue(Duration.ofMinutes(185)));
        assertSays(
                "its temporary output is needed by 'train' and is not in the cache",
                new Reason.BytesNeeded(new TaskName("train")));
        assertSays("its result is no longer in the cache", new Reason.ResultLost());
    }
}
