package dev.weir.digest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ManifestTest {
    private static final Digest ONE = Hasher.digest("one");
    private static final Digest TWO = Hasher.digest("two");

    private static Manifest of(Map<String, Manifest.Member> members, String... emptyFolders) {
        return new Manifest(new TreeMap<>(members), new TreeSet<>(Set.of(emptyFolders)));
    }

    private static Manifest.Member file(Digest digest) {
        return new Manifest.File(digest, false, 5);
    }

    @Test
    void only_what_lies_below_the_folder_is_in_it() {
        for (String path : List.of(".", "..", "../x", "/x")) {
            assertThrows(IllegalArgumentException.class, () -> of(Map.of(path, file(ONE))), path);
            assertThrows(IllegalArgumentException.class, () -> of(Map.of(), path), path);
        }
    }

    @Test
    void its_size_is_that_of_its_files() {
        Manifest manifest =
                of(
                        Map.of(
                                "a",
                                new Manifest.File(ONE, false, 3),
                                "b",
                                new Manifest.File(TWO, true, 1L << 40),
                                "l",
                                new Manifest.Link("a")));
        assertEquals((1L << 40) + 3, manifest.size());
        assertEquals(
                new Entry(Entry.Kind.FOLDER, manifest.digest(), (1L << 40) + 3), manifest.entry());
    }

    /// Two listings are equal if and only if the digests are.
    @Test
    void paths_kinds_and_contents_are_in_its_digest_and_in_its_listing() {
        List<Manifest> different =
                new ArrayList<>(
                        List.of(
                                of(Map.of()),
                                of(Map.of("a", file(ONE))),
                                of(Map.of("a", file(TWO))),
                                of(Map.of("b", file(ONE))),
                                of(Map.of("a", new Manifest.File(ONE, true, 5))),
                                of(Map.of("a", new Manifest.Link("b"))),
                                of(Map.of("a", new Manifest.Link(ONE.hex()))),
                                of(Map.of("a", file(ONE), "b", file(ONE))),
                                of(Map.of("a", new Manifest.Link("b"), "b", file(ONE)))));
        Set<Digest> digests = new HashSet<>();
        Set<String> listings = new HashSet<>();
        different.forEach(manifest -> {
            digests.add(manifest.digest());
            listings.add(manifest.listing());
        });
        assertEquals(different.size(), digests.size());
        assertEquals(different.size(), listings.size());
    }

    @Test
    void empty_folders_and_sizes_are_not_in_its_digest() {
        Manifest plain = of(Map.of("a", file(ONE)));
        Manifest more = of(Map.of("a", new Manifest.File(ONE, false, 6)), "empty");
        assertEquals(plain.digest(), more.digest());
        assertEquals(plain.listing(), more.listing());
        assertNotEquals(plain, more);
    }
}
