package dev.weir.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.weir.disk.CacheFolder;
import dev.weir.disk.Frames;
import dev.weir.disk.RecordWriter;
import dev.weir.pipeline.Output;
import dev.weir.pipeline.PathPattern;
import dev.weir.pipeline.TaskName;
import dev.weir.workspace.WorkspaceLock.Try;
import dev.weir.workspace.WorkspaceLock.Waiting;
import dev.weir.workspace.WorkspaceLock.Wanted;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WorkspaceLockTest {
    private static final Holder SELF = Holder.self(Instant.EPOCH, "weir train -P 'x\ny'");
    private static final Claim A = claim("a", "out/a");
    private static final Claim B = claim("b", "out/b");

    private final AtomicInteger runs = new AtomicInteger();

    @TempDir Path root;

    private static Claim claim(String task, String... outputs) {
        return new Claim.Some(
                Set.of(new TaskName(task)), new TreeSet<>(List.of(outputs)), Set.of());
    }

    private CacheFolder cache() {
        return new CacheFolder(root.resolve("cache"));
    }

    private CacheFolder inner(String path) throws IOException {
        return new CacheFolder(Files.createDirectories(root.resolve(path)).resolve("cache"));
    }

    private Wanted wanted(Claim claim) {
        return wanted(cache(), claim, SELF);
    }

    private Wanted wanted(CacheFolder cache, Claim claim, Holder self) {
        return new Wanted(cache, claim, self, () -> "run" + runs.incrementAndGet());
    }

    private WorkspaceLock get(Claim claim) throws IOException {
        return get(cache(), claim, SELF);
    }

    private WorkspaceLock get(CacheFolder cache, Claim claim, Holder self) throws IOException {
        return switch (WorkspaceLock.tryAcquire(wanted(cache, claim, self))) {
            case Try.Got(WorkspaceLock lock) -> lock;
            case Try.Refused(Waiting by) -> throw new AssertionError(by);
        };
    }

    private Waiting refused(Claim claim) throws IOException {
        return refused(cache(), claim, SELF);
    }

    private Waiting refused(CacheFolder cache, Claim claim, Holder self) throws IOException {
        return switch (WorkspaceLock.tryAcquire(wanted(cache, claim, self))) {
            case Try.Got(WorkspaceLock lock) -> {
                lock.close();
                throw new AssertionError("had");
            }
            case Try.Refused(Waiting by) -> by;
        };
    }

    @Test
    void one_has_it_and_says_who_and_the_next_gets_it_after() throws Exception {
        WorkspaceLock lock = get(A);
        assertEquals(new Waiting(Optional.of(SELF), "task 'a'"), refused(A));
        lock.close();
        lock.close();
        get(A).close();
        try (Stream<Path> left = Files.list(root.resolve("cache/state/weirs"))) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void who_wants_something_else_has_it_at_the_same_time() throws Exception {
        try (WorkspaceLock _ = get(A);
                WorkspaceLock _ = get(B)) {
            assertEquals("'out/b'", refused(claim("c", "out/b/deep")).dispute());
            assertEquals("the whole workspace", refused(new Claim.Everything()).dispute());
            get(claim("c", "out/c")).close();
        }
        try (WorkspaceLock _ = get(new Claim.Everything())) {
            assertEquals("the whole workspace", refused(A).dispute());
        }
    }

    @Test
    void what_a_workspace_in_another_one_takes_is_taken_there_too() throws Exception {
        var _ = new CacheFolder(root.resolve("cache")).folder("state");
        CacheFolder inner = inner("in/ner");
        try (WorkspaceLock _ = get(inner, A, SELF)) {
            assertEquals("'in/ner/out/a'", refused(claim("x", "in/ner/out/a")).dispute());
            assertEquals("the whole workspace", refused(new Claim.Everything()).dispute());
            get(claim("a", "out/a")).close();
        }
        try (WorkspaceLock _ = get(inner, new Claim.Everything(), SELF)) {
            assertEquals("'in/ner'", refused(claim("x", "in/ner/out/b")).dispute());
            get(A).close();
        }
        try (WorkspaceLock _ = get(claim("x", "in/ner/out"))) {
            assertEquals("'in/ner/out'", refused(inner, A, SELF).dispute());
            Claim reading =
                    new Claim.Some(
                            Set.of(),
                            new TreeSet<>(),
                            Set.of(PathPattern.of("../ner/out/*.txt"), PathPattern.of("/in/*")));
            assertEquals("'in/ner/out'", refused(inner, reading, SELF).dispute());
            get(inner, claim("c", "c"), SELF).close();
        }
        get(new Claim.Everything()).close();
        get(inner, new Claim.Everything(), SELF).close();
    }

    @Test
    void a_weir_in_a_command_of_one_around_is_part_of_it() throws Exception {
        long parent = ProcessHandle.current().parent().orElseThrow().pid();
        Holder above = new Holder(parent, SELF.space(), Instant.EPOCH, "weir");
        CacheFolder inner = inner("inner");
        try (WorkspaceLock _ = get(cache(), claim("x", "inner/out/a"), above)) {
            get(inner, A, SELF).close();
            try (WorkspaceLock _ = get(claim("y", "inner/out/b"))) {
                Waiting by = refused(inner, claim("a", "out/a", "out/b"), SELF);
                assertEquals(new Waiting(Optional.of(SELF), "'inner/out/b'"), by);
            }
        }
    }

    @Test
    void a_workspace_around_to_which_one_may_not_write_is_passed_over() throws Exception {
        Files.writeString(new CacheFolder(root.resolve("cache")).folder("").resolve("state"), "");
        get(inner("inner"), A, SELF).close();
    }

    @Test
    void another_process_waits_and_a_killed_one_lets_go() throws Exception {
        Process process = java(Holding.class);
        try (var said =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertEquals("held", said.readLine());
            get(B).close();
            assertEquals(process.pid(), refused(A).holder().orElseThrow().pid());
            List<Waiting> told = new ArrayList<>();
            Optional<WorkspaceLock> lock =
                    WorkspaceLock.acquire(
                            wanted(A),
                            waiting -> {
                                told.add(waiting);
                                process.destroyForcibly();
                            },
                            () -> false);
            assertEquals(1, told.size());
            assertEquals("weir a", told.getFirst().holder().orElseThrow().command());
            lock.orElseThrow().close();
        } finally {
            process.destroyForcibly();
        }
    }

    private Process java(Class<?> main) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName(),
                        root.resolve("cache").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @Test
    void another_process_is_told_who_has_what() throws Exception {
        try (WorkspaceLock _ = get(A)) {
            Process process = java(Asking.class);
            assertEquals(
                    List.of(SELF + " has task 'a'", "B is free"),
                    process.inputReader().lines().toList());
            assertEquals(0, process.waitFor());
        }
    }

    /// Tries to get what another process has, and what nobody has.
    static final class Asking {
        private Asking() {}

        public static void main(String[] args) throws IOException {
            CacheFolder cache = new CacheFolder(Path.of(args[0]));
            Holder self = Holder.self(Instant.EPOCH, "weir");
            if (WorkspaceLock.tryAcquire(new Wanted(cache, A, self, () -> "one"))
                    instanceof Try.Refused(Waiting by)) {
                System.out.println(by.holder().orElseThrow() + " has " + by.dispute());
            }
            if (WorkspaceLock.tryAcquire(new Wanted(cache, B, self, () -> "two"))
                    instanceof Try.Got(WorkspaceLock lock)) {
                System.out.println("B is free");
                lock.close();
            }
        }
    }

    @Test
    void who_cannot_be_read_has_everything_until_it_ends() throws Exception {
        Process process = java(Holding.class);
        try (var said = process.inputReader(StandardCharsets.UTF_8)) {
            assertEquals("held", said.readLine());
            Path file = root.resolve("cache/state/weirs/other");
            Waiting everything = new Waiting(Optional.empty(), "the whole workspace");
            Files.writeString(file, "cut");
            assertEquals(everything, refused(B));
            Files.write(file, Frames.frame(new RecordWriter().number(99).text("later").finish()));
            assertEquals(everything, refused(B));
            assertEquals(List.of(Optional.empty()), WorkspaceLock.holders(cache()));
        } finally {
            process.destroyForcibly().waitFor();
        }
        get(B).close();
    }

    @Test
    void who_is_at_work_is_told_and_where_nobody_ever_was_nothing_is_made() throws Exception {
        assertEquals(List.of(), WorkspaceLock.holders(cache()));
        assertFalse(Files.exists(root.resolve("cache")));
        try (WorkspaceLock _ = get(A)) {
            assertEquals(List.of(Optional.of(SELF)), WorkspaceLock.holders(cache()));
        }
        assertEquals(List.of(), WorkspaceLock.holders(cache()));
    }

    @Test
    void what_a_dead_one_was_changing_leads_to_what_others_were() throws Exception {
        leave("dead1", "a", "out/a", "out/b");
        leave("dead2", "b", "out/b/deep", "out/c");
        leave("dead3", "d", "out/d");
        Leavings leavings = Leavings.of(cache(), List.of()).claimedBy(claim("x", "out/c"));
        assertEquals(2, leavings.taken().size());
        assertTrue(leavings.claim().covers(new TaskName("a")));
        assertTrue(leavings.claim().covers(new TaskName("b")));
        assertFalse(leavings.claim().covers(new TaskName("d")));
    }

    @Test
    void a_command_is_told_in_one_line_that_is_not_too_long() {
        String longest = "x".repeat(200);
        assertEquals(longest, Holder.self(Instant.EPOCH, longest).command());
        assertEquals(longest + "…", Holder.self(Instant.EPOCH, longest + "y").command());
        assertEquals("a  b", Holder.self(Instant.EPOCH, "a\n\tb").command());
    }

    @Test
    void a_process_of_that_number_in_another_container_started_nobody_here() {
        long above = ProcessHandle.current().parent().orElseThrow().pid();
        Holder parent = new Holder(above, SELF.space(), Instant.EPOCH, "weir");
        assertTrue(parent.isAncestor());
        assertFalse(new Holder(above, "pid:[1]", Instant.EPOCH, "weir").isAncestor());
        assertFalse(SELF.isAncestor());
    }

    @Test
    void a_dead_one_that_left_nothing_but_itself_is_removed() throws Exception {
        Recovery recovery = new Recovery(root, cache(), FaultPoint.NONE);
        assertFalse(recovery.isAnyoneThere());
        Path dead = cache().folder(Weirs.FOLDER).resolve("dead");
        Files.writeString(dead, "whoever");
        assertTrue(recovery.isAnyoneThere());
        assertFalse(recovery.isDue());
        assertFalse(Files.exists(dead));
        assertFalse(recovery.isAnyoneThere());
    }

    @Test
    void folders_of_other_tasks_are_touched_only_by_who_is_alone() throws Exception {
        Path place = Files.createDirectories(root.resolve("place"));
        for (String name : List.of("a", "b", "no task's")) {
            Files.createDirectory(place.resolve(name));
        }
        try (WorkspaceLock lock = get(A)) {
            try (WorkspaceLock _ = get(B)) {
                assertEquals(Set.of("a"), found(lock, place));
                assertEquals(Set.of(), found(lock, root.resolve("nowhere")));
            }
            assertEquals(Set.of("a", "b", "no task's"), found(lock, place));
        }
    }

    private static Set<String> found(WorkspaceLock lock, Path place) throws IOException {
        Set<String> found = new TreeSet<>();
        lock.eachOfTask(place, folder -> found.add(folder.getFileName().toString()));
        return found;
    }

    /// Holds a lock until it is killed.
    static final class Holding {
        private Holding() {}

        public static void main(String[] args) throws IOException, InterruptedException {
            CacheFolder cache = new CacheFolder(Path.of(args[0]));
            var _ =
                    WorkspaceLock.tryAcquire(
                            new Wanted(
                                    cache, A, Holder.self(Instant.EPOCH, "weir a"), () -> "other"));
            System.out.println("held");
            Thread.sleep(60_000);
        }
    }

    @Test
    void waiting_may_be_given_up() throws Exception {
        try (WorkspaceLock _ = get(A)) {
            int[] asked = {0};
            assertEquals(
                    Optional.empty(),
                    WorkspaceLock.acquire(
                            wanted(A),
                            waiting -> assertEquals(Optional.of(SELF), waiting.holder()),
                            () -> ++asked[0] > 2));
            assertTrue(asked[0] > 2);
        }
    }

    @Test
    void what_a_dead_one_was_changing_comes_whole_with_any_part_of_it() throws Exception {
        leave("dead", "a", "out/a", "out/b");
        try (WorkspaceLock lock = get(B)) {
            assertEquals(1, lock.left().size());
            assertEquals("task 'a'", refused(A).dispute());
            assertFalse(new Recovery(root, cache(), FaultPoint.NONE).isDue());
        }
        assertTrue(new Recovery(root, cache(), FaultPoint.NONE).isDue());
    }

    @Test
    void what_a_living_one_is_changing_is_left_alone() throws Exception {
        try (WorkspaceLock living = get(A)) {
            leave(living.run(), "a", "out/a");
            leave("dead", "c", "out/c");
            assertTrue(new Recovery(root, cache(), FaultPoint.NONE).isDue());
            try (WorkspaceLock lock = get(B)) {
                assertEquals(
                        List.of("dead.1"),
                        lock.left().stream().map(it -> it.getFileName().toString()).toList());
                assertEquals("task 'c'", refused(claim("c", "out/c")).dispute());
            }
        }
    }

    @Test
    void what_dead_ones_left_is_told_in_one_order() throws Exception {
        List<String> runs = List.of("d4", "d1", "d8", "d3", "d6", "d2", "d7", "d5");
        for (String run : runs) {
            leave(run, run, "out/" + run);
        }
        try (WorkspaceLock lock = get(Claim.nothing())) {
            assertEquals(
                    runs.stream().sorted().map(run -> run + ".1").toList(),
                    lock.left().stream().map(it -> it.getFileName().toString()).toList());
        }
    }

    @Test
    void a_journal_in_which_nothing_was_begun_is_ended_by_whoever_comes_first() throws Exception {
        Files.createFile(cache().folder("state/journal").resolve("dead.1"));
        Recovery recovery = new Recovery(root, cache(), FaultPoint.NONE);
        Recovery.Ending ending =
                new Recovery.Ending() {
                    @Override
                    public void end(String identity) {
                        fail("nothing was started");
                    }

                    @Override
                    public void endUnknown(TaskName task) {
                        fail("nothing was started");
                    }
                };
        try (WorkspaceLock one = get(A);
                WorkspaceLock other = get(B)) {
            assertEquals(one.left(), other.left());
            assertEquals(List.of(), recovery.recover(one, ending, (_, _) -> false));
            assertEquals(List.of(), recovery.recover(other, ending, (_, _) -> false));
        }
        assertFalse(recovery.isDue());
    }

    private void leave(String run, String task, String... outputs) throws IOException {
        List<Plan.Slot> slots =
                Stream.of(outputs)
                        .map(path -> new Plan.Slot(Output.of("", path).path(), false, ""))
                        .toList();
        try (Journal journal = Journal.open(cache(), run + ".1")) {
            journal.begin(new Plan(run + ".1", new TaskName(task), run, slots, List.of()));
        }
    }
}
