package dev.weir.build.upkeep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.cache.ContentStore;
import dev.weir.digest.Digest;
import dev.weir.disk.CacheFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is emptied, what stays, and how much that frees.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ClearingTest {
    private static final List<String> STORE = List.of("actions/ab/cd.json", "size", "tmp/half");
    private static final List<String> RECORDS =
            List.of(
                    "failed/task/out",
                    "resume/task/key/checkpoint",
                    "runs/r1/events.jsonl",
                    "state/journal/r1.1",
                    "state/stats");
    private static final List<String> HELD =
            List.of("mine.txt", "state/lock", "state/trace", "state/undo", "state/weirs/r2");

    @TempDir Path folder;

    @BeforeEach
    void fill() throws IOException {
        for (List<String> paths : List.of(STORE, RECORDS, HELD)) {
            for (String path : paths) {
                Path file = folder.resolve(path);
                Files.createDirectories(file.getParent());
                Files.writeString(file, "x".repeat(10));
            }
        }
    }

    private CacheFolder cache() {
        return new CacheFolder(folder);
    }

    private Digest stored(String text) throws IOException {
        try (ContentStore store = new ContentStore(cache())) {
            return store.put(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private Set<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .filter(name -> !name.equals("CACHEDIR.TAG") && !name.equals(".gitignore"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String blob(Digest digest) {
        return "objects/" + digest.hex().substring(0, 2) + "/" + digest.hex().substring(2);
    }

    private static Set<String> all(List<String> one, List<String> other) {
        Set<String> all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }

    @Test
    void a_store_goes_with_its_results_bytes_and_count_and_nothing_else() throws IOException {
        stored("1");
        stored("22");
        assertEquals(33, new Clearing().store(cache(), Set.of()).bytes());
        assertEquals(all(RECORDS, HELD), files());
    }

    @Test
    void bytes_that_were_saved_stay_and_no_others() throws IOException {
        Digest saved = stored("saved");
        stored("22");
        Path beside = folder.resolve(blob(saved)).resolveSibling("no digest");
        Files.writeString(beside, "333");
        Files.writeString(folder.resolve("objects/stray"), "4444");
        assertEquals(39, new Clearing().store(cache(), Set.of(saved)).bytes());
        Set<String> left = all(RECORDS, HELD);
        left.add(blob(saved));
        assertEquals(left, files());
        try (Stream<Path> folders = Files.list(folder.resolve("objects"))) {
            assertEquals(1, folders.count());
        }
    }

    @Test
    void a_store_that_is_not_there_is_empty() throws IOException {
        CacheFolder nowhere = new CacheFolder(folder.resolve("nowhere"));
        assertEquals(0, new Clearing().store(nowhere, Set.of()).records(nowhere).bytes());
        assertEquals(0, new Clearing().store(nowhere, Set.of(stored("1"))).bytes());
        assertEquals(0, Clearing.size(folder.resolve("nowhere")));
    }

    @Test
    void records_of_earlier_builds_go_but_not_what_is_held_or_the_users() throws IOException {
        assertEquals(50, new Clearing().records(cache()).bytes());
        assertEquals(all(STORE, HELD), files());
    }
}
