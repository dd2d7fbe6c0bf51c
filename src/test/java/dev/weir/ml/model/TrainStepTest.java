package dev.weir.ml.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.ml.StepRun;
import dev.weir.ml.Tables;
import dev.weir.ml.data.JsonFile;
import dev.weir.ml.model.ModelSettings.Algorithm;
import dev.weir.step.StepFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TrainStepTest {
    /// y depends on a and b, and c is noise.
    private static final String ROWS =
            """
            SELECT range + %d AS id, (hash(range, %d, 1) %% 1000 / 100.0)::FLOAT AS a, (hash(range, %d, 2) %% 7)::INTEGER AS b,
                   hash(range, 3) %% 2 = 0 AS c, a * b + (hash(range, %d, 4) %% 100 / 100.0) AS y
            FROM range(%d)
            """;

    @TempDir Path folder;
    private Path table = Path.of("");
    private Path judge = Path.of("");

    @BeforeEach
    void tables() throws Exception {
        table = Tables.write(folder.resolve("table.parquet"), ROWS.formatted(0, 1, 1, 1, 3000));
        judge = Tables.write(folder.resolve("judge.parquet"), ROWS.formatted(9000, 2, 2, 2, 500));
    }

    @ParameterizedTest
    @EnumSource
    void a_model_explains_rows_it_has_not_seen_far_better_than_the_mean(Algorithm algorithm)
            throws Exception {
        train(settings(algorithm), 2);

        var metrics = JsonFile.read(folder.resolve("metrics.json"));
        assertEquals(
                List.of("rmse", "mae", "r2", "baseline_rmse", "rows"),
                List.copyOf(metrics.keySet()));
        assertEquals(500, metrics.get("rows").getAsInt());
        assertTrue(metrics.get("r2").getAsDouble() > 0.85, metrics.toString());
        assertTrue(
                metrics.get("rmse").getAsDouble()
                        < 0.4 * metrics.get("baseline_rmse").getAsDouble(),
                metrics.toString());
    }

    @ParameterizedTest
    @EnumSource
    void the_bytes_are_the_same_for_any_number_of_threads(Algorithm algorithm) throws Exception {
        train(settings(algorithm), 1);
        var one = read();
        train(settings(algorithm), 2);
        assertEquals(one, read());
    }

    private List<String> read() throws Exception {
        var card = Files.readString(folder.resolve("model/model.json"));
        return List.of(
                card,
                Files.readString(folder.resolve("metrics.json")),
                new ModelFolder(folder.resolve("model")).card().sha256());
    }

    @ParameterizedTest
    @EnumSource
    void a_model_read_back_says_the_same(Algorithm algorithm) throws Exception {
        train(settings(algorithm), 2);
        var said = folder.resolve("predictions.parquet");
        var again = folder.resolve("again.parquet");

        StepRun.in(folder, new EvaluateStep.Settings())
                .input("model", folder.resolve("model"))
                .input("table", judge)
                .output("metrics", folder.resolve("again.json"))
                .output("predictions", again)
                .run(new EvaluateStep());

        assertArrayEquals(Files.readAllBytes(said), Files.readAllBytes(again));
        assertEquals(
                Files.readString(folder.resolve("metrics.json")),
                Files.readString(folder.resolve("again.json")));
        assertEquals(
                List.of(List.of(9000L, 9499L, 500L)),
                Tables.ask(said, "SELECT min(id), max(id), count(prediction) FROM t"));
    }

    @Test
    void the_card_names_what_the_model_needs_and_was_made_with() throws Exception {
        train(settings(Algorithm.XGBOOST), 2);
        var card = JsonFile.read(folder.resolve("model/model.json"));
        assertEquals("xgboost", card.get("algorithm").getAsString());
        assertEquals(
                "[{\"name\":\"a\",\"type\":\"FLOAT\"},{\"name\":\"b\",\"type\":\"INTEGER\"},{\"name\":\"c\",\"type\":\"BOOLEAN\"}]",
                card.get("features").toString());
        assertEquals(
                "{\"max_depth\":6,\"learning_rate\":0.1,\"rounds\":100,\"seed\":42}",
                card.get("params").toString());
    }

    @Test
    void without_a_table_to_judge_on_a_share_is_held_out_by_id() throws Exception {
        StepRun.in(folder, settings(Algorithm.XGBOOST))
                .input("table", table)
                .folder("model", folder.resolve("model"))
                .output("metrics", folder.resolve("metrics.json"))
                .output("predictions", folder.resolve("held.parquet"))
                .run(new TrainStep());
        var metrics = JsonFile.read(folder.resolve("metrics.json"));
        int rows = metrics.get("rows").getAsInt();
        assertTrue(rows > 540 && rows < 660, "held out " + rows);
        assertTrue(metrics.get("r2").getAsDouble() > 0.98, metrics.toString());
        assertEquals(
                3000 - rows,
                JsonFile.read(folder.resolve("model/model.json")).get("rows").getAsInt());
    }

    @Test
    void without_judging_no_row_is_held_out() throws Exception {
        StepRun.in(folder, settings(Algorithm.XGBOOST))
                .input("table", table)
                .folder("model", folder.resolve("model"))
                .run(new TrainStep());
        assertEquals(
                3000, JsonFile.read(folder.resolve("model/model.json")).get("rows").getAsInt());
    }

    @Test
    void a_feature_that_is_no_number_is_named() throws Exception {
        Tables.write(table, "SELECT 1 AS id, 2.0 AS y, 'near' AS place");
        assertEquals(
                "column 'place' is VARCHAR: make a number of it in SQL, or leave it out",
                failure(settings(Algorithm.XGBOOST)));
    }

    @Test
    void a_missing_target_column_is_named() throws Exception {
        Tables.write(table, "SELECT 1 AS id, 2.0 AS z");
        assertEquals(
                "the table has no column 'y', only id, z", failure(settings(Algorithm.XGBOOST)));
    }

    @Test
    void rows_without_a_target_are_counted() throws Exception {
        Tables.write(
                table,
                "SELECT range AS id, 1 AS a, CASE WHEN range > 1 THEN 5 END AS y FROM range(10)");
        assertEquals(
                "2 of 10 rows have no 'y': drop them in SQL", failure(settings(Algorithm.XGBOOST)));
    }

    @Test
    void a_forest_refuses_missing_values_and_boosting_does_not() throws Exception {
        var holes =
                "SELECT * REPLACE (CASE WHEN id %% 50 <> 0 THEN a END AS a) FROM (" + ROWS + ")";
        Tables.write(table, holes.formatted(0, 1, 1, 1, 3000));
        assertEquals(
                "feature 'a' has missing values, which a random forest does not take: fill or drop them in SQL",
                failure(settings(Algorithm.RANDOM_FOREST)));
        train(settings(Algorithm.XGBOOST), 2);
    }

    @Test
    void a_model_file_with_other_bytes_is_refused() throws Exception {
        train(settings(Algorithm.XGBOOST), 2);
        var file = folder.resolve("model/model.ubj");
        var bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        var failure =
                assertThrows(
                        StepFailure.class, () -> new ModelFolder(folder.resolve("model")).open());
        assertEquals(
                "the model's file '%s' is not the one its card names: it was changed or damaged"
                        .formatted(file),
                failure.getMessage());
    }

    @ParameterizedTest
    @EnumSource
    void settings_of_the_other_algorithm_change_nothing(Algorithm algorithm) throws Exception {
        TrainStep.Settings settings = settings(algorithm);
        train(settings, 2);
        List<String> alone = read();
        ModelSettings model = settings.model();
        boolean boosted = algorithm == Algorithm.XGBOOST;
        ModelSettings both =
                new ModelSettings(
                        algorithm,
                        model.maxDepth(),
                        boosted ? model.learningRate() : Optional.of(0.3),
                        boosted ? model.rounds() : Optional.of(3),
                        boosted ? Optional.of(7) : model.trees(),
                        model.seed(),
                        model.threads());
        train(new TrainStep.Settings("y", List.of(), Optional.of("id"), 0.2, both), 2);
        assertEquals(alone, read());
    }

    private String failure(TrainStep.Settings settings) {
        return assertThrows(StepFailure.class, () -> train(settings, 2)).getMessage();
    }

    private void train(TrainStep.Settings settings, int cpus) throws Exception {
        StepRun.in(folder, settings)
                .cpus(cpus)
                .input("table", table)
                .input("judge", judge)
                .folder("model", folder.resolve("model"))
                .output("metrics", folder.resolve("metrics.json"))
                .output("predictions", folder.resolve("predictions.parquet"))
                .run(new TrainStep());
    }

    private static TrainStep.Settings settings(Algorithm algorithm) {
        var model =
                new ModelSettings(
                        algorithm,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        algorithm == Algorithm.XGBOOST ? Optional.empty() : Optional.of(20),
                        42,
                        0);
        return new TrainStep.Settings("y", List.of(), Optional.of("id"), 0.2, model);
    }
}
