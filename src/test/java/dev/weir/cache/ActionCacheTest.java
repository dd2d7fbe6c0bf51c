package dev.weir.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.cache.ActionResult.Made;
import dev.weir.cache.ActionResult.MadeFile;
import dev.weir.cache.ActionResult.MadeFolder;
import dev.weir.digest.Entry;
import dev.weir.digest.Hasher;
import dev.weir.digest.Manifest;
import dev.weir.digest.TaskKey;
import dev.weir.disk.CacheFolder;
import dev.weir.pipeline.WorkspacePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ActionCacheTest {
    private static final TaskKey KEY = new TaskKey(Hasher.digest("key"));

    @TempDir Path folder;
    private ActionCache cache;

    @BeforeEach
    void open() {
        cache = new ActionCache(new CacheFolder(folder));
    }

    @AfterEach
    void close() throws IOException {
        cache.close();
    }

    private static ActionResult result(String bytes) {
        SortedMap<String, Manifest.Member> members = new TreeMap<>();
        members.put("a b/\"ö\"\n", new Manifest.File(Hasher.digest("m"), true, 12));
        members.put("link", new Manifest.Link("a b/\"ö\"\n"));
        SortedMap<WorkspacePath, Made> outputs = new TreeMap<>();
        outputs.put(
                new WorkspacePath("out/<x> & 'y'"),
                new MadeFile(new Entry(Entry.Kind.FILE, Hasher.digest("o"), 3)));
        outputs.put(
                new WorkspacePath("out/x"),
                new MadeFile(new Entry(Entry.Kind.EXECUTABLE, Hasher.digest(bytes), 4)));
        outputs.put(
                new WorkspacePath("out/tree"),
                new MadeFolder(new Manifest(members, new TreeSet<>(Set.of("empty")))));
        return new ActionResult(
                "train",
                outputs,
                Optional.of(Hasher.digest("log")),
                "20260131T094512Z-k3x9",
                Instant.parse("2026-01-31T09:45:12.123456789Z"),
                Duration.ofMillis(1234));
    }

    private Path entry() {
        String hex = KEY.digest().hex();
        return folder.resolve("actions/" + hex.substring(0, 2) + "/" + hex.substring(2) + ".json");
    }

    @Test
    void what_is_recorded_is_found_the_same() throws IOException {
        assertEquals(new Lookup.Miss(), cache.find(KEY));
        assertFalse(Files.exists(folder.resolve("actions")));
        assertEquals(new Recorded.New(), cache.record(KEY, result("1")));
        assertEquals(new Lookup.Hit(result("1")), cache.find(KEY));
    }

    @Test
    void an_entry_is_readable() throws IOException {
        cache.record(KEY, result("1"));
        String text = Files.readString(entry());
        assertTrue(text.contains("\n  \"task\": \"train\",\n"), text);
        assertTrue(text.contains("\"out/<x> & 'y'\""), text);
    }

    @Test
    void the_same_outputs_are_the_same_and_others_differ_at_the_first_and_are_served()
            throws IOException {
        cache.record(KEY, result("1"));
        assertEquals(new Recorded.Same(), cache.record(KEY, result("1")));
        assertEquals(
                new Recorded.Differs(new WorkspacePath("out/x"), result("1")),
                cache.record(KEY, result("2")));
        assertEquals(new Lookup.Hit(result("2")), cache.find(KEY));
    }

    @Test
    void an_output_more_or_less_differs() throws IOException {
        ActionResult whole = result("1");
        ActionResult less =
                new ActionResult(
                        whole.task(),
                        new TreeMap<>(
                                Map.of(
                                        new WorkspacePath("out/x"),
                                        whole.outputs().get(new WorkspacePath("out/x")))),
                        whole.log(),
                        whole.run(),
                        whole.finished(),
                        whole.took());
        cache.record(KEY, less);
        assertInstanceOf(Recorded.Differs.class, cache.record(KEY, whole));
        assertInstanceOf(Recorded.Differs.class, cache.record(KEY, less));
    }

    @Test
    void any_damaged_byte_makes_it_corrupt_and_it_is_replaced() throws IOException {
        cache.record(KEY, result("1"));
        byte[] good = Files.readAllBytes(entry());
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= (byte) (1 << i % 8);
            Files.write(entry(), bad);
            assertInstanceOf(Lookup.Corrupt.class, cache.find(KEY), "byte " + i);
        }
        for (int length : new int[] {0, 1, 100, good.length - 1}) {
            Files.write(entry(), Arrays.copyOf(good, length));
            assertInstanceOf(Lookup.Corrupt.class, cache.find(KEY), "cut to " + length);
        }
        Files.write(entry(), new byte[good.length]);
        assertInstanceOf(Lookup.Corrupt.class, cache.find(KEY));
        assertEquals(new Recorded.New(), cache.record(KEY, result("1")));
        assertEquals(new Lookup.Hit(result("1")), cache.find(KEY));
    }

    @Test
    void an_entry_of_another_key_is_not_believed() throws IOException {
        TaskKey other = new TaskKey(Hasher.digest("other"));
        cache.record(KEY, result("1"));
        String hex = other.digest().hex();
        Path moved =
                folder.resolve("actions/" + hex.substring(0, 2) + "/" + hex.substring(2) + ".json");
        Files.createDirectories(moved.getParent());
        Files.copy(entry(), moved);
        assertInstanceOf(Lookup.Corrupt.class, cache.find(other));
    }
}
