package dev.weir.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.digest.Encoder;
import dev.weir.digest.Entry;
import dev.weir.digest.Hasher;
import dev.weir.digest.TaskKey;
import dev.weir.disk.CacheFolder;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.WorkspacePath;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TraceLogTest {
    private static final TaskName A = new TaskName("a");
    private static final TaskName B = new TaskName("b");

    @TempDir Path folder;
    private CacheFolder cache;

    @BeforeEach
    void place() {
        cache = new CacheFolder(folder.resolve("cache"));
    }

    private Path file() {
        return cache.path("state/trace");
    }

    private static Trace trace(TaskName task, int number) {
        return new Trace(
                task,
                "Pipelinefile.yaml",
                new TaskKey(Hasher.digest("key " + number)),
                new RunId("20260131T094512Z-k3x9"),
                new TreeMap<>(Map.of("command", "cat 'ä' > b\n" + number, "env.LANG", "")),
                new TreeMap<>(
                        Map.of(
                                new WorkspacePath("data/ü \n'"),
                                new Entry(Entry.Kind.FILE, Hasher.digest("x"), 1L << 40),
                                new WorkspacePath("../out"),
                                new Entry(Entry.Kind.FOLDER, Hasher.digest("y"), 0))),
                new TreeMap<>(
                        Map.of(
                                new WorkspacePath("out"),
                                new Entry(Entry.Kind.EXECUTABLE, Hasher.digest("z"), 7))),
                Instant.parse("2026-01-31T09:45:12.123456789Z"),
                Duration.ofNanos(1_234_567_890L));
    }

    private void write(Trace... traces) throws IOException {
        try (TraceLog log = TraceLog.load(cache)) {
            for (Trace trace : traces) {
                log.append(trace, "");
            }
        }
    }

    @Test
    void a_record_of_a_weir_that_did_not_note_the_pipelinefile_is_read() {
        Trace trace = trace(A, 1);
        byte[] now = TraceRecord.trace(trace, "t");
        byte[] before = Arrays.copyOf(now, now.length - 1 - trace.pipelinefile().length());
        assertEquals(trace, TraceRecord.read(now));
        assertEquals("", TraceRecord.read(before).pipelinefile());
        assertEquals(trace.outputs(), TraceRecord.read(before).outputs());
    }

    @Test
    void a_success_that_counts_for_no_key_has_that_of_its_mark() {
        Trace trace = trace(new TaskName("a"), 1);
        assertTrue(trace.isSettled());
        assertFalse(trace.isTriedSince());
        assertFalse(trace.unsettled().isTriedSince());
        assertEquals(key("tried since"), trace.triedSince().key());
        assertEquals(key("unsettled"), trace.unsettled().key());
        assertFalse(trace.triedSince().isSettled());
        assertFalse(trace.unsettled().isSettled());
        assertTrue(trace.unsettled().triedSince().isTriedSince());
    }

    private static TaskKey key(String mark) {
        return new TaskKey(new Encoder(mark).finish());
    }

    @Test
    void asking_an_empty_workspace_makes_nothing() throws IOException {
        try (TraceLog log = TraceLog.load(cache)) {
            assertEquals(Optional.empty(), log.of(A));
            assertEquals(Optional.empty(), log.damage());
        }
        assertFalse(Files.exists(folder.resolve("cache")));
    }

    @Test
    void the_last_trace_of_each_task_is_read_back() throws IOException {
        write(trace(A, 1), trace(B, 2));
        write(trace(A, 3));
        TraceLog log = TraceLog.load(cache);
        assertEquals(Optional.of(trace(A, 3)), log.of(A));
        assertEquals(Optional.of(trace(B, 2)), log.of(B));
        assertEquals(2, log.tasks().size());
    }

    private static Trace at(TaskName task, String path, String content) {
        return at(task, path, content, "x".repeat(1_000));
    }

    private static Trace at(TaskName task, String path, String content, String command) {
        return new Trace(
                task,
                "Pipelinefile.yaml",
                new TaskKey(Hasher.digest(path + content)),
                new RunId("20260131T094512Z-k3x9"),
                new TreeMap<>(Map.of("command", command)),
                new TreeMap<>(),
                new TreeMap<>(
                        Map.of(
                                new WorkspacePath(path),
                                new Entry(Entry.Kind.FILE, Hasher.digest(content), 1))),
                Instant.EPOCH,
                Duration.ZERO);
    }

    private List<String> former() {
        return TraceLog.load(cache).former().stream()
                .map(trace ->
                        trace.task()
                                + " "
                                + trace.outputs().firstKey()
                                + " "
                                + trace.outputs().size()
                                + " "
                                + trace.config().size())
                .toList();
    }

    @Test
    void what_a_task_made_at_another_path_is_known_for_good_once_for_each_content()
            throws IOException {
        write(at(A, "one", "1"), at(A, "two", "2"), at(B, "b", "3"));
        assertEquals(List.of("a one 1 0"), former());
        write(at(A, "one", "1"), at(A, "two", "2"), at(A, "one", "other"), at(A, "two", "2"));
        assertEquals(List.of("a one 1 0", "a one 1 0", "a two 1 0"), former());
        for (int i = 0; i < 200; i++) {
            write(at(B, "b", "4"));
        }
        assertTrue(Files.size(file()) < 70_000);
        assertEquals(List.of("a one 1 0", "a one 1 0", "a two 1 0"), former());
        assertEquals(Optional.of(at(A, "two", "2")), TraceLog.load(cache).of(A));
    }

    @Test
    void what_was_disowned_is_the_users_until_a_task_makes_something_there() throws IOException {
        WorkspacePath one = new WorkspacePath("one");
        WorkspacePath two = new WorkspacePath("two");
        write(at(A, "one", "1"), at(A, "two", "2"));
        try (TraceLog log = TraceLog.load(cache)) {
            log.disown(Set.of(one, two));
        }
        assertEquals(List.of(), former());
        for (int i = 0; i < 200; i++) {
            write(at(B, "b", "4"));
        }
        assertTrue(TraceLog.load(cache).isDisowned(one));
        assertTrue(TraceLog.load(cache).isDisowned(two));
        write(at(A, "one", "1"));
        assertFalse(TraceLog.load(cache).isDisowned(one));
        assertTrue(TraceLog.load(cache).isDisowned(two));
        assertEquals(List.of("a two 1 0"), former());
    }

    @Test
    void what_a_task_makes_in_a_disowned_folder_is_not_the_users() throws IOException {
        WorkspacePath folder = new WorkspacePath("o/a");
        WorkspacePath made = new WorkspacePath("o/a/x");
        WorkspacePath other = new WorkspacePath("o/a/y");
        try (TraceLog log = TraceLog.load(cache)) {
            log.disown(Set.of(folder));
        }
        write(at(A, "o/a/x", "1"));
        for (int i = 0; i < 400; i++) {
            TraceLog log = TraceLog.load(cache);
            assertFalse(log.isDisowned(made));
            assertTrue(log.isDisowned(other));
            assertTrue(log.isDisowned(folder));
            assertFalse(log.isDisowned(new WorkspacePath("o")));
            assertTrue(log.isAnyDisowned(new WorkspacePath("o")));
            assertFalse(log.isAnyDisowned(made));
            write(at(B, "b", "" + i));
        }
        write(at(A, "o/a/y", "1"), at(B, "o", "1"));
        assertFalse(TraceLog.load(cache).isAnyDisowned(new WorkspacePath("o")));
        assertFalse(TraceLog.load(cache).isDisowned(other));
    }

    @Test
    void a_forgotten_task_has_no_trace_until_it_has_one_again() throws IOException {
        write(trace(A, 1), trace(B, 2));
        try (TraceLog log = TraceLog.load(cache)) {
            log.forget(A, "t9");
            assertEquals(Optional.empty(), log.of(A));
        }
        TraceLog log = TraceLog.load(cache);
        assertEquals(Optional.empty(), log.of(A));
        assertTrue(log.committed(A, "t9"));
        assertEquals(1, log.tasks().size());
        write(trace(A, 4));
        assertEquals(Optional.of(trace(A, 4)), TraceLog.load(cache).of(A));
    }

    @Test
    void a_transaction_is_committed_by_the_record_that_carries_it() throws IOException {
        try (TraceLog log = TraceLog.load(cache)) {
            log.append(trace(A, 1), "t1");
            assertTrue(log.committed(A, "t1"));
        }
        TraceLog log = TraceLog.load(cache);
        assertTrue(log.committed(A, "t1"));
        assertFalse(log.committed(A, "t2"));
        assertFalse(log.committed(B, "t1"));
    }

    @Test
    void another_process_may_append_between_reading_and_writing() throws IOException {
        write(trace(A, 1));
        try (TraceLog early = TraceLog.load(cache)) {
            write(trace(B, 2));
            early.append(trace(A, 3), "");
        }
        TraceLog log = TraceLog.load(cache);
        assertEquals(Optional.of(trace(A, 3)), log.of(A));
        assertEquals(Optional.of(trace(B, 2)), log.of(B));
    }

    @Test
    void what_others_append_between_two_appends_is_kept_and_seen() throws IOException {
        try (TraceLog early = TraceLog.load(cache)) {
            early.append(trace(A, 1), "");
            write(trace(B, 2));
            early.append(trace(A, 3), "");
            assertEquals(Optional.of(trace(B, 2)), early.of(B));
            write(trace(B, 4));
            early.append(trace(A, 5), "");
            assertEquals(Optional.of(trace(B, 4)), early.of(B));
        }
        TraceLog log = TraceLog.load(cache);
        assertEquals(Optional.of(trace(A, 5)), log.of(A));
        assertEquals(Optional.of(trace(B, 4)), log.of(B));
        assertEquals(Optional.empty(), log.damage());
    }

    @Test
    void what_others_make_of_the_file_between_two_appends_is_where_the_next_goes()
            throws IOException {
        try (TraceLog early = TraceLog.load(cache)) {
            early.append(trace(A, 1), "");
            Trace[] many = new Trace[500];
            Arrays.setAll(many, i -> trace(B, i));
            write(many);
            assertTrue(Files.size(file()) < 2_000, "it should have been compacted");
            early.append(trace(A, 2), "");
            assertEquals(Optional.of(trace(B, 499)), early.of(B));
        }
        assertNothingIsOpen();
        TraceLog log = TraceLog.load(cache);
        assertEquals(Optional.of(trace(A, 2)), log.of(A));
        assertEquals(Optional.of(trace(B, 499)), log.of(B));
    }

    @Test
    void what_a_process_that_died_was_making_anew_is_removed() throws IOException {
        write(trace(A, 1));
        Path half = Files.writeString(TraceLog.halfMade(cache), "weir tr");
        try (TraceLog log = TraceLog.load(cache)) {
            log.tidy();
            assertFalse(Files.exists(half));
            log.tidy();
            assertEquals(Optional.of(trace(A, 1)), log.of(A));
        }
    }

    @Test
    void a_file_that_somebody_removed_or_cut_between_two_appends_is_begun_again()
            throws IOException {
        try (TraceLog early = TraceLog.load(cache)) {
            early.append(trace(A, 1), "");
            Files.delete(file());
            early.append(trace(B, 2), "");
            assertEquals(Optional.empty(), TraceLog.load(cache).of(A));
            byte[] one = Files.readAllBytes(file());
            early.append(trace(A, 3), "");
            Files.write(file(), one);
            early.append(trace(A, 4), "");
        }
        TraceLog log = TraceLog.load(cache);
        assertEquals(Optional.empty(), log.damage());
        assertEquals(Optional.of(trace(A, 4)), log.of(A));
        assertEquals(Optional.of(trace(B, 2)), log.of(B));
    }

    @Test
    void a_log_that_was_closed_can_be_appended_to_and_holds_no_file_open() throws IOException {
        TraceLog log = TraceLog.load(cache);
        for (int i = 0; i < 3; i++) {
            log.append(trace(A, i), "");
            write(trace(B, i));
            log.close();
            log.close();
        }
        assertEquals(Optional.of(trace(A, 2)), TraceLog.load(cache).of(A));
        assertEquals(Optional.of(trace(B, 2)), TraceLog.load(cache).of(B));
        assertNothingIsOpen();
    }

    private void assertNothingIsOpen() throws IOException {
        Path open = Path.of("/proc/self/fd");
        if (Files.isDirectory(open)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(open)) {
                for (Path one : all) {
                    assertFalse(target(one).startsWith(folder.toString()), "open: " + one);
                }
            }
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException gone) {
            return "";
        }
    }

    @Test
    void records_that_all_count_are_not_written_again() throws IOException {
        Trace[] many = new Trace[600];
        Arrays.setAll(
                many,
                i -> {
                    TaskName task = new TaskName("t" + i / 2);
                    return at(task, (i % 2 == 0 ? "old" : "new") + task, "1", "x");
                });
        write(many);
        Object file = inode();
        write(at(A, "a", "1", "x"));
        assertTrue(Files.size(file()) > 96 * 1024);
        assertEquals(file, inode());
        assertEquals(300, TraceLog.load(cache).former().size());
    }

    private Object inode() throws IOException {
        return Files.readAttributes(file(), BasicFileAttributes.class).fileKey();
    }

    @Test
    void records_of_forgotten_tasks_count_no_more() throws IOException {
        for (int i = 0; i < 120; i++) {
            write(at(new TaskName("t" + i), "o" + i, "1"));
        }
        try (TraceLog log = TraceLog.load(cache)) {
            for (int i = 0; i < 100; i++) {
                log.forget(new TaskName("t" + i), "");
            }
        }
        assertTrue(Files.size(file()) < 40 * 1024, Files.size(file()) + " bytes");
        assertEquals(20, TraceLog.load(cache).tasks().size());
    }

    @Test
    void a_reader_sees_what_was_appended_at_once() throws IOException {
        try (TraceLog log = TraceLog.load(cache)) {
            log.append(trace(A, 1), "");
            assertEquals(Optional.of(trace(A, 1)), TraceLog.load(cache).of(A));
        }
    }

    @Test
    void a_record_cut_off_at_any_byte_is_lost_alone_and_without_complaint() throws IOException {
        write(trace(A, 1));
        int first = (int) Files.size(file());
        write(trace(A, 2), trace(B, 3));
        byte[] good = Files.readAllBytes(file());
        for (int length = 0; length < good.length; length += 7) {
            Files.write(file(), Arrays.copyOf(good, length));
            TraceLog log = TraceLog.load(cache);
            assertEquals(Optional.empty(), log.damage(), "cut to " + length);
            assertEquals(length >= first, log.of(A).isPresent(), "cut to " + length);
            assertEquals(Optional.empty(), log.of(B));
        }
        write(trace(B, 4));
        assertEquals(Optional.of(trace(B, 4)), TraceLog.load(cache).of(B));
    }

    @Test
    void a_damaged_byte_anywhere_is_noticed_and_what_stands_before_is_kept() throws IOException {
        write(trace(A, 1));
        int first = (int) Files.size(file());
        write(trace(B, 2));
        byte[] good = Files.readAllBytes(file());
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= (byte) (1 << i % 8);
            Files.write(file(), bad);
            TraceLog log = TraceLog.load(cache);
            assertTrue(log.damage().isPresent(), "byte " + i);
            assertEquals(i >= first, log.of(A).isPresent(), "byte " + i);
            assertEquals(Optional.empty(), log.of(B), "byte " + i);
        }
        byte[] zeros = Arrays.copyOf(good, good.length + 4096);
        Files.write(file(), zeros);
        TraceLog log = TraceLog.load(cache);
        assertTrue(log.damage().isPresent());
        assertEquals(Optional.of(trace(B, 2)), log.of(B));
        write(trace(A, 5));
        TraceLog mended = TraceLog.load(cache);
        assertEquals(Optional.empty(), mended.damage());
        assertEquals(Optional.of(trace(A, 5)), mended.of(A));
        assertEquals(Optional.of(trace(B, 2)), mended.of(B));
    }

    @Test
    void a_folder_in_place_of_the_log_is_told_and_replaced_by_one() throws IOException {
        Files.createDirectories(file().resolve("inner"));
        try (TraceLog log = TraceLog.load(cache)) {
            assertTrue(log.damage().isPresent());
            assertEquals(Optional.empty(), log.of(A));
            log.append(trace(A, 1), "");
        }
        assertEquals(Optional.of(trace(A, 1)), TraceLog.load(cache).of(A));
    }

    @Test
    void replaced_records_are_dropped_when_they_are_the_most() throws IOException {
        Trace[] many = new Trace[1000];
        for (int i = 0; i < many.length; i++) {
            many[i] = trace(i % 2 == 0 ? A : B, i);
        }
        write(many);
        assertTrue(Files.size(file()) < 2000);
        TraceLog log = TraceLog.load(cache);
        assertEquals(Optional.of(trace(A, 998)), log.of(A));
        assertEquals(Optional.of(trace(B, 999)), log.of(B));
        write(trace(A, 1));
        assertEquals(Optional.of(trace(B, 999)), TraceLog.load(cache).of(B));
    }

    @Test
    void tasks_are_found_by_what_their_last_traces_say_they_made() throws Exception {
        Trace made = trace(B, 2);
        SortedMap<WorkspacePath, Entry> moved = new TreeMap<>(made.outputs());
        moved.put(
                new WorkspacePath("other/ö"),
                new Entry(Entry.Kind.FOLDER, Hasher.digest("other"), 1L << 50));
        write(
                trace(A, 1),
                made,
                new Trace(
                        B,
                        "Pipelinefile.yaml",
                        made.key(),
                        made.run(),
                        made.config(),
                        made.inputs(),
                        moved,
                        made.finished(),
                        made.took()));
        try (TraceLog log = TraceLog.load(cache)) {
            assertEquals(Set.of(A, B), log.tasks((path, _) -> path.text().equals("out")));
            assertEquals(Set.of(B), log.tasks((path, _) -> path.text().equals("other/ö")));
            assertEquals(Set.of(), log.tasks((path, _) -> path.text().startsWith("data")));
            log.forget(B, "");
            assertEquals(Set.of(A), log.tasks((_, _) -> true));
        }
    }

    @Test
    void what_others_wrote_meanwhile_shows_when_the_log_is_read_again() throws Exception {
        try (TraceLog log = TraceLog.load(cache)) {
            log.readAgain();
            assertEquals(Set.of(), log.tasks());
            write(trace(A, 1));
            log.readAgain();
            assertEquals(Optional.of(trace(A, 1)), log.of(A));
            write(trace(A, 2), trace(B, 3));
            assertEquals(Optional.of(trace(A, 1)), log.of(A));
            log.readAgain();
            assertEquals(Optional.of(trace(A, 2)), log.of(A));
            log.append(trace(A, 4), "");
            log.readAgain();
            assertEquals(Optional.of(trace(A, 4)), log.of(A));
        }
        TraceLog log = TraceLog.load(cache);
        try (log) {
            Files.delete(file());
            log.readAgain();
            assertEquals(Set.of(), log.tasks());
            log.append(trace(B, 5), "");
        }
        write(trace(A, 6));
        log.readAgain();
        assertEquals(Set.of(A, B), log.tasks());
    }
}
