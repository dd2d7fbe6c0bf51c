package dev.weir.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.digest.Digest;
import dev.weir.digest.Hasher;
import dev.weir.digest.Manifest;
import dev.weir.disk.CacheFolder;
import dev.weir.pipeline.WorkspacePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class UndoLogTest {
    @TempDir Path root;
    private final List<Path> kept = new ArrayList<>();

    private UndoLog log(String run) {
        Keeper keeper =
                new Keeper() {
                    @Override
                    public Digest put(Path file) throws IOException {
                        kept.add(file);
                        return new FileHasher().hash(file, Files.size(file));
                    }

                    @Override
                    public Digest put(Path file, Digest known) throws IOException {
                        return put(file);
                    }
                };
        return new UndoLog(root, new CacheFolder(root.resolve("cache")), keeper, run);
    }

    private void save(String run, String... paths) throws IOException {
        UndoLog log = log(run);
        log.save(Stream.of(paths).map(WorkspacePath::new).toList());
    }

    private List<Saved> last() throws IOException {
        UndoLog log = log("reading");
        return log.last();
    }

    private static Saved file(String run, String path, String text, boolean executable) {
        return new Saved(
                run,
                new WorkspacePath(path),
                new Saved.Member(
                        new Manifest.File(Hasher.digest(text), executable, text.length())));
    }

    private static Saved folder(String run, String path) {
        return new Saved(run, new WorkspacePath(path), new Saved.Folder());
    }

    @Test
    void files_links_and_all_in_folders_are_kept_and_told() throws IOException {
        Files.createDirectories(root.resolve("d/e"));
        Files.writeString(root.resolve("a"), "1").toFile().setExecutable(true);
        Files.writeString(root.resolve("d/e/b c"), "22");
        Files.createSymbolicLink(root.resolve("l"), Path.of("/nowhere"));
        save("r1", "a", "d", "l", "none");
        assertEquals(
                List.of(
                        file("r1", "a", "1", true),
                        folder("r1", "d"),
                        folder("r1", "d/e"),
                        file("r1", "d/e/b c", "22", false),
                        new Saved(
                                "r1",
                                new WorkspacePath("l"),
                                new Saved.Member(new Manifest.Link("/nowhere")))),
                last());
        assertEquals(2, kept.size());
        assertTrue(Files.exists(root.resolve("a")));
    }

    @Test
    void that_nothing_stood_there_is_kept_where_that_counts() throws IOException {
        Files.writeString(root.resolve("a"), "1");
        UndoLog log = log("r1");
        log.saveAlsoNothing(new WorkspacePath("a"));
        log.saveAlsoNothing(new WorkspacePath("none"));
        assertEquals(
                List.of(
                        file("r1", "a", "1", false),
                        new Saved("r1", new WorkspacePath("none"), new Saved.Nothing())),
                last());
    }

    @Test
    void nothing_saved_writes_nothing() throws IOException {
        save("r1", "none");
        assertEquals(List.of(), last());
        assertFalse(Files.exists(root.resolve("cache")));
    }

    @Test
    void the_last_build_that_was_not_undone_is_the_one_to_undo() throws IOException {
        Files.writeString(root.resolve("a"), "1");
        save("r1", "a");
        Files.writeString(root.resolve("a"), "2");
        save("r2", "a");
        assertEquals(List.of(file("r2", "a", "2", false)), last());
        UndoLog log = log("r3");
        log.undone("r2", List.of());
        assertEquals(List.of(file("r1", "a", "1", false)), last());
    }

    @Test
    void what_could_not_be_brought_back_is_the_next_to_undo() throws IOException {
        Files.writeString(root.resolve("a"), "1");
        Files.writeString(root.resolve("b"), "22");
        save("r1", "a");
        save("r2", "a", "b");
        UndoLog log = log("r3");
        log.undoing("r2");
        log.undone("r2", List.of(file("r2", "b", "22", false)));
        assertEquals(List.of(file("r2", "b", "22", false)), last());
        assertEquals(Optional.empty(), log("r4").unfinished());
    }

    @Test
    void only_the_last_builds_are_held() throws IOException {
        Files.writeString(root.resolve("a"), "1");
        for (int i = 10; i < 50; i++) {
            save("r" + i, "a");
        }
        UndoLog log = log("undo");
        for (int i = 49; i > 29; i--) {
            assertEquals("r" + i, log.last().getFirst().run());
            log.undone("r" + i, List.of());
        }
        assertTrue(log.last().size() <= 1);
    }

    @Test
    void a_damaged_log_loses_at_most_what_comes_after_and_goes_on() throws IOException {
        Files.writeString(root.resolve("a"), "1");
        save("r1", "a");
        Path log = root.resolve("cache/state/undo");
        int first = (int) Files.size(log);
        save("r2", "a");
        byte[] good = Files.readAllBytes(log);
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= (byte) (1 << i % 8);
            Files.write(log, bad);
            assertEquals(
                    i < first ? List.of() : List.of(file("r1", "a", "1", false)),
                    last(),
                    "byte " + i);
            Files.write(log, Arrays.copyOf(good, i));
            assertEquals(i >= first, !last().isEmpty(), "cut to " + i);
        }
        save("r3", "a");
        assertEquals(List.of(file("r3", "a", "1", false)), last());
    }

    @Test
    void the_last_twenty_builds_can_be_undone_and_older_ones_are_dropped() throws IOException {
        Files.writeString(root.resolve("a"), "1");
        for (int i = 0; i < 25; i++) {
            save("r" + (10 + i), "a");
            save("r" + (10 + i), "a");
        }
        CacheFolder cache = new CacheFolder(root.resolve("cache"));
        List<Saved> all = UndoLog.all(cache);
        assertEquals(40, all.size());
        assertEquals("r15", all.getFirst().run());
        assertEquals("r34", all.getLast().run());
        assertEquals(Set.of(Hasher.digest("1")), UndoLog.bytes(cache));
    }
}
