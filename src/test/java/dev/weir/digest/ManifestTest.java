package dev.weir.digest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
                                of(Map.of("a", file(ONE)), "b"),
                                of(Map.of("a", file(ONE)), "b", "c"),
                                of(Map.of("a", file(ONE)), "b/c"),
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
    void sizes_are_not_in_its_digest() {
        Manifest plain = of(Map.of("a", file(ONE)));
        Manifest more = of(Map.of("a", new Manifest.File(ONE, false, 6)));
        assertEquals(plain.digest(), more.digest());
        assertEquals(plain.listing(), more.listing());
        assertNotEquals(plain, more);
    }

    /// The digest stands in keys and in the store: it is the same in every version of weir.
    @Test
    void its_digest_is_the_encoding_of_its_members_by_path() {
        Manifest manifest =
                of(
                        Map.of(
                                "l", new Manifest.Link("a"),
                                "b", new Manifest.File(TWO, true, 1),
                                "a", file(ONE)));
        Encoder expected = new Encoder("folder").count(3);
        expected.text("a").text("file").digest(ONE);
        expected.text("b").text("executable").digest(TWO);
        expected.text("l").text("link").text("a");
        assertEquals(expected.finish(), manifest.digest());
    }

    @Test
    void empty_folders_come_after_its_members() {
        Encoder expected = new Encoder("folder").count(1).text("a").text("file").digest(ONE);
        expected.count(2).text("b").text("c/d");
        assertEquals(expected.finish(), of(Map.of("a", file(ONE)), "c/d", "b").digest());
    }

    @ParameterizedTest
    @CsvSource({
        "l, a, true",
        "l, ., true",
        "l, a/b//c/., true",
        "l, '', false",
        "l, /a, false",
        "l, .., false",
        "l, ../a, false",
        "d/l, .., true",
        "d/l, ../a, true",
        "d/l, ../../a, false",
        "d/e/l, ../../a, true",
        "d/e/l, a/../b, false",
        "d/l, ../a/.., false"
    })
    void a_link_stays_inside_when_it_climbs_no_higher_and_never_after_it_went_down(
            String path, String target, boolean inside) {
        assertEquals(inside, new Manifest.Link(target).staysInside(path));
    }

    @Test
    void entries_are_the_same_by_kind_and_content_whatever_their_size() {
        Entry entry = new Entry(Entry.Kind.FILE, ONE, 5);
        assertTrue(entry.sameAs(new Entry(Entry.Kind.FILE, ONE, 6)));
        assertFalse(entry.sameAs(new Entry(Entry.Kind.EXECUTABLE, ONE, 5)));
        assertFalse(entry.sameAs(new Entry(Entry.Kind.FILE, TWO, 5)));
    }
}
