package dev.weir.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.disk.FileTree;
import dev.weir.disk.Frames;
import dev.weir.disk.RecordWriter;
import dev.weir.pipeline.Output;
import dev.weir.pipeline.TaskName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TransactionTest {
    @TempDir Path folder;

    private int rehearsals;

    private Rehearsal rehearsal(String name) throws IOException {
        return new Rehearsal(folder.resolve(++rehearsals + " " + name)).set();
    }

    private Map<String, String> oldState() throws IOException {
        return rehearsal("old").describe();
    }

    private Map<String, String> newState() throws IOException {
        Rehearsal rehearsal = rehearsal("new");
        rehearsal.play(FaultPoint.NONE);
        return rehearsal.describe();
    }

    private interface Play {
        void play(Rehearsal rehearsal, FaultPoint faults) throws IOException;
    }

    /// Whether the play died before its end.
    private static boolean dies(Rehearsal rehearsal, Play play, int step) throws IOException {
        try {
            play.play(rehearsal, Rehearsal.Deadly.at(step));
            return false;
        } catch (Rehearsal.Death death) {
            return true;
        }
    }

    @Test
    void a_commit_leaves_the_new_outputs_and_nothing_else() throws IOException {
        Map<String, String> state = newState();
        assertEquals("new", state.get("out/a file"));
        assertFalse(state.containsKey("out/folder/inner"));
        assertEquals("new", state.get("../elsewhere/data.bin"));
        assertEquals("new", state.get("link"));
        assertEquals("not an output", state.get("out/other"));
        assertTrue(state.keySet().stream().noneMatch(path -> path.contains(".weir~")));
    }

    @Test
    void a_failure_brings_the_old_outputs_back_and_keeps_the_partial_ones() throws IOException {
        Rehearsal rehearsal = rehearsal("ws");
        rehearsal.playFailing(FaultPoint.NONE);
        Map<String, String> state = new TreeMap<>(rehearsal.describe());
        state.remove("fresh");
        state.remove("fresh/deep");
        assertEquals(oldState(), state);
        Path failed = rehearsal.cache.path("failed/train");
        assertEquals("new", Files.readString(failed.resolve("out/a file")));
        assertEquals("new", Files.readString(failed.resolve("out/folder/y")));
        assertFalse(Files.exists(failed.resolve("fresh/tree")));
        assertFalse(new Recovery(rehearsal.root, rehearsal.cache, FaultPoint.NONE).isDue());
    }

    @Test
    void after_a_death_at_any_step_all_is_old_or_all_is_new() throws Exception {
        dieEverywhere("commit", Rehearsal::play);
        dieEverywhere("failure", Rehearsal::playFailing);
    }

    private void dieEverywhere(String name, Play play) throws Exception {
        Map<String, String> before = oldState();
        Map<String, String> after = newState();
        int step = 1;
        for (; ; step++) {
            Rehearsal rehearsal = rehearsal(name + step);
            if (!dies(rehearsal, play, step)) {
                break;
            }
            rehearsal.recover(FaultPoint.NONE);
            assertRecovered(rehearsal, before, after, name + " at " + step);
        }
        assertTrue(step > 15, "died at " + step + " steps");
    }

    private static void assertRecovered(
            Rehearsal rehearsal, Map<String, String> before, Map<String, String> after, String at)
            throws Exception {
        assertEquals(rehearsal.committed() ? after : before, rehearsal.describe(), at);
        assertEquals(List.of(), rehearsal.recover(FaultPoint.NONE), at);
        assertFalse(new Recovery(rehearsal.root, rehearsal.cache, FaultPoint.NONE).isDue());
    }

    @Test
    void recovery_may_die_at_any_step_too() throws Exception {
        Map<String, String> before = oldState();
        Map<String, String> after = newState();
        for (int step = 1; dies(rehearsal("count" + step), Rehearsal::play, step); step++) {
            boolean died = true;
            for (int second = 1; died; second++) {
                String at = step + " and " + second;
                Rehearsal rehearsal = rehearsal("twice " + at);
                assertTrue(dies(rehearsal, Rehearsal::play, step));
                try {
                    rehearsal.recover(Rehearsal.Deadly.at(second));
                    died = false;
                } catch (Rehearsal.Death death) {
                    rehearsal.recover(FaultPoint.NONE);
                }
                assertRecovered(rehearsal, before, after, at);
            }
        }
    }

    @Test
    void a_killed_process_is_recovered_from_by_the_next() throws Exception {
        Map<String, String> before = oldState();
        Map<String, String> after = newState();
        for (int step : new int[] {3, 9, 15, 19}) {
            Path place = folder.resolve("halted" + step);
            Process process =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    Halting.class.getName(),
                                    place.toString(),
                                    Integer.toString(step))
                            .inheritIO()
                            .start();
            assertEquals(137, process.waitFor());
            Rehearsal rehearsal = new Rehearsal(place);
            List<Recovered> recovered = rehearsal.recover(FaultPoint.NONE);
            assertEquals(1, recovered.size(), "step " + step);
            assertRecovered(rehearsal, before, after, "step " + step);
        }
    }

    /// Plays in a process of its own, and halts it.
    static final class Halting {
        private Halting() {}

        public static void main(String[] args) throws IOException {
            int step = Integer.parseInt(args[1]);
            new Rehearsal(Path.of(args[0]))
                    .set()
                    .play(new Rehearsal.Deadly(step, () -> Runtime.getRuntime().halt(137)));
        }
    }

    @Test
    void processes_that_were_started_are_ended_before_anything_moves() throws Exception {
        Rehearsal rehearsal = rehearsal("ws");
        dies(rehearsal, Rehearsal::play, 16);
        List<String> ended = new ArrayList<>();
        Map<String, String> broken = rehearsal.describe();
        var _ =
                rehearsal.recover(
                        FaultPoint.NONE,
                        Rehearsal.endings(identity -> {
                            ended.add(identity);
                            try {
                                assertEquals(broken, rehearsal.describe());
                            } catch (IOException e) {
                                throw new java.io.UncheckedIOException(e);
                            }
                        }),
                        (task, transaction) -> false);
        assertEquals(List.of("process 1"), ended);
    }

    @Test
    void processes_of_the_weir_that_a_workspace_was_copied_from_are_left_alone() throws Exception {
        Rehearsal rehearsal = rehearsal("ws");
        dies(rehearsal, Rehearsal::play, 16);
        Path journal = FileTree.children(rehearsal.cache.path("state/journal")).getFirst();
        Path copy = journal.resolveSibling("copy");
        Files.copy(journal, copy);
        FileTree.rename(copy, journal);
        Set<String> ended = new TreeSet<>();
        List<Recovered> recovered =
                rehearsal.recover(
                        FaultPoint.NONE,
                        Rehearsal.endings(ended::add),
                        (task, transaction) -> false);
        assertEquals(Set.of("? of train"), ended);
        assertInstanceOf(Recovered.TakenBack.class, recovered.getFirst());
    }

    @Test
    void a_journal_that_was_cut_moved_nothing_and_a_damaged_one_is_told_and_dropped()
            throws Exception {
        Rehearsal rehearsal = rehearsal("ws");
        dies(rehearsal, Rehearsal::play, 5);
        Path journal = FileTree.children(rehearsal.cache.path("state/journal")).getFirst();
        byte[] good = Files.readAllBytes(journal);
        for (int i = 0; i < good.length; i++) {
            Files.write(journal, java.util.Arrays.copyOf(good, i));
            assertInstanceOf(Journal.NotBegun.class, Journal.read(journal), "cut to " + i);
            byte[] bad = good.clone();
            bad[i] ^= (byte) (1 << i % 8);
            Files.write(journal, bad);
            assertInstanceOf(Journal.Damaged.class, Journal.read(journal), "byte " + i);
        }
        assertEquals(
                List.of(new Recovered.Unreadable(journal)), rehearsal.recover(FaultPoint.NONE));
        assertFalse(Files.exists(journal));
    }

    @Test
    void a_journal_of_another_version_of_weir_cannot_be_read() throws Exception {
        Path journal = rehearsal("ws").cache.folder("state/journal").resolve("dead.1");
        Files.write(journal, Frames.frame(new RecordWriter().number(99).text("later").finish()));
        assertInstanceOf(Journal.Damaged.class, Journal.read(journal));
        Files.write(journal, Frames.frame(new RecordWriter().number(1).text("half").finish()));
        assertInstanceOf(Journal.Damaged.class, Journal.read(journal));
    }

    @Test
    void what_cannot_begin_leaves_all_as_it_was() throws IOException {
        Rehearsal rehearsal = rehearsal("ws");
        Map<String, String> before = rehearsal.describe();
        Files.writeString(rehearsal.root.resolve("file"), "in the way");
        List<Output> impossible = List.of(Output.of("", "out/a file"), Output.of("", "file/below"));
        try (Transactions transactions = rehearsal.transactions(FaultPoint.NONE)) {
            assertThrows(
                    IOException.class,
                    () -> transactions.begin(Rehearsal.TASK, impossible, List.of()));
        }
        Files.delete(rehearsal.root.resolve("file"));
        assertEquals(before, rehearsal.describe());
        assertFalse(new Recovery(rehearsal.root, rehearsal.cache, FaultPoint.NONE).isDue());
    }

    @Test
    void a_task_without_outputs_has_a_transaction_too() throws Exception {
        Rehearsal rehearsal = rehearsal("ws");
        rehearsal
                .transactions(FaultPoint.NONE)
                .begin(Rehearsal.TASK, List.of(), List.of())
                .started("process 2");
        assertEquals(List.of("process 2"), ended(rehearsal));
    }

    private static List<String> ended(Rehearsal rehearsal) throws Exception {
        List<String> ended = new ArrayList<>();
        var _ =
                rehearsal.recover(
                        FaultPoint.NONE,
                        Rehearsal.endings(ended::add),
                        (task, transaction) -> false);
        return ended;
    }

    @Test
    void what_was_started_and_not_written_down_any_more_is_ended_too() throws Exception {
        Rehearsal rehearsal = rehearsal("ws");
        Transactions transactions = rehearsal.transactions(FaultPoint.NONE);
        transactions.begin(Rehearsal.TASK, List.of(), List.of()).starting();
        assertEquals(List.of("? of train"), ended(rehearsal));
        Transaction second = transactions.begin(Rehearsal.TASK, List.of(), List.of());
        second.starting();
        second.started("process 1");
        second.starting();
        assertEquals(List.of("process 1", "? of train"), ended(rehearsal));
    }

    @Test
    void a_journal_serves_one_transaction_after_the_other() throws Exception {
        Rehearsal rehearsal = rehearsal("ws");
        Transactions transactions = rehearsal.transactions(FaultPoint.NONE);
        TaskName longer = new TaskName("a-task-with-a-longer-name");
        Transaction first = transactions.begin(longer, List.of(), List.of());
        first.started("process 1");
        first.commit();
        transactions.begin(Rehearsal.TASK, Rehearsal.OUTPUTS, List.of()).started("process 2");
        Path folder = rehearsal.cache.path("state/journal");
        assertEquals(1, FileTree.children(folder).size());
        transactions.close();
        List<String> ended = new ArrayList<>();
        List<Recovered> recovered =
                rehearsal.recover(
                        FaultPoint.NONE,
                        Rehearsal.endings(ended::add),
                        (task, transaction) -> false);
        assertEquals(List.of("process 2"), ended);
        assertInstanceOf(Recovered.TakenBack.class, recovered.getFirst());
        assertEquals(List.of(), FileTree.children(folder));
        assertEquals("old", rehearsal.describe().get("out/a file"));
    }

    @Test
    void when_all_is_over_no_journal_is_left() throws IOException {
        Rehearsal rehearsal = rehearsal("ws");
        try (Transactions transactions = rehearsal.transactions(FaultPoint.NONE)) {
            Transaction one = transactions.begin(new TaskName("one"), List.of(), List.of());
            transactions.begin(new TaskName("two"), List.of(), List.of()).rollBack();
            one.commit();
        }
        assertEquals(List.of(), FileTree.children(rehearsal.cache.path("state/journal")));
    }

    @Test
    void a_stray_aside_of_another_time_is_left_alone() throws IOException {
        Rehearsal rehearsal = rehearsal("ws");
        Path stray = Files.writeString(rehearsal.root.resolve("out/.weir~old~a file"), "stray");
        rehearsal.play(FaultPoint.NONE);
        assertEquals("stray", Files.readString(stray));
        assertEquals("new", rehearsal.describe().get("out/a file"));
    }

    @Test
    void what_the_last_try_made_is_kept_and_nothing_of_those_before() throws Exception {
        Rehearsal rehearsal = rehearsal("ws");
        Path folder = rehearsal.root.resolve("out/folder");
        Path kept = rehearsal.cache.path("failed/train/out/folder");
        for (boolean killed : new boolean[] {false, true}) {
            Transaction transaction =
                    rehearsal
                            .transactions(FaultPoint.NONE)
                            .begin(Rehearsal.TASK, Rehearsal.OUTPUTS, List.of());
            for (String name : List.of("first", "second", "third")) {
                Files.writeString(folder.resolve(name), name);
                if (!name.equals("third")) {
                    transaction.again();
                    assertEquals(List.of(kept.resolve(name)), FileTree.children(kept));
                    assertEquals(List.of(), FileTree.children(folder));
                }
            }
            Path last = kept;
            if (killed) {
                var _ = rehearsal.recover(FaultPoint.NONE);
                last = only(rehearsal.cache.path("killed/train")).resolve("out/folder");
            } else {
                transaction.rollBack();
            }
            assertEquals(List.of(last.resolve("third")), FileTree.children(last));
            assertEquals("old", rehearsal.describe().get("out/folder/inner/x"));
        }
    }

    private static Path only(Path folder) throws IOException {
        List<Path> children = FileTree.children(folder);
        assertEquals(1, children.size());
        return children.getFirst();
    }

    @Test
    void a_try_that_failed_at_a_file_leaves_nothing_of_it_to_the_next() throws IOException {
        Rehearsal rehearsal = rehearsal("ws");
        Path file = rehearsal.root.resolve("out/a file");
        Path kept = rehearsal.cache.path("failed/train/out/a file");
        Transaction transaction =
                rehearsal
                        .transactions(FaultPoint.NONE)
                        .begin(Rehearsal.TASK, Rehearsal.OUTPUTS, List.of());
        Files.writeString(file, "half");
        transaction.again();
        assertEquals("half", Files.readString(kept));
        assertFalse(Files.exists(file));
        transaction.again();
        assertFalse(Files.exists(kept));
        Files.writeString(file, "half");
        transaction.again();
        transaction.rollBack();
        assertFalse(Files.exists(kept));
        assertEquals("old", Files.readString(file));
    }

    @Test
    void a_dead_one_is_said_to_be_finished_when_its_trace_was_written() throws Exception {
        Rehearsal rehearsal = rehearsal("ws");
        Transaction transaction =
                rehearsal
                        .transactions(FaultPoint.NONE)
                        .begin(Rehearsal.TASK, Rehearsal.OUTPUTS, List.of());
        assertEquals(
                List.of(new Recovered.Finished(Rehearsal.TASK, List.of())),
                rehearsal.recover(
                        FaultPoint.NONE,
                        Rehearsal.endings(identity -> {}),
                        (task, id) -> task.equals(Rehearsal.TASK) && id.equals(transaction.id())));
    }

    @Test
    void what_was_being_brought_to_an_output_when_its_weir_died_goes_with_the_next_result()
            throws IOException {
        Rehearsal rehearsal = rehearsal("ws");
        Path half = rehearsal.root.resolve("out/.weir~new~a file");
        Files.writeString(half, "half");
        rehearsal.play(FaultPoint.NONE);
        assertFalse(Files.exists(half));
    }

    @Test
    void a_transaction_ends_once() throws IOException {
        Rehearsal rehearsal = rehearsal("ws");
        Transaction transaction =
                rehearsal
                        .transactions(FaultPoint.NONE)
                        .begin(Rehearsal.TASK, Rehearsal.OUTPUTS, List.of());
        transaction.rollBack();
        assertThrows(IllegalStateException.class, transaction::commit);
        assertEquals("old", rehearsal.describe().get("out/a file"));
    }

    @Test
    void a_journal_that_somebody_else_has_ended_meanwhile_tells_of_nothing() throws Exception {
        Path journals = Files.createDirectories(folder.resolve("journals"));
        assertInstanceOf(Journal.NotBegun.class, Journal.read(journals.resolve("gone")));
        assertThrows(IOException.class, () -> Journal.read(journals));
    }
}
