package dev.weir.build.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.build.verify.Difference.Place;
import dev.weir.pipeline.WorkspacePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FileComparisonTest {
    private static final WorkspacePath PATH = WorkspacePath.of("out");

    @TempDir Path folder;

    private Optional<Difference> first(byte[] recorded, byte[] again, Tables tables)
            throws IOException, InterruptedException {
        Path one = Files.write(folder.resolve("one"), recorded);
        Path two = Files.write(folder.resolve("two"), again);
        return new FileComparison(tables, folder).first(PATH, one, two);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void assertText(long line, long column, String one, String two, String... shown)
            throws Exception {
        assertEquals(
                Optional.of(
                        new Difference(PATH, new Place.Line(line, column), shown[0], shown[1], 0)),
                first(bytes(one), bytes(two), (_, _, _) -> Optional.empty()));
    }

    @Test
    void equal_files_do_not_differ() throws Exception {
        assertEquals(
                Optional.empty(),
                first(bytes("a\nb"), bytes("a\nb"), (_, _, _) -> Optional.empty()));
        assertEquals(
                Optional.empty(), first(new byte[0], new byte[0], (_, _, _) -> Optional.empty()));
    }

    @Test
    void texts_differ_at_a_character_of_a_line() throws Exception {
        assertText(1, 1, "a", "b", "a", "b");
        assertText(2, 3, "one\ntwo\nthree", "one\ntwx\nthree", "two", "twx");
        assertText(3, 1, "a\n\nb\n", "a\n\nc\n", "b", "c");
        assertText(2, 1, "a\n", "a\nb", "", "b");
    }

    @Test
    void characters_count_and_not_bytes() throws Exception {
        assertText(1, 3, "é😀x", "é😀y", "é😀x", "é😀y");
        assertText(1, 2, "aé", "aè", "aé", "aè");
        assertText(1, 1, "😀", "😁", "😀", "😁");
    }

    @Test
    void of_a_long_line_what_stands_around_the_place_is_shown() throws Exception {
        String before = "x".repeat(100);
        String after = "y".repeat(200);
        assertText(
                1,
                101,
                before + "1" + after,
                before + "2" + after,
                "x".repeat(30) + "1" + "y".repeat(89),
                "x".repeat(30) + "2" + "y".repeat(89));
        assertText(
                1,
                21,
                "é".repeat(20) + "1",
                "é".repeat(20) + "2",
                "é".repeat(15) + "1",
                "é".repeat(15) + "2");
        assertText(
                1,
                22,
                "é".repeat(20) + "x1",
                "é".repeat(20) + "x2",
                "é".repeat(14) + "x1",
                "é".repeat(14) + "x2");
    }

    @Test
    void other_bytes_differ_at_an_offset() throws Exception {
        assertEquals(
                Optional.of(new Difference(PATH, new Place.Bytes(2), "", "", 0)),
                first(new byte[] {0, 1, 2}, new byte[] {0, 1, 3}, (_, _, _) -> Optional.empty()));
        assertEquals(
                Optional.of(new Difference(PATH, new Place.Bytes(1), "", "", 0)),
                first(bytes("ab"), new byte[] {'a', 0}, (_, _, _) -> Optional.empty()));
    }

    @Test
    void tables_differ_in_a_cell_when_both_are_tables() throws Exception {
        Tables tables = (_, _, _) -> Optional.of(new Tables.Cell(7, "price", "1.0", "1.5"));
        assertEquals(
                Optional.of(new Difference(PATH, new Place.Cell(7, "price"), "1.0", "1.5", 0)),
                first(bytes("PAR1 one"), bytes("PAR1 two"), tables));
        assertEquals(
                Optional.of(new Difference(PATH, new Place.Cell(7, "price"), "1.0", "1.5", 0)),
                first(bytes("PAR1"), bytes("PAR1 two"), tables));
        assertEquals(
                Optional.of(new Difference(PATH, new Place.Line(1, 4), "PAR", "PAR1 two", 0)),
                first(bytes("PAR"), bytes("PAR1 two"), tables));
        assertEquals(
                Optional.of(new Difference(PATH, new Place.Line(1, 6), "PAR1 one", "PAR1 two", 0)),
                first(bytes("PAR1 one"), bytes("PAR1 two"), (_, _, _) -> Optional.empty()));
    }
}
