package dev.weir.ml.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.ml.StepRun;
import dev.weir.ml.Tables;
import dev.weir.step.StepFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SqlStepTest {
    @TempDir Path folder;

    @Test
    void an_input_is_a_view_and_an_output_is_written_from_the_table_of_its_name() throws Exception {
        var people = folder("people.csv", "name,age\nAda,36\nAlan,41\n");
        var out = folder.resolve("out/old.parquet");

        var run =
                sql("CREATE TABLE old AS SELECT upper(name) AS name FROM people WHERE age > 40")
                        .input("people", people)
                        .output("old", out)
                        .run(new SqlStep());

        assertEquals(List.of(List.of("ALAN")), Tables.ask(out, "FROM t"));
        assertEquals(List.of("people: 2 rows in", "old: 1 rows out"), run.log());
    }

    @Test
    void an_output_without_a_name_is_written_from_output_and_made_of_input() throws Exception {
        var out = folder.resolve("out.csv");
        sql("CREATE VIEW output AS SELECT a + 1 AS b FROM input")
                .input("", folder("in.csv", "a\n1\n2\n"))
                .output("", out)
                .run(new SqlStep());
        assertEquals("b\n2\n3\n", Files.readString(out));
    }

    @Test
    void settings_are_variables_of_the_script() throws Exception {
        var variables = new TreeMap<String, Object>();
        variables.put("text", "it's; DROP TABLE x --");
        variables.put("whole", 7L);
        variables.put("part", 0.1);
        variables.put("flag", true);
        variables.put("list", List.of(1L, 2L));
        variables.put("minutes", new TreeMap<>(Map.of("low", 1L, "high", 60L)));
        var out = folder.resolve("out.csv");

        run(
                """
                CREATE TABLE output AS SELECT getvariable('text') AS text, getvariable('whole') AS whole,
                    typeof(getvariable('part')) AS part, getvariable('flag') AS flag,
                    len(getvariable('list')) AS list, getvariable('minutes').high AS high
                """,
                variables,
                out);

        assertEquals(
                "text,whole,part,flag,list,high\nit's; DROP TABLE x --,7,DOUBLE,true,2,60\n",
                Files.readString(out));
    }

    @Test
    void each_runs_the_script_once_for_each_output_with_numbered_rows() throws Exception {
        var a = Tables.write(folder.resolve("a.parquet"), "SELECT range AS x FROM range(3)");
        var b = folder("b.csv", "x\n5\n6\n");
        var settings = new SqlStep.Settings(List.of("script"), Map.of(), true, Optional.of("row"));

        var run =
                StepRun.in(folder, settings)
                        .input("script", script(EACH))
                        .input("a", a)
                        .input("b", b)
                        .output("a", folder.resolve("out/a.csv"))
                        .output("b", folder.resolve("out/b.csv"))
                        .run(new SqlStep());

        assertEquals("row,x,each\n1,1,a\n2,2,a\n", Files.readString(folder.resolve("out/a.csv")));
        assertEquals("row,x,each\n1,6,b\n", Files.readString(folder.resolve("out/b.csv")));
        assertEquals(
                List.of(
                        "a: 3 rows in",
                        "a: 2 rows out",
                        "a: dropped 1 rows: the first",
                        "b: 2 rows in",
                        "b: 1 rows out",
                        "b: dropped 1 rows: the first"),
                run.log());
    }

    private static final String EACH =
            """
            CREATE VIEW output AS SELECT *, getvariable('each') AS each FROM input WHERE row > 0;
            CREATE VIEW dropped AS SELECT 'the first' AS reason, count(*) AS rows FROM input WHERE row = 0;
            """;

    @Test
    void several_files_of_one_input_are_one_table() throws Exception {
        var one = Tables.write(folder.resolve("1.parquet"), "SELECT 1 AS a");
        var two = Tables.write(folder.resolve("2.parquet"), "SELECT 2 AS a, 3 AS b");
        var out = folder.resolve("out.csv");
        sql("CREATE VIEW output AS FROM input")
                .input("", one, two)
                .output("", out)
                .run(new SqlStep());
        assertEquals("a,b\n1,\n2,3\n", Files.readString(out));
    }

    @Test
    void the_bytes_are_the_same_for_one_two_and_four_threads() throws Exception {
        var in =
                Tables.write(
                        folder.resolve("in.parquet"),
                        "SELECT range AS id, hash(range) % 1000 AS x, sqrt(range) AS y FROM range(400000)");
        var first = folder.resolve("1.parquet");
        for (int threads : List.of(1, 2, 4, 2)) {
            var out = folder.resolve("out-" + threads + ".parquet");
            sql("CREATE VIEW output AS SELECT id, x * y AS z FROM input WHERE x > 100")
                    .cpus(threads)
                    .input("", in)
                    .output("", out)
                    .run(new SqlStep());
            if (threads == 1) {
                Files.copy(out, first);
            }
            assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(out));
        }
    }

    @Test
    void a_script_cannot_read_what_the_task_does_not_declare() throws Exception {
        var secret = folder("secret.csv", "a\n1\n");
        var failure =
                failure("CREATE TABLE output AS FROM '" + secret + "'", folder.resolve("o.csv"));
        assertEquals(
                "script.sql:1: the script uses '%s', which is neither an input nor an output of the task"
                        .formatted(secret.getFileName()),
                failure);
    }

    @Test
    void a_script_cannot_lift_the_fence() throws Exception {
        var failure = failure("SET enable_external_access = true", folder.resolve("o.csv"));
        assertTrue(failure.startsWith("script.sql:1: "), failure);
    }

    @Test
    void a_mistake_in_a_script_is_told_with_its_line() throws Exception {
        var failure =
                failure(
                        "CREATE TABLE a AS SELECT ';' AS b; -- one; two\n/* ;\n*/CREATE TABLE output AS\nSELECT nope FROM a",
                        folder.resolve("o.csv"));
        assertTrue(
                failure.startsWith("script.sql:3: Binder Error: Referenced column \"nope\""),
                failure);
        assertTrue(failure.contains("LINE 4"), failure);
    }

    @Test
    void a_missing_table_is_named() throws Exception {
        assertEquals(
                "no script makes a table or view named 'output', which the output is written from",
                failure("CREATE TABLE other AS SELECT 1", folder.resolve("o.csv")));
    }

    @Test
    void an_empty_script_is_told() throws Exception {
        assertEquals(
                "no script makes a table or view named 'output', which the output is written from",
                failure("-- nothing yet\n", folder.resolve("o.csv")));
    }

    @Test
    void a_parquet_file_without_its_end_is_told() throws Exception {
        var whole = Tables.write(folder.resolve("whole.parquet"), "FROM range(10000)");
        var bytes = Files.readAllBytes(whole);
        var cut = folder.resolve("cut.parquet");
        Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));
        var failure =
                assertThrows(
                        StepFailure.class,
                        () ->
                                sql("CREATE VIEW output AS FROM input")
                                        .input("", cut)
                                        .output("", folder.resolve("o.parquet"))
                                        .run(new SqlStep()));
        assertEquals(
                "'%s' is not a complete Parquet file: its end is missing (was the copy or download cut short?)"
                        .formatted(cut.getFileName()),
                failure.getMessage());
    }

    @Test
    void a_running_query_ends_when_the_run_is_cancelled() throws Exception {
        var run =
                sql("CREATE TABLE output AS SELECT count(*) FROM range(10000000000) a")
                        .output("", folder.resolve("o.csv"));
        var ended =
                CompletableFuture.supplyAsync(() ->
                        assertThrows(InterruptedException.class, () -> run.run(new SqlStep())));
        while (!ended.isDone()) {
            Thread.sleep(20);
            run.cancel();
        }
        ended.get(10, TimeUnit.SECONDS);
    }

    private String failure(String script, Path out) {
        return assertThrows(StepFailure.class, () -> run(script, Map.of(), out)).getMessage();
    }

    private void run(String script, Map<String, Object> variables, Path out) throws Exception {
        StepRun.in(
                        folder,
                        new SqlStep.Settings(List.of("script"), variables, false, Optional.empty()))
                .input("script", script(script))
                .output("", out)
                .run(new SqlStep());
    }

    private StepRun<SqlStep.Settings> sql(String script) throws Exception {
        return StepRun.in(
                        folder,
                        new SqlStep.Settings(List.of("script"), Map.of(), false, Optional.empty()))
                .input("script", script(script));
    }

    private Path script(String text) throws Exception {
        return folder("script.sql", text);
    }

    private Path folder(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text);
    }
}
