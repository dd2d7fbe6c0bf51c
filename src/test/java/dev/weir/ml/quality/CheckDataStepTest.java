package dev.weir.ml.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import dev.weir.ml.StepRun;
import dev.weir.ml.Tables;
import dev.weir.ml.data.JsonFile;
import dev.weir.step.StepFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CheckDataStepTest {
    /// 1,000 rows: 10 have no x, 5 a negative one, 2 lie in February, 4 are there twice.
    private static final String ROWS =
            """
            SELECT CASE WHEN range % 100 = 7 THEN NULL WHEN range % 200 = 9 THEN -1.5 ELSE i END AS x,
                   CASE WHEN i % 3 = 0 THEN 'red' ELSE 'blue' END AS colour,
                   TIMESTAMP '2023-01-05 10:00:00' + to_minutes(i::INTEGER)
                     + to_days(CASE WHEN range IN (500, 600) THEN 30 ELSE 0 END) AS at,
                   i AS id
            FROM (SELECT range, CASE WHEN range IN (100, 200, 300, 400) THEN range - 1 ELSE range END AS i FROM range(1000))
            """;

    @TempDir Path folder;

    @Test
    void a_table_that_is_as_it_should_be_has_no_findings() throws Exception {
        var log =
                check(
                        """
                        rows: { min: 1000, max: 1000 }
                        columns:
                          id: { type: integer, nulls: 0, range: { min: 0, max: 999 } }
                          colour: { type: text, values: [red, blue] }
                          at: { type: timestamp }
                          x: { type: number }
                          y: { type: number, optional: true }
                        """);
        assertEquals(List.of("data: 1,000 rows"), log);
        assertEquals(0, report().get("errors").getAsInt());
        assertEquals("{\"data\":1000}", report().get("rows").toString());
    }

    @Test
    void shares_below_the_limit_are_warnings_with_counts_and_example_rows() throws Exception {
        var log =
                check(
                        """
                        duplicates: { columns: [id, colour], error: 0.01 }
                        columns:
                          id: {}
                          colour: { values: { of: [blue], error: 0.5 } }
                          at: { month: 0.01 }
                          x: { nulls: { warn: 0.005, error: 0.02 }, range: { min: 0, error: 0.01 } }
                        """);

        assertEquals(
                List.of(
                        "data: 1,000 rows",
                        "warning: data.colour: values: one of blue is due, 335 of 1,000 rows (33.5 %)",
                        "warning: data.at: month: a time in 2023-01 is due, 2 of 1,000 rows (0.200 %)",
                        "warning: data.x: nulls: a value is due, 10 of 1,000 rows (1.00 %)",
                        "warning: data.x: range: at least 0 is due, 5 of 1,000 rows (0.500 %)",
                        "warning: data: duplicates: each row is due once, 4 of 1,000 rows (0.400 %)"),
                log);
        assertEquals(5, report().get("warnings").getAsInt());
        var range = finding("range");
        assertEquals(5, range.get("count").getAsInt());
        assertEquals(
                "{\"x\":-1.5,\"colour\":\"red\",\"at\":\"2023-01-05 10:09:00.0\",\"id\":9}",
                range.getAsJsonArray("examples").get(0).toString());
        assertEquals(4, finding("duplicates").getAsJsonArray("examples").size());
    }

    /// What a step makes has to be the same each time, in the order of the table at any number of
    /// threads.
    @Test
    void example_rows_are_the_same_each_time() throws Exception {
        var table =
                Tables.write(
                        folder.resolve("large.parquet"),
                        "SELECT range % 599990 AS id, range AS number, hash(range) AS noise FROM range(600000)");
        check("duplicates: { columns: [id], error: 0.01 }", table);
        var first = finding("duplicates").getAsJsonArray("examples");
        var numbers = new ArrayList<Long>();
        first.forEach(row -> numbers.add(row.getAsJsonObject().get("number").getAsLong()));
        assertEquals(4, numbers.size());
        assertEquals(numbers.stream().sorted().toList(), numbers);
        for (int i = 0; i < 10; i++) {
            check("duplicates: { columns: [id], error: 0.01 }", table);
            assertEquals(first, finding("duplicates").getAsJsonArray("examples"));
        }
    }

    @Test
    void errors_fail_the_task_and_name_column_rule_count_and_report() {
        var failure =
                failure(
                        """
                        columns:
                          x: { type: number, nulls: 0.001, range: { min: 0 } }
                          at: { type: timestamp, month: 0.1 }
                          colour: { type: text }
                          id: { type: integer }
                        """);
        assertEquals(
                """
                2 errors in the data; all findings, with example rows, are in report.json of the partial outputs
                  data.x: nulls: a value is due, 10 of 1,000 rows (1.00 %)
                  data.x: range: at least 0 is due, 5 of 1,000 rows (0.500 %)\
                """,
                failure);
        assertTrue(Files.exists(folder.resolve("report.json")));
    }

    @Test
    void columns_that_are_missing_of_another_type_or_unknown_are_found() throws Exception {
        var failure =
                failure(
                        """
                        columns:
                          colour: { type: number, range: { min: 3 } }
                          x: { type: number }
                          at: { type: date }
                          y: { type: number }
                        """);
        assertEquals(
                """
                3 errors in the data; all findings, with example rows, are in report.json of the partial outputs
                  data.y: missing: there is no such column
                  data.colour: type: number is due, not VARCHAR
                  data.at: type: date is due, not TIMESTAMP\
                """,
                failure);
        assertEquals("id", finding("unknown").get("column").getAsString());
    }

    @Test
    void a_missing_column_by_which_duplicates_are_told_is_found_once() {
        assertEquals(
                """
                2 errors in the data; all findings, with example rows, are in report.json of the partial outputs
                  data.y: missing: there is no such column
                  data.z: missing: there is no such column\
                """,
                failure(
                        """
                        duplicates: { columns: [id, y, z], error: 0.01 }
                        columns: { id: {}, colour: {}, at: {}, x: {}, y: {} }
                        """));
    }

    @Test
    void too_few_rows_are_an_error() {
        assertEquals(
                """
                1 error in the data; all findings, with example rows, are in report.json of the partial outputs
                  data: rows: at least 2000 rows are due, 1,000 of 1,000 rows (100 %)\
                """,
                failure("rows: { min: 2000 }\ncolumns: { x: {}, colour: {}, at: {}, id: {} }"));
    }

    @Test
    void each_table_is_checked_and_a_later_one_has_its_own_month() throws Exception {
        var settings = new CheckDataStep.Settings(Optional.of("2022-12"), Map.of("next", 1));
        var log =
                StepRun.in(folder, settings)
                        .input(
                                "schema",
                                schema("columns: { x: {}, colour: {}, id: {}, at: { month: 1 } }"))
                        .input("data", table())
                        .input("next", table())
                        .output("", folder.resolve("report.json"))
                        .run(new CheckDataStep())
                        .log();
        assertEquals(
                List.of(
                        "data: 1,000 rows",
                        "next: 1,000 rows",
                        "warning: data.at: month: a time in 2022-12 is due, 1,000 of 1,000 rows (100 %)",
                        "warning: next.at: month: a time in 2023-01 is due, 2 of 1,000 rows (0.200 %)"),
                log);
    }

    @Test
    void a_mistake_in_the_schema_is_told_with_its_line() {
        assertEquals(
                "s.yaml:2: unknown key 'rang', known are month, nulls, optional, range, type, values",
                failure("columns:\n  x: { rang: { min: 0 } }"));
        assertEquals(
                "s.yaml:2: 'float' is no type, known are integer, number, text, boolean, date, timestamp",
                failure("columns:\n  x: { type: float }"));
        assertEquals(
                "s.yaml:3: 'warn' is 0.5, above 'error', which is 0.1",
                failure("columns:\n  x:\n    nulls: { warn: 0.5, error: 0.1 }"));
        assertEquals("s.yaml:1: 'many' is no number", failure("rows: { min: many }"));
        assertTrue(failure("columns: [").startsWith("s.yaml:"), "a broken file");
        assertEquals("s.yaml: the file is empty", failure("# nothing\n"));
    }

    @Test
    void a_rule_about_the_month_needs_the_month() throws Exception {
        var settings = new CheckDataStep.Settings(Optional.empty(), Map.of());
        var run =
                StepRun.in(folder, settings)
                        .input("schema", schema("columns: { at: { month: 0 } }"))
                        .input("data", table())
                        .output("", folder.resolve("report.json"));
        var failure = assertThrows(StepFailure.class, () -> run.run(new CheckDataStep()));
        assertEquals(
                "the schema asks for the month, and there is no setting 'month'",
                failure.getMessage());
    }

    @Test
    void a_parquet_file_without_its_end_is_told() throws Exception {
        var bytes = Files.readAllBytes(table());
        var cut = folder.resolve("cut.parquet");
        Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));
        assertEquals(
                "'%s' is not a complete Parquet file: its end is missing (was the copy or download cut short?)"
                        .formatted(cut.getFileName()),
                failure("columns: {}", cut));
    }

    private JsonObject report() throws Exception {
        return JsonFile.read(folder.resolve("report.json"));
    }

    private JsonObject finding(String rule) throws Exception {
        for (var finding : report().getAsJsonArray("findings")) {
            if (finding.getAsJsonObject().get("rule").getAsString().equals(rule)) {
                return finding.getAsJsonObject();
            }
        }
        throw new AssertionError("no finding of " + rule);
    }

    private String failure(String schema) {
        return failure(schema, table());
    }

    private String failure(String schema, Path table) {
        return assertThrows(StepFailure.class, () -> check(schema, table)).getMessage();
    }

    private List<String> check(String schema) throws Exception {
        return check(schema, table());
    }

    private List<String> check(String schema, Path table) throws Exception {
        var settings = new CheckDataStep.Settings(Optional.of("2023-01"), Map.of());
        return StepRun.in(folder, settings)
                .input("schema", schema(schema))
                .input("data", table)
                .output("", folder.resolve("report.json"))
                .run(new CheckDataStep())
                .log();
    }

    private Path schema(String text) throws Exception {
        return Files.writeString(folder.resolve("s.yaml"), text);
    }

    private Path table() {
        try {
            return Tables.write(folder.resolve("table.parquet"), ROWS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
