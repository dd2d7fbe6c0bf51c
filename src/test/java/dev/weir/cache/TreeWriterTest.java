package dev.weir.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.digest.Digest;
import dev.weir.digest.Hasher;
import dev.weir.digest.Manifest;
import dev.weir.disk.CacheFolder;
import dev.weir.disk.FileTree;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TreeWriterTest {
    private static final String[] NAMES = {
        "a", "B b", "ü'\"", "new\nline", "-x", ".hidden", "$HOME", "a.b"
    };

    @TempDir Path folder;
    private ContentStore store;

    @BeforeEach
    void open() {
        store = new ContentStore(new CacheFolder(folder.resolve("cache")));
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    @RepeatedTest(20)
    void a_random_tree_comes_out_exactly_in_place_of_anything(RepetitionInfo repetition)
            throws IOException {
        Random random = new Random(repetition.getCurrentRepetition());
        Map<String, String> first = grow(random, folder.resolve("one"));
        Map<String, String> other = grow(random, folder.resolve("two"));
        Manifest manifest = put(folder.resolve("one"));
        assertEquals(new Fetched.Done(), store.materialise(manifest, folder.resolve("new/one")));
        assertEquals(first, describe(folder.resolve("new/one")));
        assertEquals(other, describe(folder.resolve("two")));
        assertEquals(new Fetched.Done(), store.materialise(manifest, folder.resolve("two")));
        assertEquals(first, describe(folder.resolve("two")));
        assertEquals(1, FileTree.children(folder.resolve("new")).size());
        assertNothingBeside(folder);
    }

    private static void assertNothingBeside(Path folder) throws IOException {
        for (Path child : FileTree.children(folder)) {
            assertFalse(child.getFileName().toString().startsWith(".weir~"), child.toString());
        }
    }

    @Test
    void a_missing_or_corrupt_file_leaves_all_as_it_was() throws IOException {
        grow(new Random(1), folder.resolve("one"));
        Map<String, String> before = grow(new Random(2), folder.resolve("two"));
        SortedMap<String, Manifest.Member> members =
                new TreeMap<>(put(folder.resolve("one")).members());
        Digest unknown = Hasher.digest("unknown");
        members.put("zz", new Manifest.File(unknown, false, 7));
        Manifest manifest = new Manifest(members, new TreeSet<>());
        assertEquals(
                new Fetched.Missing(unknown), store.materialise(manifest, folder.resolve("two")));
        assertEquals(before, describe(folder.resolve("two")));
        assertNothingBeside(folder);
    }

    @Test
    void a_link_that_leaves_the_folder_is_refused() {
        for (String target : new String[] {"/etc", "..", "a/../..", "b/../a", "../x", ""}) {
            Manifest manifest =
                    new Manifest(
                            new TreeMap<>(Map.of("x", new Manifest.Link(target))), new TreeSet<>());
            assertThrows(
                    FileSystemException.class,
                    () -> store.materialise(manifest, folder.resolve("out")),
                    target);
            assertFalse(FileTree.exists(folder.resolve("out")));
        }
        assertTrue(new Manifest.Link("../../a/b").staysInside("x/y/z"));
        assertFalse(new Manifest.Link("../../../a").staysInside("x/y/z"));
    }

    @Test
    void nothing_is_written_through_a_link_at_the_destination() throws IOException {
        Path precious = Files.createDirectories(folder.resolve("precious"));
        Path out = Files.createSymbolicLink(folder.resolve("out"), precious);
        grow(new Random(3), folder.resolve("one"));
        store.materialise(put(folder.resolve("one")), out);
        assertFalse(Files.isSymbolicLink(out));
        assertEquals(0, FileTree.children(precious).size());
    }

    @Test
    void paths_that_leave_the_folder_make_no_manifest() {
        for (String path : new String[] {"../x", "/x", ".", "a/../b", "a//b"}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new Manifest(new TreeMap<>(), new TreeSet<>(Set.of(path))));
        }
    }

    private static Map<String, String> grow(Random random, Path at) throws IOException {
        Files.createDirectories(at);
        int folders = 1 + random.nextInt(6);
        Path[] places = new Path[folders];
        places[0] = at;
        for (int i = 1; i < folders; i++) {
            places[i] =
                    places[random.nextInt(i)].resolve("d" + NAMES[random.nextInt(NAMES.length)]);
            Files.createDirectories(places[i]);
        }
        for (int i = random.nextInt(12); i > 0; i--) {
            Path file =
                    places[random.nextInt(folders)].resolve(NAMES[random.nextInt(NAMES.length)]);
            if (FileTree.exists(file)) {
                continue;
            }
            if (random.nextInt(5) == 0) {
                Files.createSymbolicLink(file, Path.of(random.nextBoolean() ? "a" : "no/where"));
            } else {
                Files.writeString(file, "content " + random.nextInt(5));
                file.toFile().setExecutable(random.nextInt(3) == 0);
            }
        }
        return describe(at);
    }

    private static Map<String, String> describe(Path at) throws IOException {
        Map<String, String> tree = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(at)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                tree.put(at.relativize(path).toString(), describeOne(path));
            }
        }
        return tree;
    }

    private static String describeOne(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            return "link to " + Files.readSymbolicLink(path);
        }
        if (Files.isDirectory(path)) {
            return "folder";
        }
        return (Files.isExecutable(path) ? "executable " : "file ") + Files.readString(path);
    }

    private Manifest put(Path at) throws IOException {
        SortedMap<String, Manifest.Member> members = new TreeMap<>();
        TreeSet<String> empty = new TreeSet<>();
        try (Stream<Path> paths = Files.walk(at)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                String name = at.relativize(path).toString();
                if (Files.isSymbolicLink(path)) {
                    members.put(name, new Manifest.Link(Files.readSymbolicLink(path).toString()));
                } else if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                    members.put(
                            name,
                            new Manifest.File(
                                    store.put(path), Files.isExecutable(path), Files.size(path)));
                } else if (!path.equals(at) && FileTree.children(path).isEmpty()) {
                    empty.add(name);
                }
            }
        }
        return new Manifest(members, empty);
    }
}
