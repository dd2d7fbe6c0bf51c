package dev.weir.build.links;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where links lead.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RealPathsTest {
    @TempDir Path folder;
    private Path root;

    @BeforeEach
    void resolve() throws IOException {
        root = folder.toRealPath();
        Files.createDirectories(root.resolve("far/deep"));
    }

    private void link(String from, String to) throws IOException {
        Files.createSymbolicLink(root.resolve(from), Path.of(to));
    }

    private String real(String path) throws IOException {
        return relative(new RealPaths().real(Path.of(root + "/" + path)));
    }

    private String place(String path) throws IOException {
        return relative(new RealPaths().place(Path.of(root + "/" + path)));
    }

    private String relative(Path real) {
        return root.relativize(real).toString();
    }

    @Test
    void links_are_followed_also_to_where_nothing_is_yet() throws IOException {
        link("near", "far/deep");
        link("near/up", "../other");
        link("none", root + "/far/none");
        assertEquals("far/deep/a/b", real("near/a/b"));
        assertEquals("far/other/a", real("near/up/a"));
        assertEquals("far/none", real("none"));
        assertEquals("far/none/a", real("none/a"));
        assertEquals("nowhere/a", real("nowhere/a"));
    }

    @Test
    void dots_are_read_as_the_system_reads_them() throws IOException {
        link("near", "far/deep");
        assertEquals("far/a", real("near/../a"));
        assertEquals("a", real("./near/./../../a"));
        assertEquals(Path.of("/a"), new RealPaths().real(Path.of("/../../a")));
        assertEquals(Path.of("/"), new RealPaths().real(Path.of("/")));
    }

    @Test
    void the_place_of_a_link_is_where_it_stands_itself() throws IOException {
        link("near", "far/deep");
        link("far/deep/link", "../../near");
        assertEquals("near", place("near"));
        assertEquals("far/deep/link", place("near/link"));
        assertEquals("far/deep", real("near/link"));
    }

    @Test
    void the_way_names_each_link_that_leads_there() throws IOException {
        link("near", "far/deep");
        link("again", "near");
        assertEquals(
                List.of("again", "near", "far/deep"),
                new RealPaths().way(root.resolve("again")).stream().map(this::relative).toList());
        assertEquals(
                List.of("far/deep/a"),
                new RealPaths().way(root.resolve("again/a")).stream().map(this::relative).toList());
    }

    @Test
    void as_many_links_are_followed_as_the_system_follows_and_circles_are_told() throws Exception {
        link("link0", "far");
        for (int i = 1; i <= 40; i++) {
            link("link" + i, "link" + (i - 1));
        }
        link("circle", "circle");
        link("to", "fro");
        link("fro", "to");
        RealPaths paths = new RealPaths();
        assertEquals("far", relative(paths.real(root.resolve("link39"))));
        assertEquals("far/a", relative(new RealPaths().real(root.resolve("link39/a"))));
        assertEquals(41, paths.way(root.resolve("link39")).size());
        for (String endless : List.of("link40", "circle", "to", "link40/a", "circle/a")) {
            assertThrows(IOException.class, () -> paths.real(root.resolve(endless)), endless);
        }
        assertThrows(IOException.class, () -> paths.way(root.resolve("link40")));
        assertThrows(IOException.class, () -> paths.way(root.resolve("to")));
        assertEquals(root.resolve("far").toRealPath(), root.resolve("link39").toRealPath());
        assertThrows(IOException.class, () -> root.resolve("link40").toRealPath());
    }
}
