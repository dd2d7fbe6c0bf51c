package dev.weir.build.upkeep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.build.run.StoreKeeper;
import dev.weir.cache.ActionCache;
import dev.weir.cache.ActionResult;
import dev.weir.cache.ContentStore;
import dev.weir.cache.StoreLock;
import dev.weir.cache.garbage.Budget;
import dev.weir.cache.garbage.Inventory;
import dev.weir.cache.garbage.Tally;
import dev.weir.digest.Digest;
import dev.weir.digest.Entry;
import dev.weir.digest.Hasher;
import dev.weir.digest.TaskKey;
import dev.weir.disk.CacheFolder;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.trace.RunId;
import dev.weir.trace.Trace;
import dev.weir.trace.TraceLog;
import dev.weir.workspace.UndoLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// When a store is collected, what stays in any case, and what is told of it.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class UpkeepTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir Path root;
    private CacheFolder store = new CacheFolder(Path.of("unset"));
    private Upkeep upkeep = upkeep(Storage.own(Path.of("unset")));

    @BeforeEach
    void open() {
        store = new CacheFolder(root.resolve("cache"));
        upkeep = upkeep(Storage.own(root));
    }

    private Upkeep upkeep(Storage storage) {
        return new Upkeep(store, storage, InstantSource.fixed(NOW), () -> {});
    }

    private Tending.Tended after(long added, Budget budget) throws IOException {
        return new Tending(upkeep, store, budget, NOW).after(added);
    }

    private static Budget keep(long bytes) {
        return new Budget(Optional.of(bytes), Optional.empty());
    }

    private Digest stored(CacheFolder where, String text) throws IOException {
        try (ContentStore contents = new ContentStore(where)) {
            return contents.put(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /// Bytes that nobody needs and no result names.
    private Digest waste(int bytes) throws IOException {
        return stored(store, "w".repeat(bytes));
    }

    /// A result of bytes of its own.
    private Digest result(String name, int bytes) throws IOException {
        Digest digest = stored(store, name.repeat(bytes));
        Entry entry = new Entry(Entry.Kind.FILE, digest, bytes);
        try (ActionCache actions = new ActionCache(store)) {
            actions.record(
                    new TaskKey(Hasher.digest(name)),
                    new ActionResult(
                            name,
                            new TreeMap<>(
                                    Map.of(
                                            new WorkspacePath(name),
                                            new ActionResult.MadeFile(entry))),
                            Optional.empty(),
                            "r1",
                            NOW,
                            Duration.ofSeconds(1)));
        }
        return digest;
    }

    /// What the user had, and a build replaced.
    private Digest saved(String name, String text) throws IOException {
        Files.writeString(root.resolve(name), text);
        try (ContentStore contents = new ContentStore(store)) {
            new UndoLog(root, store, new StoreKeeper(contents), "r1")
                    .save(List.of(new WorkspacePath(name)));
        }
        return Hasher.digest(text);
    }

    private boolean holds(Digest digest) throws IOException {
        return Inventory.of(store).blobs().containsKey(digest);
    }

    @Test
    void a_count_is_carried_on_while_there_is_room() throws IOException {
        new Tally(store).write(new Tally.Count(500, NOW, 0));
        Digest waste = waste(10);
        assertEquals(new Tending.Tended(600, Optional.empty()), after(100, keep(600)));
        assertEquals(Optional.of(new Tally.Count(600, NOW, 0)), new Tally(store).read());
        assertTrue(holds(waste));
        assertEquals(10, after(1, keep(600)).collected().orElseThrow().freed());
        assertFalse(holds(waste));
    }

    @Test
    void without_a_limit_a_store_is_looked_through_once_a_day() throws IOException {
        for (Duration age : List.of(DAY, DAY.plusSeconds(1), Duration.ofSeconds(-1))) {
            Digest waste = waste(10);
            new Tally(store).write(new Tally.Count(500, NOW.minus(age), 0));
            after(1, Budget.ALL);
            assertEquals(age.equals(DAY), holds(waste), age.toString());
        }
    }

    @Test
    void a_store_of_just_its_limit_loses_nothing_and_a_larger_one_a_tenth_more_than_it_has_to()
            throws IOException {
        for (String name : List.of("a", "b", "c", "d")) {
            result(name, 10_000);
        }
        long size = Inventory.of(store).size();
        assertEquals(new Tending.Tended(40_000, Optional.empty()), after(1, keep(size)));
        new Tally(store).forget();
        Tending.Tended less = after(1, keep(size - 1));
        assertEquals(30_000, less.bytes());
        assertEquals(1, less.collected().orElseThrow().results().size());
        assertEquals(30_000, Inventory.of(store).bytes());
        assertEquals(30_000, new Tally(store).read().orElseThrow().bytes());
        assertTrue(Inventory.of(store).size() <= size / 10 * 9);
    }

    @Test
    void where_what_is_needed_leaves_no_room_a_tenth_more_has_to_come_before_the_next_try()
            throws IOException {
        Digest saved = saved("mine", "m".repeat(1_000));
        assertEquals(new Tending.Tended(1_000, Optional.empty()), after(1_000, keep(100)));
        Digest waste = waste(100);
        assertEquals(new Tending.Tended(1_100, Optional.empty()), after(100, keep(100)));
        assertTrue(holds(waste));
        after(1, keep(100));
        assertFalse(holds(waste));
        assertTrue(holds(saved));
    }

    @Test
    void while_others_build_with_the_store_nothing_is_collected() throws IOException {
        Digest waste = waste(10);
        try (var _ = StoreLock.tryAcquire(store, StoreLock.Kind.SHARED).orElseThrow()) {
            assertEquals(new Tending.Tended(0, Optional.empty()), after(10, keep(0)));
            new Tally(store).write(new Tally.Count(500, NOW, 0));
            assertEquals(new Tending.Tended(510, Optional.empty()), after(10, keep(0)));
            assertTrue(holds(waste));
        }
    }

    @Test
    void who_collects_has_the_next_build_count() throws Exception {
        new Tally(store).write(new Tally.Count(500, NOW, 0));
        waste(10);
        assertEquals(10, upkeep.collect(Budget.ALL).freed());
        assertEquals(Optional.empty(), new Tally(store).read());
    }

    @Test
    void what_stands_in_the_workspace_stays_though_its_result_is_lost() throws Exception {
        Digest made = stored(store, "made");
        Digest folder = waste(10);
        try (TraceLog traces = TraceLog.load(store)) {
            traces.append(
                    new Trace(
                            new TaskName("one"),
                            "Pipelinefile.yaml",
                            new TaskKey(Hasher.digest("key")),
                            new RunId("r1"),
                            new TreeMap<>(),
                            new TreeMap<>(),
                            new TreeMap<>(
                                    Map.of(
                                            new WorkspacePath("made"),
                                            new Entry(Entry.Kind.FILE, made, 4),
                                            new WorkspacePath("folder"),
                                            new Entry(Entry.Kind.FOLDER, folder, 10))),
                            NOW,
                            Duration.ZERO),
                    "");
        }
        upkeep.collect(keep(0));
        assertTrue(holds(made));
        assertFalse(holds(folder));
    }

    @Test
    void clearing_leaves_what_undo_brings_back_unless_the_store_is_shared() throws Exception {
        Digest saved = saved("mine", "mine");
        waste(10);
        assertEquals(10, upkeep.clear());
        assertTrue(holds(saved));
        Path other = root.resolve("other");
        CacheFolder shared = new CacheFolder(other);
        stored(shared, "mine");
        assertEquals(4, upkeep(new Storage(other, true, "")).clear());
        assertEquals(Map.of(), Inventory.of(shared).blobs());
        assertEquals(Set.of(saved), Inventory.of(store).blobs().keySet());
    }

    @Test
    void what_is_held_beside_the_store_is_told_folders_apart() throws IOException {
        Files.createDirectories(root.resolve("mine"));
        Files.writeString(root.resolve("mine/a"), "1");
        Files.writeString(root.resolve("mine/b"), "2");
        try (ContentStore contents = new ContentStore(store)) {
            new UndoLog(root, store, new StoreKeeper(contents), "r1")
                    .save(List.of(new WorkspacePath("mine")));
        }
        Files.writeString(store.folder("runs").resolve("log"), "22");
        Files.writeString(store.folder("failed").resolve("out"), "333");
        Holdings holdings = upkeep.holdings(Budget.ALL);
        assertEquals(5, holdings.records());
        assertEquals(2, holdings.undoable());
    }
}
