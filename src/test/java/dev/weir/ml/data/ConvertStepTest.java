package dev.weir.ml.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.ml.StepRun;
import dev.weir.ml.Tables;
import dev.weir.step.StepFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ConvertStepTest {
    @TempDir Path folder;

    @Test
    void csv_becomes_parquet_with_the_types_that_are_asked_for() throws Exception {
        var csv = folder.resolve("a.csv");
        Files.writeString(csv, "time,n,empty\n2023-01-01 10:00:00,1,\n2023-01-02 10:00:00,2,\n");
        var out = folder.resolve("out/a.parquet");
        convert(csv, out, Map.of("n", "DOUBLE", "empty", "DOUBLE", "none", "DATE"));
        assertEquals(
                List.of(List.of("TIMESTAMP", "DOUBLE", "DOUBLE", 2L)),
                Tables.ask(
                        out,
                        "SELECT min(typeof(time)), min(typeof(n)), min(typeof(empty)), count(*) FROM t"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "t[1].csv",
                "a*.csv",
                "q?.csv",
                "[a-z].csv",
                "b\\c.csv",
                "k=v/a.csv",
                "k[1]=v/a'.csv"
            })
    void a_name_is_no_pattern_and_no_partition(String name) throws Exception {
        for (String other : List.of("t1.csv", "ab.csv", "qb.csv", "a.csv", "k1=v/a'.csv")) {
            var there = folder.resolve(other);
            Files.createDirectories(there.getParent());
            Files.writeString(there, "n\n2\n");
        }
        var csv = folder.resolve(name);
        Files.createDirectories(csv.getParent());
        Files.writeString(csv, "n\n1\n");
        var out = folder.resolve("out=1/" + csv.getFileName() + ".csv");
        convert(csv, out, Map.of());
        assertEquals("n\n1\n", Files.readString(out));
        var parquet = folder.resolve("out=2/" + csv.getFileName() + ".parquet");
        convert(out, parquet, Map.of());
        var back = folder.resolve("back.csv");
        convert(parquet, back, Map.of());
        assertEquals("n\n1\n", Files.readString(back));
    }

    @Test
    void parquet_to_parquet_is_a_copy_of_the_bytes() throws Exception {
        var from = Tables.write(folder.resolve("a.parquet"), "FROM range(1000)");
        var out = folder.resolve("out/a.parquet");
        assertEquals(List.of("1,000 rows"), convert(from, out, Map.of()));
        assertArrayEquals(Files.readAllBytes(from), Files.readAllBytes(out));
    }

    @Test
    void a_parquet_file_without_its_end_is_not_copied() throws Exception {
        var whole = Tables.write(folder.resolve("whole.parquet"), "FROM range(10000)");
        var cut = folder.resolve("cut.parquet");
        var bytes = Files.readAllBytes(whole);
        Files.write(cut, Arrays.copyOf(bytes, bytes.length - 4));
        var failure =
                assertThrows(
                        StepFailure.class,
                        () -> convert(cut, folder.resolve("out.parquet"), Map.of()));
        assertEquals(
                "'%s' is not a complete Parquet file: its end is missing (was the copy or download cut short?)"
                        .formatted(cut.getFileName()),
                failure.getMessage());
    }

    @Test
    void a_file_that_is_no_table_is_told_by_its_name() throws Exception {
        var text = Files.writeString(folder.resolve("a.txt"), "x");
        var failure =
                assertThrows(
                        StepFailure.class,
                        () -> convert(text, folder.resolve("out.parquet"), Map.of()));
        assertEquals(
                "'a.txt' is no table: a name ends in .parquet, .csv, .csv.gz, .json or .jsonl",
                failure.getMessage());
    }

    private List<String> convert(Path from, Path to, Map<String, String> types) throws Exception {
        return StepRun.in(folder, new ConvertStep.Settings(types))
                .input("", from)
                .output("", to)
                .run(new ConvertStep())
                .log();
    }
}
