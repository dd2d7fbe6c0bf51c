package dev.weir.build.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.cache.ActionResult;
import dev.weir.digest.Digest;
import dev.weir.digest.Entry;
import dev.weir.digest.TaskKey;
import dev.weir.pipeline.PipelineBuilder;
import dev.weir.pipeline.Policy.Refresh;
import dev.weir.pipeline.Task;
import dev.weir.pipeline.TaskBuilder;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.trace.RunId;
import dev.weir.trace.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The verdict is a table: a kind of task, what is known, and what it comes to.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RebuilderTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    /// What is known of a task that reads `in` and makes `out`. Contents are words; `-` is nothing.
    ///
    /// @param in what it reads now
    /// @param traced what it read and made when it last succeeded here, `-` for never
    /// @param cached what the action cache has for what it reads now
    /// @param disk what stands at the output
    private record Known(String in, String traced, String cached, String disk) {
        static Known of(String words) {
            String[] word = words.split(" +");
            return new Known(word[0], word[1], word[2], word[3]);
        }
    }

    private static Arguments row(Kind kind, String known, String verdict) {
        return Arguments.of(kind, known, verdict);
    }

    private enum Kind {
        USUAL(task -> task),
        EFFECT(task -> task.effect(true)),
        FROZEN(task -> task.refresh(new Refresh.Never())),
        FROZEN_EFFECT(task -> task.effect(true).refresh(new Refresh.Never())),
        DAILY(task -> task.refresh(new Refresh.After(Duration.ofDays(1)))),
        HOURLY(task -> task.refresh(new Refresh.After(Duration.ofHours(1)))),
        TWO_HOURLY(task -> task.refresh(new Refresh.After(Duration.ofHours(2)))),
        ALWAYS(task -> task.refresh(new Refresh.Always())),
        HOURLY_EFFECT(task -> task.effect(true).refresh(new Refresh.After(Duration.ofHours(1)))),
        TEMPORARY(task -> task),
        UNSTORED(task -> task);

        private final UnaryOperator<TaskBuilder> how;

        Kind(UnaryOperator<TaskBuilder> how) {
            this.how = how;
        }

        Task task() {
            TaskName name = new TaskName("t");
            return new PipelineBuilder("p")
                    .task(
                            name.text(),
                            task -> {
                                TaskBuilder builder = how.apply(task.run("make").input("in"));
                                return switch (this) {
                                    case TEMPORARY -> builder.temporary("", "out");
                                    case UNSTORED -> builder.unstored("", "out");
                                    default -> builder.output("out");
                                };
                            })
                    .build()
                    .tasks()
                    .get(name);
        }
    }

    /// `1` read makes `a`; the trace and the cache entry are two hours old. `1!a` is a cache entry
    /// whose bytes are gone.
    static Stream<Arguments> verdicts() {
        return Stream.of(
                // what it reads, trace, cache, disk
                row(Kind.USUAL, "1 -   -   -", "stale: never ran"),
                row(Kind.USUAL, "1 -   -   x", "stale: never ran"),
                row(Kind.USUAL, "1 -   1>a a", "up to date, not by this workspace"),
                row(Kind.USUAL, "1 -   1>a -", "restorable: never ran"),
                row(Kind.USUAL, "1 -   1>a x", "restorable: never ran"),
                row(
                        Kind.USUAL,
                        "1 -   1!a -",
                        "stale: never ran; its result is no longer in the cache"),
                row(Kind.USUAL, "1 1>a -   a", "up to date"),
                row(Kind.USUAL, "1 1>a 1>a a", "up to date"),
                row(Kind.USUAL, "1 1>a 1>a -", "restorable: output missing: out"),
                row(Kind.USUAL, "1 1>a 1>a x", "restorable: output modified: out"),
                row(
                        Kind.USUAL,
                        "1 1>a 1!a -",
                        "stale: output missing: out; its result is no longer in the cache"),
                row(
                        Kind.USUAL,
                        "1 1>a -   x",
                        "stale: output modified: out; its result is no longer in the cache"),
                row(Kind.USUAL, "2 1>a -   a", "stale: input changed: in"),
                row(Kind.USUAL, "2 1>a -   x", "stale: input changed: in; output modified: out"),
                row(Kind.USUAL, "2 1>a 2>b a", "restorable: input changed: in"),
                row(Kind.USUAL, "2 1>a 2>a a", "up to date, not by this workspace"),
                row(Kind.USUAL, "2 1>a 2>b b", "up to date, not by this workspace"),
                row(
                        Kind.USUAL,
                        "2 1>a 2>b -",
                        "restorable: input changed: in; output missing: out"),
                row(Kind.USUAL, "- 1>a -   a", "stale: input removed: in"),
                row(
                        Kind.USUAL,
                        "1 ?>a -   a",
                        "stale: what it reads or runs with changed while it last ran"),
                row(Kind.UNSTORED, "1 1>a 1!a a", "up to date"),
                row(
                        Kind.UNSTORED,
                        "1 1>a 1!a -",
                        "stale: output missing: out; 'out' is not kept in the cache (store: false)"),
                row(
                        Kind.UNSTORED,
                        "1 1>a 1!a x",
                        "stale: output modified: out; 'out' is not kept in the cache (store: false)"),
                row(Kind.TWO_HOURLY, "1 1>a 1>a a", "up to date"),
                row(Kind.TEMPORARY, "1 1>a 1>a -", "up to date"),
                row(Kind.TEMPORARY, "1 1>a -   -", "up to date"),
                row(Kind.TEMPORARY, "1 -   1!a -", "up to date, not by this workspace"),
                row(Kind.TEMPORARY, "1 1>a 1>a x", "restorable: output modified: out"),
                row(Kind.TEMPORARY, "2 1>a -   -", "stale: input changed: in"),
                row(Kind.EFFECT, "1 -   1>a a", "stale: never ran"),
                row(Kind.EFFECT, "1 1>a -   a", "up to date"),
                row(Kind.EFFECT, "1 1>a 1>a -", "stale: output missing: out"),
                row(Kind.EFFECT, "1 1>a 1>a x", "stale: output modified: out"),
                row(Kind.EFFECT, "2 1>a 2>a a", "stale: input changed: in"),
                row(
                        Kind.EFFECT,
                        "1 ?>a -   a",
                        "stale: what it reads or runs with changed while it last ran"),
                row(
                        Kind.EFFECT,
                        "1 !>a -   a",
                        "stale: it was tried since its last success, and may have acted"),
                row(Kind.FROZEN, "1 -   -   -", "stale: never ran"),
                row(Kind.FROZEN, "1 -   1>a -", "restorable: never ran"),
                row(Kind.FROZEN, "2 1>a -   a", "up to date"),
                row(Kind.FROZEN, "2 1>a 1>a -", "restorable: output missing: out"),
                row(
                        Kind.FROZEN,
                        "2 1>a 1!a -",
                        "impossible: it is frozen ('refresh: never') but output missing: out and not in the cache: make it again with --force"),
                row(
                        Kind.FROZEN,
                        "2 1>a -   x",
                        "impossible: it is frozen ('refresh: never') but output modified: out and not in the cache: make it again with --force"),
                row(Kind.FROZEN_EFFECT, "2 1>a -   a", "up to date"),
                row(
                        Kind.FROZEN_EFFECT,
                        "2 1>a 1>a -",
                        "impossible: it is frozen ('refresh: never') but output missing: out and not in the cache: make it again with --force"),
                row(Kind.DAILY, "1 1>a 1>a a", "up to date"),
                row(Kind.HOURLY, "1 1>a 1>a a", "stale: refresh due: last success 2 h 0 min ago"),
                row(Kind.HOURLY, "1 -   1>a a", "stale: refresh due: last success 2 h 0 min ago"),
                row(
                        Kind.HOURLY,
                        "1 1>a 1>a -",
                        "stale: refresh due: last success 2 h 0 min ago; output missing: out"),
                row(Kind.ALWAYS, "1 1>a 1>a a", "stale: refresh due: last success 2 h 0 min ago"),
                row(
                        Kind.HOURLY_EFFECT,
                        "1 1>a - a",
                        "stale: refresh due: last success 2 h 0 min ago"));
    }

    @ParameterizedTest
    @MethodSource("verdicts")
    void the_verdict_follows_from_what_is_known(Kind kind, String known, String expected) {
        Known words = Known.of(known);
        Task task = kind.task();
        assertEquals(
                expected, text(Rebuilder.verdict(task, snapshot(words, isFrozen(kind), false))));
    }

    private static boolean isFrozen(Kind kind) {
        return kind == Kind.FROZEN || kind == Kind.FROZEN_EFFECT;
    }

    @Test
    void force_outdoes_everything() {
        for (Kind kind : Kind.values()) {
            Snapshot snapshot = snapshot(Known.of("1 1>a 1>a a"), isFrozen(kind), true);
            assertEquals("stale: forced", text(Rebuilder.verdict(kind.task(), snapshot)));
        }
    }

    @Test
    void a_command_that_neither_reads_nor_makes_always_runs() {
        TaskName name = new TaskName("t");
        Task plain =
                new PipelineBuilder("p")
                        .task(name.text(), task -> task.run("date").refresh(new Refresh.Never()))
                        .build()
                        .tasks()
                        .get(name);
        assertEquals(
                "stale: a command without inputs and outputs always runs",
                text(Rebuilder.verdict(plain, snapshot(Known.of("1 1>a 1>a a"), false, false))));
    }

    @Test
    void every_change_of_the_fields_is_a_reason() {
        Task task = Kind.USUAL.task();
        SortedMap<String, String> before =
                new TreeMap<>(Map.of("command", "x", "env.A", "1", "env.B", "1"));
        SortedMap<String, String> now =
                new TreeMap<>(Map.of("command", "y", "env.B", "1", "params.lr", "0.1"));
        KeyFields old = new KeyFields(before, entries("in", "1", "gone", "1"));
        KeyFields fields = new KeyFields(now, entries("in", "2", "new", "1"));
        Snapshot snapshot =
                new Snapshot(
                        fields,
                        fields.key(),
                        Optional.of(trace(old, old.key(), "a")),
                        Optional.empty(),
                        false,
                        new TreeMap<>(),
                        NOW,
                        false);
        assertEquals(
                "stale: command: x → y; env.A removed: 1; params.lr added: 0.1; input removed: gone; input changed: in; input added: new; output missing: out",
                text(Rebuilder.verdict(task, snapshot)));
    }

    private static Snapshot snapshot(Known known, boolean frozen, boolean forced) {
        KeyFields fields = fields(known.in);
        Optional<Trace> trace = trace(known.traced);
        Optional<ActionResult> recorded =
                known.cached.equals("-")
                        ? Optional.empty()
                        : Optional.of(result(known.cached.substring(2)));
        return new Snapshot(
                fields,
                frozen && trace.isPresent() ? trace.get().key() : fields.key(),
                trace,
                recorded,
                known.cached.contains(">"),
                known.disk.equals("-") ? new TreeMap<>() : entries("out", known.disk),
                NOW,
                forced);
    }

    /// `?` is a trace whose input changed while the task ran, `!` one whose task was tried since.
    private static Optional<Trace> trace(String traced) {
        if (traced.equals("-")) {
            return Optional.empty();
        }
        String read = traced.substring(0, 1);
        String made = traced.substring(2);
        KeyFields fields = fields("?!".contains(read) ? "1" : read);
        Trace trace = trace(fields, fields.key(), made);
        return Optional.of(
                switch (read) {
                    case "?" -> trace.unsettled();
                    case "!" -> trace.triedSince();
                    default -> trace;
                });
    }

    private static Trace trace(KeyFields fields, TaskKey key, String made) {
        return new Trace(
                new TaskName("t"),
                "Pipelinefile.yaml",
                key,
                new RunId("20260131T100000Z-aaaaa"),
                fields.config(),
                fields.inputs(),
                entries("out", made),
                NOW.minus(Duration.ofHours(2)),
                Duration.ofSeconds(1));
    }

    private static ActionResult result(String made) {
        SortedMap<WorkspacePath, ActionResult.Made> outputs = new TreeMap<>();
        outputs.put(WorkspacePath.of("out"), new ActionResult.MadeFile(entry(made)));
        return new ActionResult(
                "t",
                outputs,
                Optional.empty(),
                "20260131T100000Z-aaaaa",
                NOW.minus(Duration.ofHours(2)),
                Duration.ofSeconds(1));
    }

    private static KeyFields fields(String in) {
        return new KeyFields(
                new TreeMap<>(Map.of("command", "make")),
                in.equals("-") ? new TreeMap<>() : entries("in", in));
    }

    private static SortedMap<WorkspacePath, Entry> entries(String... pathsAndWords) {
        SortedMap<WorkspacePath, Entry> entries = new TreeMap<>();
        for (int i = 0; i < pathsAndWords.length; i += 2) {
            entries.put(WorkspacePath.of(pathsAndWords[i]), entry(pathsAndWords[i + 1]));
        }
        return entries;
    }

    private static Entry entry(String word) {
        String hex =
                String.format(
                        "%064x",
                        new java.math.BigInteger(
                                1, word.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        return new Entry(Entry.Kind.FILE, Digest.of(hex), word.length());
    }

    private static String text(Verdict verdict) {
        return switch (verdict) {
            case Verdict.UpToDate(_, _, boolean recorded) ->
                    recorded ? "up to date" : "up to date, not by this workspace";
            case Verdict.Restorable(_, _, var why) -> "restorable: " + text(why);
            case Verdict.Stale(_, var why) -> "stale: " + text(why);
            case Verdict.Pending(var on) -> "pending on " + on;
            case Verdict.Grouped() -> "grouped";
            case Verdict.Impossible(String message) -> "impossible: " + message;
        };
    }

    private static String text(List<Reason> why) {
        return why.stream().map(Reason::message).collect(Collectors.joining("; "));
    }
}
