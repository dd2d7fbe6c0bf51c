package dev.weir.cache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.digest.Digest;
import dev.weir.digest.Hasher;
import dev.weir.digest.Manifest;
import dev.weir.disk.CacheFolder;
import dev.weir.disk.FileTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ContentStoreTest {
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

    private Path file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private Path blob(Digest digest) {
        return folder.resolve(
                "cache/objects/" + digest.hex().substring(0, 2) + "/" + digest.hex().substring(2));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 131_071, 131_072, 131_073, 1_000_000})
    void what_is_put_comes_out_the_same(int size) throws IOException {
        byte[] bytes = random(size);
        Digest digest = store.put(file("in", bytes));
        assertEquals(Hasher.digest(bytes), digest);
        assertTrue(store.holds(digest));
        assertEquals(size, store.added());
        assertFalse(Files.getPosixFilePermissions(blob(digest)).toString().contains("WRITE"));

        Path out = folder.resolve("a folder/öut 'x'\n");
        assertEquals(new Fetched.Done(), store.materialise(digest, out, false));
        assertArrayEquals(bytes, Files.readAllBytes(out));
        assertFalse(Files.isExecutable(out));
        assertTrue(Files.isWritable(out));
        assertEquals(new Fetched.Done(), store.materialise(digest, out, true));
        assertTrue(Files.isExecutable(out));

        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        assertEquals(new Fetched.Done(), store.send(digest, sent));
        assertArrayEquals(bytes, sent.toByteArray());
    }

    @Test
    void what_several_threads_bring_at_once_counts_once() throws Exception {
        long all = 0;
        for (int round = 0; round < 50; round++) {
            byte[] bytes = random(1_000 + round);
            all += bytes.length;
            CyclicBarrier start = new CyclicBarrier(4);
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                threads.add(Thread.ofPlatform().start(() -> putAfter(start, bytes)));
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
        assertEquals(all, store.added());
    }

    private void putAfter(CyclicBarrier start, byte[] bytes) {
        try {
            start.await();
            store.put(bytes);
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void nothing_is_added_twice() throws IOException {
        byte[] bytes = random(200_000);
        Digest digest = store.put(file("one", bytes));
        var before = Files.readAttributes(blob(digest), "unix:ino");
        store.put(bytes);
        store.put(file("two", bytes), digest);
        assertEquals(before, Files.readAttributes(blob(digest), "unix:ino"));
        store.put(file("three", bytes));
        assertEquals(bytes.length, store.added());
    }

    @Test
    void what_is_put_takes_the_place_of_damaged_bytes() throws IOException {
        for (int size : new int[] {10, 200_000}) {
            byte[] bytes = random(size);
            Digest digest = store.put(file("good", bytes));
            Files.delete(blob(digest));
            Files.write(blob(digest), random(size + 1), StandardOpenOption.CREATE_NEW);
            store.put(file("again", bytes));
            assertEquals(-1, Files.mismatch(file("whole", bytes), blob(digest)));
            byte[] flipped = bytes.clone();
            flipped[0] ^= 1;
            Files.delete(blob(digest));
            Files.write(blob(digest), flipped, StandardOpenOption.CREATE_NEW);
            store.put(file("again", bytes));
            assertEquals(-1, Files.mismatch(file("whole", bytes), blob(digest)));
        }
    }

    @Test
    void a_known_digest_that_is_wrong_is_not_believed() throws IOException {
        Path file = file("in", random(10));
        Digest wrong = Hasher.digest("other");
        assertEquals(Hasher.digest(random(10)), store.put(file, wrong));
        assertFalse(store.holds(wrong));
    }

    @Test
    void only_regular_files_are_put() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), file("in", random(1)));
        assertThrows(FileSystemException.class, () -> store.put(link));
        assertThrows(FileSystemException.class, () -> store.put(folder));
    }

    @Test
    void asking_makes_no_folder() throws IOException {
        Digest digest = Hasher.digest("x");
        assertFalse(store.holds(digest));
        assertEquals(
                new Fetched.Missing(digest),
                store.materialise(digest, folder.resolve("out"), false));
        assertFalse(Files.exists(folder.resolve("cache")));
        assertFalse(Files.exists(folder.resolve("out")));
    }

    @Test
    void the_folder_is_marked_as_a_cache_on_the_first_write() throws IOException {
        store.put(random(1));
        assertTrue(
                Files.readString(folder.resolve("cache/CACHEDIR.TAG"))
                        .startsWith("Signature: 8a477f597d28d172789f06886806bc55\n"));
        assertEquals("*\n", Files.readString(folder.resolve("cache/.gitignore")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"flip", "cut", "empty", "longer", "folder"})
    void a_damaged_blob_is_noticed_and_leaves_the_store(String damage) throws IOException {
        byte[] bytes = random(300_000);
        Digest digest = store.put(bytes);
        Path blob = blob(digest);
        blob.toFile().setWritable(true);
        switch (damage) {
            case "flip" -> {
                byte[] flipped = bytes.clone();
                flipped[150_000] ^= 1;
                Files.write(blob, flipped);
            }
            case "cut" -> Files.write(blob, java.util.Arrays.copyOf(bytes, 299_999));
            case "empty" -> Files.write(blob, new byte[0]);
            case "longer" -> Files.write(blob, java.util.Arrays.copyOf(bytes, 300_001));
            default -> {
                Files.delete(blob);
                Files.createDirectory(blob);
            }
        }
        Path out = Files.writeString(folder.resolve("out"), "before");
        assertEquals(new Fetched.Corrupt(digest), store.materialise(digest, out, false));
        assertEquals("before", Files.readString(out));
        assertFalse(Files.exists(blob));
        store.put(bytes);
        assertEquals(new Fetched.Done(), store.materialise(digest, out, false));
    }

    @Test
    void bytes_of_another_length_are_replaced_when_put_again() throws IOException {
        byte[] bytes = random(1000);
        Digest digest = store.put(bytes);
        blob(digest).toFile().setWritable(true);
        Files.write(blob(digest), new byte[0]);
        assertEquals(digest, store.put(file("in", bytes)));
        assertArrayEquals(bytes, Files.readAllBytes(blob(digest)));
    }

    @Test
    void a_link_at_the_destination_is_replaced_and_not_followed() throws IOException {
        Path precious = file("precious", random(5));
        Path out = Files.createSymbolicLink(folder.resolve("out"), precious);
        Digest digest = store.put(random(9));
        assertEquals(new Fetched.Done(), store.materialise(digest, out, false));
        assertFalse(Files.isSymbolicLink(out));
        assertArrayEquals(random(5), Files.readAllBytes(precious));
    }

    @Test
    void a_folder_at_the_destination_is_refused_and_nothing_is_left() throws IOException {
        Path out = Files.createDirectories(folder.resolve("to/out"));
        Files.writeString(out.resolve("x"), "x");
        Digest digest = store.put(random(9));
        assertThrows(IOException.class, () -> store.materialise(digest, out, false));
        try (Stream<Path> beside = Files.list(folder.resolve("to"))) {
            assertEquals(1, beside.count());
        }
    }

    @Test
    void temp_folders_of_dead_processes_go_and_those_of_living_ones_stay() throws Exception {
        Path tmp = Files.createDirectories(folder.resolve("cache/tmp"));
        Files.createDirectories(tmp.resolve("1-dead-1"));
        Files.writeString(tmp.resolve("1-dead-1/7"), "left behind");
        Files.writeString(tmp.resolve("1-dead-1.lock"), "");
        Files.writeString(tmp.resolve("2-dead-1.lock"), "");
        try (ContentStore other = new ContentStore(new CacheFolder(folder.resolve("cache")))) {
            other.put(random(3));
            store.put(random(4));
            assertFalse(Files.exists(tmp.resolve("1-dead-1")));
            assertFalse(Files.exists(tmp.resolve("2-dead-1.lock")));
            assertEquals(4, FileTree.children(tmp).size());
            assertInstanceOf(Digest.class, other.put(random(5)));
        }
        store.close();
        assertEquals(0, FileTree.children(tmp).size());
    }

    @Test
    void the_temp_folder_of_another_process_stays_until_it_dies() throws Exception {
        Path tmp = folder.resolve("cache/tmp");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Storing.class.getName(),
                                folder.resolve("cache").toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try {
            assertEquals('x', process.getInputStream().read());
            store.put(random(1));
            assertEquals(4, FileTree.children(tmp).size());
        } finally {
            process.destroyForcibly().waitFor();
        }
        try (ContentStore next = new ContentStore(new CacheFolder(folder.resolve("cache")))) {
            next.put(random(2));
            assertEquals(4, FileTree.children(tmp).size());
            store.close();
        }
        assertEquals(0, FileTree.children(tmp).size());
    }

    /// Puts something and stays.
    static final class Storing {
        private Storing() {}

        public static void main(String[] args) throws Exception {
            new ContentStore(new CacheFolder(Path.of(args[0]))).put(new byte[] {9});
            System.out.print('x');
            System.out.flush();
            Thread.sleep(60_000);
        }
    }

    @Test
    void several_threads_may_put_and_fetch_the_same_bytes() throws Exception {
        Path file = file("in", random(200_000));
        List<Thread> threads = new ArrayList<>();
        Queue<Fetched> fetched = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < 8; i++) {
            Path out = folder.resolve("out/" + i);
            threads.add(
                    Thread.ofPlatform()
                            .start(() -> {
                                try {
                                    fetched.add(store.materialise(store.put(file), out, false));
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(Collections.nCopies(8, new Fetched.Done()), List.copyOf(fetched));
    }

    @Test
    void bytes_of_another_length_are_as_good_as_missing() throws IOException {
        byte[] bytes = random(1_000);
        Path file = file("in", bytes);
        Digest digest = store.put(file);
        for (byte[] damage : List.of(new byte[0], random(999), random(1_001))) {
            Files.delete(blob(digest));
            Files.write(blob(digest), damage);
            assertEquals(digest, store.put(file, digest));
            assertArrayEquals(bytes, Files.readAllBytes(blob(digest)));
        }
        Files.delete(blob(digest));
        assertEquals(digest, store.put(file, digest));
        assertArrayEquals(bytes, Files.readAllBytes(blob(digest)));
    }

    @Test
    void a_folder_in_the_place_of_bytes_makes_room_for_them() throws IOException {
        byte[] bytes = random(200_000);
        Path file = file("in", bytes);
        Digest digest = Hasher.digest(bytes);
        Files.createDirectories(blob(digest).resolve("below"));
        assertFalse(store.holds(digest));
        assertEquals(digest, store.put(file));
        assertTrue(store.holds(digest));
        assertArrayEquals(bytes, Files.readAllBytes(blob(digest)));
        assertEquals(200_000, store.added());
    }

    @Test
    void a_folder_is_made_with_those_above_it() throws IOException {
        Digest digest = store.put(random(10));
        Manifest manifest =
                new Manifest(
                        new TreeMap<>(Map.of("x", new Manifest.File(digest, false, 10))),
                        new TreeSet<>());
        Path to = folder.resolve("deep/down/here");
        assertEquals(new Fetched.Done(), store.materialise(manifest, to));
        assertEquals(10, Files.size(to.resolve("x")));
    }

    @Test
    void what_a_dead_process_left_goes_and_who_is_at_work_is_left_alone() throws IOException {
        store.put(random(10));
        Path tmp = folder.resolve("cache/tmp");
        List<Path> living = FileTree.children(tmp);
        assertEquals(2, living.size());
        Files.createDirectories(tmp.resolve("dead/below"));
        Files.write(tmp.resolve("dead/below/1"), random(10));
        Files.createFile(tmp.resolve("dead.lock"));
        Files.createFile(tmp.resolve("gone.lock"));
        ContentStore.tidy(new CacheFolder(folder.resolve("cache")));
        assertEquals(living, FileTree.children(tmp));
        Digest digest = store.put(random(11));
        assertTrue(store.holds(digest));
        store.close();
        assertEquals(List.of(), FileTree.children(tmp));
    }
}
