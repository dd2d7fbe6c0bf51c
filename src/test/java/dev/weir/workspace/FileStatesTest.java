package dev.weir.workspace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.digest.Digest;
import dev.weir.digest.Entry;
import dev.weir.digest.Hasher;
import dev.weir.digest.Manifest;
import dev.weir.disk.CacheFolder;
import dev.weir.pipeline.Input;
import dev.weir.pipeline.PathPattern;
import dev.weir.pipeline.WorkspacePath;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FileStatesTest {
    @TempDir Path root;
    private FileStates states;

    @BeforeEach
    void open() {
        states = fresh();
    }

    private FileStates fresh() {
        return new FileStates(
                root,
                StatCache.load(new CacheFolder(root.resolve("cache"))),
                new Walks(),
                new FileHasher(),
                Looks.recorded());
    }

    private Path file(String path) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "content of " + path);
    }

    private Set<String> glob(String pattern, String... exclude) throws InterruptedException {
        Contents contents = states.contentsNow(input(pattern, exclude));
        assertEquals(List.of(), contents.unreadable());
        return contents.entries().keySet().stream()
                .map(WorkspacePath::text)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Input input(String pattern, String... exclude) {
        List<PathPattern> excluded = java.util.Arrays.stream(exclude).map(PathPattern::of).toList();
        return new Input("", PathPattern.of(pattern), false, excluded);
    }

    private Entry one(String path, String... exclude) throws InterruptedException {
        SortedMap<WorkspacePath, Entry> entries =
                states.contentsNow(input(path, exclude)).entries();
        assertEquals(1, entries.size());
        assertEquals(WorkspacePath.of(path), entries.firstKey());
        return entries.get(entries.firstKey());
    }

    @Test
    void a_file_is_one_entry_with_its_executable_bit_and_nothing_is_nothing() throws Exception {
        Path file = file("a b/'ü'\n\"");
        Digest digest = Hasher.digest(Files.readString(file));
        assertEquals(new Entry(Entry.Kind.FILE, digest, Files.size(file)), one("a b/'ü'\n\""));
        file.toFile().setExecutable(true);
        assertEquals(Entry.Kind.EXECUTABLE, one("a b/'ü'\n\"").kind());
        assertEquals(Set.of(), glob("none"));
        assertEquals(Set.of(), glob("none/*"));
        assertEquals(Set.of(), glob("a b/'ü'\n\"/below"));
    }

    @Test
    void a_glob_is_its_files_and_never_what_is_unseen() throws Exception {
        for (String path :
                List.of(
                        "x.csv",
                        "d/y.csv",
                        "d/e/z.csv",
                        "d/e/z.txt",
                        ".hidden.csv",
                        "d/.h/i.csv",
                        "cache/c.csv",
                        "d/cache/c.csv",
                        ".git/g.csv",
                        "d/__pycache__/p.csv",
                        "d/.weir~old~q.csv")) {
            file(path);
        }
        assertEquals(Set.of("x.csv", "d/y.csv", "d/e/z.csv", "d/cache/c.csv"), glob("**/*.csv"));
        assertEquals(Set.of("x.csv"), glob("*.csv"));
        assertEquals(Set.of("d/e/z.csv", "d/e/z.txt"), glob("d/e/*"));
        assertEquals(Set.of("x.csv", "d/y.csv"), glob("**/*.csv", "d/e", "**/c.csv"));
        assertEquals(Set.of("d/e/z.csv"), glob("d/{e,f}/*.csv"));
    }

    @Test
    void links_of_inputs_are_followed_and_circles_end() throws Exception {
        file("real/a.txt");
        file("d/b.txt");
        Files.createSymbolicLink(root.resolve("d/dir"), Path.of("../real"));
        Files.createSymbolicLink(root.resolve("d/file.txt"), Path.of("../real/a.txt"));
        Files.createSymbolicLink(root.resolve("d/nowhere.txt"), Path.of("none"));
        Files.createSymbolicLink(root.resolve("d/up"), Path.of(".."));
        Files.createSymbolicLink(root.resolve("d/self"), Path.of("self"));
        Files.createSymbolicLink(root.resolve("real/back"), Path.of("../d"));
        assertEquals(
                Set.of("d/b.txt", "d/dir/a.txt", "d/file.txt", "d/up/real/a.txt"),
                glob("d/**/*.txt"));
        Entry before = one("d");
        assertEquals(Entry.Kind.FOLDER, before.kind());
        Files.writeString(root.resolve("real/a.txt"), "changed");
        assertNotEquals(before, one("d"));
    }

    @Test
    void a_folder_is_one_entry_of_all_that_counts_in_it() throws Exception {
        file("d/a");
        file("d/e/b");
        Entry before = one("d");
        file("d/.DS_Store");
        file("d/.weir~new~x");
        file("d/e/__pycache__/x");
        Files.createDirectories(root.resolve("d/empty"));
        assertEquals(before, one("d"));
        file("d/.hidden");
        assertNotEquals(before, one("d"));
        assertEquals(before, one("d", "d/.hidden"));
        assertEquals(before.digest(), one("d", "**/.hidden").digest());
        assertEquals(Entry.Kind.FOLDER, one(".").kind());
    }

    @Test
    void a_folder_reads_the_same_as_input_and_as_output() throws Exception {
        file("d/a").toFile().setExecutable(true);
        file("d/e/b c");
        assertEquals(one("d"), states.output(new WorkspacePath("d")).content().orElseThrow());
    }

    @Test
    void an_input_may_lie_outside_of_the_workspace() throws Exception {
        root = Files.createDirectory(root.resolve("ws"));
        states = fresh();
        file("../other/x");
        assertEquals(Set.of("../other/x"), glob("../other/*"));
        String absolute = root.resolveSibling("other").toString();
        assertEquals(one("../other").digest(), one(absolute).digest());
    }

    @Test
    void a_socket_is_an_error_and_not_a_file() throws Exception {
        file("d/a");
        try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.bind(UnixDomainSocketAddress.of(root.resolve("d/sock")));
            assertEquals(
                    "'d/sock' is a socket, a pipe or a device",
                    states.contentsNow(input("d")).unreadable().getFirst().message());
            assertEquals(1, states.contentsNow(input("d/*")).unreadable().size());
            assertEquals(0, states.contentsNow(input("d/a*")).unreadable().size());
            assertInstanceOf(OnDisk.Unusable.class, states.output(new WorkspacePath("d")));
            assertInstanceOf(OnDisk.Unusable.class, states.output(new WorkspacePath("d/sock")));
        }
    }

    @Test
    void links_of_outputs_stay_links_and_those_that_leave_are_told() throws Exception {
        file("d/a");
        file("d/e/f");
        file("outside");
        Files.createDirectories(root.resolve("d/empty"));
        Files.createSymbolicLink(root.resolve("d/e/in"), Path.of("../a"));
        OnDisk.Folder folder = folder("d");
        assertEquals(List.of(), folder.leaving());
        assertEquals(new Manifest.Link("../a"), folder.manifest().members().get("e/in"));
        assertEquals(Set.of("empty"), folder.manifest().emptyFolders());
        Files.createSymbolicLink(root.resolve("d/out"), Path.of("../outside"));
        assertEquals(List.of("out"), folder("d").leaving());
    }

    private OnDisk.Folder folder(String path) throws InterruptedException {
        return assertInstanceOf(OnDisk.Folder.class, states.output(new WorkspacePath(path)));
    }

    @Test
    void an_output_that_is_a_link_itself_is_seen_and_told() throws Exception {
        file("real/a");
        Files.createSymbolicLink(root.resolve("d"), Path.of("real"));
        Files.createSymbolicLink(root.resolve("f"), Path.of("real/a"));
        Files.createSymbolicLink(root.resolve("n"), Path.of("none"));
        assertEquals(List.of("."), folder("d").leaving());
        OnDisk file = states.output(new WorkspacePath("f"));
        assertTrue(assertInstanceOf(OnDisk.File.class, file).link());
        assertEquals(new OnDisk.Nothing(), states.output(new WorkspacePath("n")));
        assertEquals(new OnDisk.Nothing(), states.output(new WorkspacePath("none/below")));
    }

    @Test
    void keeping_hands_over_every_file_and_a_full_store_is_no_fault_of_the_file() throws Exception {
        file("d/a");
        file("d/b/c");
        Set<Path> kept = new ConcurrentSkipListSet<>();
        Keeper keeper =
                new Keeper() {
                    @Override
                    public Digest put(Path file) throws IOException {
                        kept.add(root.relativize(file));
                        return new FileHasher().hash(file, Files.size(file));
                    }

                    @Override
                    public Digest put(Path file, Digest known) throws IOException {
                        return put(file);
                    }
                };
        OnDisk seen = states.keep(new WorkspacePath("d"), keeper);
        assertEquals(states.output(new WorkspacePath("d")), seen);
        assertEquals(Set.of(Path.of("d/a"), Path.of("d/b/c")), kept);
        Keeper full =
                new Keeper() {
                    @Override
                    public Digest put(Path file) throws IOException {
                        throw new IOException("No space left on device");
                    }

                    @Override
                    public Digest put(Path file, Digest known) throws IOException {
                        return put(file);
                    }
                };
        assertThrows(IOException.class, () -> states.keep(new WorkspacePath("d"), full));
    }

    @Test
    void a_file_that_changes_while_it_is_read_has_no_content() throws Exception {
        Path file = file("a");
        int[] read = {0};
        Keeper restless =
                new Keeper() {
                    @Override
                    public Digest put(Path from) throws IOException {
                        Digest digest = new FileHasher().hash(from, Files.size(from));
                        read[0]++;
                        Files.writeString(file, "longer".repeat(read[0]));
                        return digest;
                    }

                    @Override
                    public Digest put(Path from, Digest known) throws IOException {
                        return put(from);
                    }
                };
        assertEquals(
                "'a' changes while it is read",
                assertInstanceOf(
                                OnDisk.Unusable.class,
                                states.keep(new WorkspacePath("a"), restless))
                        .why()
                        .getFirst()
                        .message());
        Keeper once =
                new Keeper() {
                    @Override
                    public Digest put(Path from) throws IOException {
                        return read[0] == 3
                                ? restless.put(from)
                                : new FileHasher().hash(from, Files.size(from));
                    }

                    @Override
                    public Digest put(Path from, Digest known) throws IOException {
                        return put(from);
                    }
                };
        assertEquals(
                Hasher.digest("longer".repeat(4)),
                states.keep(new WorkspacePath("a"), once).content().orElseThrow().digest());
    }

    @Test
    void folders_are_remembered_until_something_changed_and_files_never() throws Exception {
        Path file = file("d/a");
        Contents folder = states.contents(input("d"));
        Contents single = states.contents(input("d/a"));
        Files.writeString(file, "changed");
        assertEquals(folder, states.contents(input("d")));
        assertNotEquals(single, states.contents(input("d/a")));
        assertNotEquals(folder, states.contentsNow(input("d")));
        file("d/b");
        states.changed();
        assertEquals(states.contentsNow(input("d")), states.contents(input("d")));
    }

    @Test
    void an_interrupt_ends_hashing() throws Exception {
        file("d/a");
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> states.contentsNow(input("d")));
        assertFalse(Thread.interrupted());
    }

    @Test
    void many_files_on_several_threads_give_what_one_thread_gives() throws Exception {
        for (int i = 0; i < 300; i++) {
            file("d/" + i % 7 + "/" + i);
        }
        FileStates four =
                new FileStates(
                        root,
                        StatCache.load(new CacheFolder(root.resolve("cache"))),
                        new Walks(),
                        new FileHasher(4),
                        Looks.recorded());
        FileStates single =
                new FileStates(
                        root,
                        StatCache.load(new CacheFolder(root.resolve("cache"))),
                        new Walks(),
                        new FileHasher(1),
                        Looks.recorded());
        assertEquals(single.contentsNow(input("d")), four.contentsNow(input("d")));
        assertEquals(300, four.contentsNow(input("d/**")).entries().size());
    }

    @Test
    void hashing_reads_all_bytes() throws Exception {
        byte[] bytes = new byte[300_001];
        new java.util.Random(1).nextBytes(bytes);
        Path file = Files.write(root.resolve("big"), bytes);
        assertEquals(Hasher.digest(bytes), new FileHasher().hash(file, Files.size(file)));
        assertArrayEquals(bytes, Files.readAllBytes(file));
    }

    @Test
    void the_file_that_was_written_last_is_known() throws Exception {
        for (String[] order : new String[][] {{"a", "b", "c"}, {"c", "a", "b"}, {"b", "c", "a"}}) {
            for (int i = 0; i < order.length; i++) {
                Path file = file("d/" + order[i]);
                Files.setLastModifiedTime(file, FileTime.from(1_000 + i, TimeUnit.SECONDS));
            }
            Contents contents = fresh().contentsNow(input("d/*"));
            assertEquals(
                    Optional.of(
                            new Contents.Written(
                                    WorkspacePath.of("d/" + order[2]), 1_002_000_000_000L)),
                    contents.latest());
            assertEquals(contents.latest(), fresh().contentsNow(input("d")).latest());
        }
    }

    @Test
    void links_that_count_are_told_without_reading_a_file() throws Exception {
        file("d/x");
        file("e/y");
        Path unread = file("d/unread");
        Files.setPosixFilePermissions(unread, Set.of());
        Files.createSymbolicLink(root.resolve("d/file"), Path.of("x"));
        Files.createSymbolicLink(root.resolve("d/folder"), Path.of("../e"));
        Files.createSymbolicLink(root.resolve("d/back"), Path.of("../d"));
        Files.createSymbolicLink(root.resolve("d/none"), Path.of("nowhere"));
        Set<String> all = Set.of("d/file", "d/folder", "d/none");
        assertEquals(all, links(states, "d"));
        assertEquals(Set.of("d/file", "d/none"), links(states, "d/*"));
        assertEquals(Set.of("d/file", "d/folder"), links(states, "d", "d/none"));
        assertEquals(Set.of(), links(states, "d/x"));
        assertEquals(Set.of(), links(states, "nowhere"));
        states.contents(input("d"));
        Files.delete(root.resolve("d/none"));
        assertEquals(all, links(states, "d"));
        states.changed();
        assertEquals(Set.of("d/file", "d/folder"), links(states, "d"));
    }

    private static Set<String> links(FileStates states, String pattern, String... exclude) {
        return states.links(input(pattern, exclude)).stream()
                .map(WorkspacePath::text)
                .collect(Collectors.toSet());
    }

    @Test
    void only_a_folder_has_a_manifest() throws Exception {
        file("d/x");
        file("f");
        assertEquals(Set.of("x"), states.manifest(input("d")).members().keySet());
        assertEquals(Set.of(), states.manifest(input("d", "d/x")).members().keySet());
        assertEquals(Set.of(), states.manifest(input("f")).members().keySet());
        assertEquals(Set.of(), states.manifest(input("none")).members().keySet());
    }

    @Test
    void a_path_that_no_file_can_have_is_said_to_be_one() throws Exception {
        Contents contents = states.contentsNow(input("x\uD800"));
        assertEquals(1, contents.unreadable().size());
        assertTrue(contents.unreadable().getFirst().message().contains("character set"));
        assertTrue(contents.entries().isEmpty());
    }

    @Test
    void large_inputs_are_known_before_they_are_asked_for() throws Exception {
        Path one = Files.write(root.resolve("one"), new byte[1 << 20]);
        Path two = Files.write(root.resolve("two"), new byte[(1 << 20) + 1]);
        Path small = Files.write(root.resolve("small"), new byte[(1 << 20) - 1]);
        Path left = Files.write(root.resolve("left"), new byte[1 << 21]);
        Files.createDirectory(root.resolve("folder"));
        Thread.sleep(FileState.settlesWithin());
        StatCache known = StatCache.load(new CacheFolder(root.resolve("cache")));
        FileStates looking =
                new FileStates(root, known, new Walks(), new FileHasher(), Looks.recorded());
        looking.prepare(
                List.of(
                        input("one"),
                        input("two"),
                        input("small"),
                        input("folder"),
                        input("absent"),
                        input("left", "left")));
        assertEquals(Optional.of(new FileHasher().hash(one, Files.size(one))), digest(known, one));
        assertEquals(Optional.of(new FileHasher().hash(two, Files.size(two))), digest(known, two));
        assertEquals(Optional.empty(), digest(known, small));
        assertEquals(Optional.empty(), digest(known, left));
        looking.prepare(List.of(input("left"), input("small")));
        assertEquals(Optional.empty(), digest(known, left), "one alone is not hashed ahead");
    }

    private static Optional<Digest> digest(StatCache known, Path file) throws IOException {
        return known.digest(
                WorkspacePath.of(file.getFileName().toString()), FileState.of(file).orElseThrow());
    }
}
