package dev.weir.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.disk.RecordReader;
import dev.weir.disk.RecordWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is answered from memory rests on this.
@DisplayNameGeneration(ReplaceUnderscores.class)
class LooksTest {
    @TempDir Path folder;

    @BeforeEach
    void fill() throws Exception {
        Files.writeString(path("file"), "one");
        Files.writeString(path("other"), "two");
        Files.createDirectory(path("below"));
        Files.createSymbolicLink(path("link"), Path.of("file"));
        settle();
    }

    private static void settle() throws InterruptedException {
        Thread.sleep(FileState.settlesWithin());
    }

    private Path path(String name) {
        return folder.resolve(name);
    }

    private Looks looks() throws IOException {
        Looks looks = Looks.recorded();
        for (String name : List.of("file", "below", "absent")) {
            looks.followed(path(name));
            looks.itself(path(name));
        }
        looks.itself(path("link"));
        looks.note(path("link"));
        return looks;
    }

    private static boolean hold(Looks looks) throws InterruptedException {
        RecordWriter packed = new RecordWriter();
        looks.write(packed);
        return Looks.hold(new RecordReader(packed.finish()));
    }

    @Test
    void they_hold_while_nothing_changes() throws Exception {
        Looks looks = looks();
        assertTrue(looks.areRepeatable());
        assertTrue(hold(looks));
        assertTrue(hold(Looks.recorded()));
    }

    private interface Change {
        void make() throws IOException;
    }

    private void assertSeen(String what, Change change) throws Exception {
        Looks looks = looks();
        assertTrue(hold(looks), what);
        change.make();
        assertFalse(hold(looks), what);
        settle();
    }

    @Test
    void each_change_of_what_was_looked_at_is_seen() throws Exception {
        assertSeen("content", () -> Files.writeString(path("file"), "two"));
        assertSeen("executable", () -> assertTrue(path("file").toFile().setExecutable(true)));
        assertSeen("gone", () -> Files.delete(path("file")));
        assertSeen("there again", () -> Files.writeString(path("file"), "two"));
        assertSeen("come", () -> Files.writeString(path("absent"), ""));
        assertSeen("gone again", () -> Files.delete(path("absent")));
        assertSeen("a name in the folder", () -> Files.writeString(path("below/x"), ""));
        assertSeen(
                "another kind",
                () -> {
                    Files.delete(path("file"));
                    Files.createDirectory(path("file"));
                });
    }

    @Test
    void a_link_and_what_it_leads_to_are_two_things() throws Exception {
        Looks itself = Looks.recorded();
        itself.itself(path("link"));
        Looks followed = Looks.recorded();
        followed.followed(path("link"));
        Files.writeString(path("file"), "changed");
        assertTrue(hold(itself));
        assertFalse(hold(followed));
    }

    @Test
    void of_thousands_each_counts() throws Exception {
        int many = 2_300;
        Looks looks = Looks.recorded();
        for (int i = 0; i < many; i++) {
            looks.followed(path("absent " + i));
        }
        assertTrue(hold(looks));
        int half = many / 2;
        for (int i : new int[] {0, 1, half - 1, half, half + 1, many - 2, many - 1}) {
            Files.writeString(path("absent " + i), "");
            assertFalse(hold(looks), "look " + i);
            Files.delete(path("absent " + i));
        }
        assertTrue(hold(looks));
    }

    @Test
    void each_of_those_taken_over_counts() throws Exception {
        List<Integer> sizes = List.of(1, 700, 3, 2_000, 0, 40);
        Looks all = Looks.recorded();
        for (int walk = 0; walk < sizes.size(); walk++) {
            Looks way = Looks.recorded();
            for (int i = 0; i < sizes.get(walk); i++) {
                way.followed(path("absent " + walk + " " + i));
            }
            all.include(way);
            all.followed(path("absent " + walk + " itself"));
        }
        PackedLooks packed = all.packed();
        assertTrue(hold(all));
        assertTrue(packed.hold());
        for (String name :
                List.of("0 0", "1 0", "1 699", "2 2", "3 0", "3 1999", "5 39", "5 itself")) {
            Files.writeString(path("absent " + name), "");
            assertFalse(hold(all), name);
            assertFalse(packed.hold(), name);
            Files.delete(path("absent " + name));
        }
        all.followed(path("absent later"));
        Files.writeString(path("absent later"), "");
        assertFalse(hold(all));
        assertTrue(packed.hold(), "what was packed before is as it was");
    }

    @Test
    void they_are_not_to_be_repeated_when_they_do_not_tell_all() throws Exception {
        assertFalse(Looks.unrecorded().areRepeatable());
        Looks partly = looks();
        partly.areNotAll();
        assertFalse(partly.areRepeatable());
        Looks fresh = looks();
        Files.writeString(path("file"), "just now");
        fresh.note(path("file"));
        assertFalse(fresh.areRepeatable());
        Looks garbled = looks();
        garbled.note(path("x\uFFFD"));
        assertFalse(garbled.areRepeatable());
    }

    @Test
    void what_nobody_repeats_is_answered_all_the_same() throws Exception {
        Looks looks = Looks.unrecorded();
        assertEquals(FileState.Kind.FILE, looks.followed(path("link")).orElseThrow().kind());
        assertEquals(FileState.Kind.LINK, looks.itself(path("link")).orElseThrow().kind());
        assertTrue(looks.itself(path("absent")).isEmpty());
    }
}
