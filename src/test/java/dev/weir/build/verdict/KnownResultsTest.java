package dev.weir.build.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.weir.cache.ActionCache;
import dev.weir.cache.ActionResult;
import dev.weir.cache.Lookup;
import dev.weir.digest.Digest;
import dev.weir.digest.TaskKey;
import dev.weir.disk.CacheFolder;
import dev.weir.workspace.FileState;
import dev.weir.workspace.Looks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A result is read once, and again when its file is another.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KnownResultsTest {
    private static final TaskKey KEY = new TaskKey(Digest.of("a".repeat(64)));

    @TempDir Path folder;
    private final KnownResults known = new KnownResults();
    private ActionCache actions = new ActionCache(new CacheFolder(Path.of("unset")));

    @BeforeEach
    void open() throws IOException, InterruptedException {
        actions = new ActionCache(new CacheFolder(folder));
        record("train");
        Thread.sleep(FileState.settlesWithin());
    }

    private void record(String task) throws IOException {
        actions.record(
                KEY,
                new ActionResult(
                        task,
                        new TreeMap<>(),
                        Optional.empty(),
                        "20260131T094512Z-aaaaa",
                        Instant.EPOCH,
                        Duration.ZERO));
    }

    @AfterEach
    void close() throws IOException {
        actions.close();
    }

    private Lookup find() {
        return known.find(KEY, actions, Looks.unrecorded());
    }

    private static String task(Lookup found) {
        return assertInstanceOf(Lookup.Hit.class, found).result().task();
    }

    /// Another result of the same length, as old as the one before.
    private void replace(String task) throws IOException {
        Path file = actions.file(KEY);
        FileTime time = Files.getLastModifiedTime(file);
        Files.delete(file);
        record(task);
        Files.setLastModifiedTime(file, time);
    }

    @Test
    void what_stayed_as_it_was_is_not_read_again() {
        Lookup first = find();
        assertEquals("train", task(first));
        assertSame(first, find());
    }

    @Test
    void what_was_replaced_is_read_again_whatever_its_time_says() throws IOException {
        assertEquals("train", task(find()));
        replace("other");
        assertEquals("other", task(find()));
        replace("third");
        assertEquals("third", task(find()));
    }

    @Test
    void what_is_gone_or_damaged_is_no_result() throws IOException {
        assertEquals("train", task(find()));
        Path file = actions.file(KEY);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Files.writeString(file, "{");
        assertInstanceOf(Lookup.Corrupt.class, find());
        Files.delete(file);
        assertInstanceOf(Lookup.Miss.class, find());
    }
}
