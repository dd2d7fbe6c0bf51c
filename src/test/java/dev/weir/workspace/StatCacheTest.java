package dev.weir.workspace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.digest.Digest;
import dev.weir.digest.Hasher;
import dev.weir.digest.Manifest;
import dev.weir.disk.CacheFolder;
import dev.weir.disk.FileTree;
import dev.weir.pipeline.WorkspacePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class StatCacheTest {
    private static final WorkspacePath PATH = new WorkspacePath("data/ü 'x'\n");
    private static final Digest DIGEST = Hasher.digest("x");

    @TempDir Path folder;
    private CacheFolder cache;

    @BeforeEach
    void place() {
        cache = new CacheFolder(folder.resolve("cache"));
    }

    private static FileState state(long number) {
        return new FileState(
                FileState.Kind.FILE, false, number, number + 1, number + 2, number + 3, true);
    }

    private Optional<Digest> reloaded(WorkspacePath path, FileState state) {
        return StatCache.load(cache).digest(path, state);
    }

    private static Manifest folder(String... pathsAndContents) {
        SortedMap<String, Manifest.Member> members = new TreeMap<>();
        for (int i = 0; i < pathsAndContents.length; i += 2) {
            Digest digest = Hasher.digest(pathsAndContents[i + 1]);
            members.put(pathsAndContents[i], new Manifest.File(digest, false, 1));
        }
        return new Manifest(members, new TreeSet<>());
    }

    @Test
    void a_folder_is_known_by_all_that_it_holds() throws IOException {
        SortedMap<String, Manifest.Member> link = new TreeMap<>();
        link.put("a", new Manifest.Link("b"));
        SortedMap<String, Manifest.Member> other = new TreeMap<>();
        other.put("a", new Manifest.Link("b1"));
        SortedMap<String, Manifest.Member> executable = new TreeMap<>();
        executable.put("a", new Manifest.File(Hasher.digest("x"), true, 1));
        List<Manifest> folders =
                List.of(
                        folder(),
                        folder("a", "x"),
                        folder("a", "y"),
                        folder("b", "x"),
                        folder("a", "x", "b", "x"),
                        folder("ä \n1:b", "x"),
                        new Manifest(link, new TreeSet<>()),
                        new Manifest(other, new TreeSet<>()),
                        new Manifest(executable, new TreeSet<>()));
        Set<String> listings = new HashSet<>();
        StatCache stat = StatCache.load(cache);
        for (Manifest folder : folders) {
            assertTrue(listings.add(folder.listing()));
            assertEquals(folder.digest(), stat.digest(folder));
        }
        stat.save();
        byte[] saved = Files.readAllBytes(cache.path("state/stat"));
        StatCache reloaded = StatCache.load(cache);
        for (Manifest folder : folders) {
            assertEquals(folder.digest(), reloaded.digest(folder));
        }
        reloaded.save();
        assertArrayEquals(saved, Files.readAllBytes(cache.path("state/stat")), "nothing learnt");
    }

    @Test
    void a_digest_holds_while_the_file_stays_as_it_was() throws IOException {
        StatCache stat = StatCache.load(cache);
        stat.learn(PATH, state(5), DIGEST);
        assertEquals(Optional.of(DIGEST), stat.digest(PATH, state(5)));
        stat.save();
        assertEquals(Optional.of(DIGEST), reloaded(PATH, state(5)));
        assertEquals(Optional.empty(), reloaded(new WorkspacePath("data"), state(5)));
        FileState was = state(5);
        for (FileState now :
                new FileState[] {
                    new FileState(was.kind(), false, 0, 6, 7, 8, true),
                    new FileState(was.kind(), false, 5, 0, 7, 8, true),
                    new FileState(was.kind(), false, 5, 6, 0, 8, true),
                    new FileState(was.kind(), false, 5, 6, 7, 0, true)
                }) {
            assertEquals(Optional.empty(), reloaded(PATH, now), now.toString());
        }
    }

    @Test
    void files_whose_paths_hash_alike_are_told_apart() throws IOException {
        WorkspacePath one = new WorkspacePath("data/Aa");
        WorkspacePath two = new WorkspacePath("data/BB");
        assertEquals(one.text().hashCode(), two.text().hashCode());
        StatCache stat = StatCache.load(cache);
        stat.learn(one, state(5), DIGEST);
        stat.save();
        assertEquals(Optional.empty(), reloaded(two, state(5)));
        StatCache both = StatCache.load(cache);
        both.learn(two, state(6), Hasher.digest("y"));
        both.save();
        assertEquals(Optional.of(DIGEST), reloaded(one, state(5)));
        assertEquals(Optional.of(Hasher.digest("y")), reloaded(two, state(6)));
    }

    @Test
    void many_are_found_again_and_later_ones_replace_earlier_ones() throws IOException {
        for (int round = 0; round < 3; round++) {
            StatCache stat = StatCache.load(cache);
            for (int i = round * 500; i < round * 500 + 1000; i++) {
                stat.learn(new WorkspacePath("f" + i), state(i + round), Hasher.digest("" + i));
            }
            stat.save();
        }
        StatCache stat = StatCache.load(cache);
        for (int i = 0; i < 2000; i++) {
            int round = Math.min(2, i / 500);
            assertEquals(
                    Optional.of(Hasher.digest("" + i)),
                    stat.digest(new WorkspacePath("f" + i), state(i + round)),
                    "f" + i);
        }
        assertEquals(1, FileTree.children(cache.path("state")).size());
    }

    @Test
    void a_file_that_was_just_written_is_not_trusted() throws IOException {
        Path file = Files.writeString(folder.resolve("x"), "one");
        FileState fresh = FileState.of(file).orElseThrow();
        StatCache stat = StatCache.load(cache);
        stat.learn(PATH, fresh, DIGEST);
        assertFalse(fresh.settled());
        assertEquals(Optional.empty(), stat.digest(PATH, fresh));
        stat.save();
        assertFalse(Files.exists(cache.root()));
    }

    @Test
    void a_change_that_keeps_size_and_modification_time_shows() throws Exception {
        Path file = Files.writeString(folder.resolve("x"), "one");
        FileTime time = Files.getLastModifiedTime(file);
        Thread.sleep(FileState.settlesWithin() * 2);
        FileState before = FileState.of(file).orElseThrow();
        assertTrue(before.settled());
        Files.writeString(file, "two");
        Files.setLastModifiedTime(file, time);
        FileState after = FileState.of(file).orElseThrow();
        assertEquals(before.modified(), after.modified());
        assertFalse(after.sameAs(before));
        assertNotEquals(before.changed(), after.changed());
    }

    @Test
    void any_damage_makes_it_empty_and_is_mended() throws IOException {
        StatCache stat = StatCache.load(cache);
        stat.learn(PATH, state(5), DIGEST);
        stat.learn(new WorkspacePath("other"), state(6), DIGEST);
        stat.save();
        Path file = cache.path("state/stat");
        byte[] good = Files.readAllBytes(file);
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= (byte) (1 << i % 8);
            Files.write(file, bad);
            assertEquals(Optional.empty(), reloaded(PATH, state(5)), "byte " + i);
            Files.write(file, Arrays.copyOf(good, i));
            assertEquals(Optional.empty(), reloaded(PATH, state(5)), "cut to " + i);
        }
        Files.write(file, new byte[good.length]);
        StatCache mended = StatCache.load(cache);
        mended.learn(PATH, state(7), DIGEST);
        mended.save();
        assertEquals(Optional.of(DIGEST), reloaded(PATH, state(7)));
    }

    @Test
    void what_nobody_asks_for_is_dropped_in_the_end() throws IOException {
        StatCache first = StatCache.load(cache);
        first.learn(PATH, state(1), DIGEST);
        WorkspacePath asked = new WorkspacePath("asked");
        first.learn(asked, state(1), DIGEST);
        first.save();
        for (int i = 0; i < 101; i++) {
            StatCache stat = StatCache.load(cache);
            stat.digest(asked, state(1));
            stat.learn(new WorkspacePath("other"), state(i), DIGEST);
            stat.save();
        }
        assertEquals(Optional.of(DIGEST), reloaded(asked, state(1)));
        assertEquals(Optional.empty(), reloaded(PATH, state(1)));
    }
}
