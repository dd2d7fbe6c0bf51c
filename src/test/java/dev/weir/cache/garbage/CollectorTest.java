package dev.weir.cache.garbage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.weir.cache.ActionCache;
import dev.weir.cache.ActionResult;
import dev.weir.cache.ContentStore;
import dev.weir.cache.Lookup;
import dev.weir.digest.Digest;
import dev.weir.digest.Entry;
import dev.weir.digest.Hasher;
import dev.weir.digest.TaskKey;
import dev.weir.disk.CacheFolder;
import dev.weir.pipeline.WorkspacePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CollectorTest {
    private static final TaskKey GOES = new TaskKey(Hasher.digest("goes"));
    private static final TaskKey STAYS = new TaskKey(Hasher.digest("stays"));

    @TempDir Path folder;

    private Digest made(CacheFolder store, TaskKey key, String content) throws IOException {
        try (ActionCache actions = new ActionCache(store);
                ContentStore contents = new ContentStore(store)) {
            Digest digest = contents.put(content.getBytes(StandardCharsets.UTF_8));
            var entry = new Entry(Entry.Kind.FILE, digest, content.length());
            actions.record(
                    key,
                    new ActionResult(
                            "t",
                            new TreeMap<>(
                                    Map.of(
                                            WorkspacePath.of("out"),
                                            new ActionResult.MadeFile(entry))),
                            Optional.empty(),
                            "20260131T094512Z-k3x9",
                            Instant.EPOCH,
                            Duration.ZERO));
            return digest;
        }
    }

    @Test
    void what_was_selected_is_gone_and_all_else_is_there() throws IOException {
        CacheFolder store = new CacheFolder(folder.resolve("store"));
        Digest gone = made(store, GOES, "one");
        Digest kept = made(store, STAYS, "two");
        Selection selection =
                Selection.of(
                        Inventory.of(store),
                        new Needed(Set.of(STAYS), Set.of()),
                        new Budget(Optional.of(0L), Optional.empty()),
                        Instant.now());
        new Collector(store).collect(selection);
        Inventory left = Inventory.of(store);
        assertEquals(Set.of(STAYS), left.results().keySet());
        assertEquals(Map.of(kept, 3L), left.blobs());
        assertEquals(selection.left(), left.size());
        try (ActionCache actions = new ActionCache(store);
                ContentStore contents = new ContentStore(store)) {
            assertEquals(new Lookup.Miss(), actions.find(GOES));
            assertFalse(contents.holds(gone));
        }
    }
}
