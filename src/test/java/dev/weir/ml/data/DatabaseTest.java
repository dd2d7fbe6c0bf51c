package dev.weir.ml.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.ml.data.Database.Limits;
import dev.weir.step.StepFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DatabaseTest {
    @TempDir Path folder;

    @Test
    void what_does_not_fit_into_memory_goes_to_the_scratch_folder() throws Exception {
        var scratch = Files.createDirectories(folder.resolve("scratch"));
        var out = folder.resolve("out.parquet");
        var limits = new Limits(2, 64L << 20, scratch);
        try (var database = Database.open(limits, List.of(out))) {
            database.execute(
                    "CREATE TABLE t AS SELECT range AS a, hash(range) AS b, hash(range, 1) AS c FROM range(3000000)");
            database.write("(SELECT * FROM t ORDER BY b)", out);
            assertEquals(
                    3_000_000,
                    database.count("SELECT count(*) FROM " + TableFile.relation(List.of(out))));
        }
    }

    @Test
    void another_file_is_out_of_reach_for_reading_and_writing() throws Exception {
        var other = Files.writeString(folder.resolve("other.csv"), "a\n1\n");
        try (var database = Database.open(new Limits(1, 0, folder.resolve("scratch")), List.of())) {
            for (var sql :
                    List.of(
                            "SELECT * FROM read_csv('%s')",
                            "COPY (SELECT 1) TO '%s'",
                            "ATTACH '%s' AS x",
                            "SELECT * FROM glob('%s')")) {
                assertThrows(StepFailure.class, () -> database.rows(sql.formatted(other)), sql);
            }
        }
        assertEquals("a\n1\n", Files.readString(other));
    }

    @Test
    void a_name_or_text_of_any_kind_stays_what_it_is() throws Exception {
        try (var database = Database.open(new Limits(1, 0, folder.resolve("scratch")), List.of())) {
            var odd = "it's; \"odd\" -- 'quoted' \n $x$ ü";
            database.assign(odd, odd);
            assertEquals(
                    List.of(List.of(odd)),
                    database.rows("SELECT getvariable(%s)".formatted(SqlLiteral.of(odd))));
            database.execute(
                    "CREATE TABLE %1$s AS SELECT 1 AS %1$s".formatted(Database.quoted(odd)));
            assertTrue(database.has(odd));
            assertEquals(odd, database.columns(Database.quoted(odd)).getFirst().name());
        }
    }
}
