package dev.weir.ml.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.ml.StepRun;
import dev.weir.ml.Tables;
import dev.weir.ml.data.Database;
import dev.weir.ml.data.JsonFile;
import dev.weir.ml.data.SqlStep;
import dev.weir.ml.model.ModelSettings;
import dev.weir.ml.model.TrainStep;
import dev.weir.step.StepFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A model of `y = size * 2 + noise`, kept with two scripts, saved, deployed and asked.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RegistryTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    private static final String CLEAN =
            """
            CREATE VIEW judged AS SELECT *, CASE WHEN size IS NULL OR size < 0 THEN 'no size'
                WHEN coalesce(getvariable('predicting'), false) THEN NULL
                WHEN y > getvariable('most') THEN 'y too large' END AS reason FROM input;
            CREATE VIEW output AS SELECT * EXCLUDE (reason) FROM judged WHERE reason IS NULL;
            CREATE VIEW dropped AS SELECT reason, count(*) AS rows FROM judged WHERE reason IS NOT NULL GROUP BY reason;
            """;

    private static final String FEATURES =
            "CREATE VIEW output AS SELECT row, y::FLOAT AS y, size::FLOAT AS size, sqrt(size)::FLOAT AS root, (colour = 'red')::TINYINT AS red FROM input";

    @TempDir Path folder;
    private Path raw = Path.of("");

    @BeforeEach
    void rows() throws Exception {
        raw = rows("raw", 0);
        Files.writeString(folder.resolve("clean.sql"), CLEAN);
        Files.writeString(folder.resolve("features.sql"), FEATURES);
    }

    private Path rows(String name, int drift) throws Exception {
        return Tables.write(
                folder.resolve(name + ".parquet"),
                """
                SELECT CASE WHEN range %% 20 = 3 THEN -1 ELSE hash(range, %d) %% 100 END::TINYINT AS size,
                       (range %% 10 / 10)::DECIMAL(2,1) AS tax,
                       CASE WHEN range %% 2 = 0 THEN 'red' ELSE 'blue' END AS colour,
                       size::INTEGER * %d + (hash(range, 7) %% 10) AS y
                FROM range(2000)
                """
                        .formatted(drift, 2 + drift));
    }

    @Test
    void a_version_holds_the_model_its_card_and_its_scripts() throws Exception {
        var log = save("2023-01", NOON);
        var version = folder.resolve("artifacts/registry/m/v_20260131_120000");

        assertEquals(List.of("saved m as v_20260131_120000 (2023-01)"), log);
        try (var files = Files.list(version)) {
            assertEquals(
                    List.of("1_clean.sql", "2_features.sql", "card.json", "model.ubj"),
                    files.map(f -> f.getFileName().toString()).sorted().toList());
        }
        var card = JsonFile.read(version.resolve("card.json"));
        assertEquals("2023-01", card.get("label").getAsString());
        assertEquals("ab".repeat(32), card.get("task_key").getAsString());
        assertEquals(
                "[{\"name\":\"size\",\"type\":\"TINYINT\"},{\"name\":\"tax\",\"type\":\"DECIMAL(2,1)\"},{\"name\":\"colour\",\"type\":\"VARCHAR\"},{\"name\":\"y\",\"type\":\"DOUBLE\"}]",
                card.get("schema").toString());
        assertEquals(64, card.getAsJsonObject("data").get("rows").getAsString().length());
        assertTrue(card.getAsJsonObject("metrics").has("rmse"));
        var receipt = JsonFile.read(folder.resolve("saved.json"));
        assertEquals("v_20260131_120000", receipt.get("version").getAsString());
    }

    @Test
    void the_same_model_again_is_the_version_that_is_there() throws Exception {
        save("2023-01", NOON);
        var log = save("2023-01", NOON.plusSeconds(60));
        assertEquals(List.of("m is there already: v_20260131_120000 (2023-01)"), log);
        assertEquals(1, registry().versions().size());
    }

    @Test
    void a_damaged_version_is_not_taken_for_the_same_model() throws Exception {
        save("2023-01", NOON);
        var file = registry().versions().getFirst().folder().resolve("model.ubj");
        Files.writeString(file, "broken");
        save("2023-01", NOON.plusSeconds(1));
        assertEquals(
                List.of("v_20260131_120000", "v_20260131_120001"),
                registry().versions().stream().map(Version::id).toList());
    }

    @Test
    void another_model_in_the_same_second_takes_a_number() throws Exception {
        for (int most : List.of(1000, 150, 120)) {
            train(most, raw);
            save("", NOON, most);
        }
        assertEquals(
                List.of("v_20260131_120000", "v_20260131_120000_2", "v_20260131_120000_3"),
                registry().versions().stream().map(Version::id).toList());
    }

    @Test
    void two_saves_of_one_model_at_once_make_one_version() throws Exception {
        train(1000, raw);
        var card = new ArrayList<Callable<String>>();
        for (int i = 0; i < 4; i++) {
            int second = i;
            card.add(() -> String.join("", saver(NOON.plusSeconds(second), "s" + second, 1000)));
        }
        try (var pool = Executors.newFixedThreadPool(4)) {
            for (var done : pool.invokeAll(card)) {
                done.get();
            }
        }
        assertEquals(1, registry().versions().size());
    }

    @Test
    void deploying_a_then_b_then_a_is_three_deployments_with_history() throws Exception {
        save("2023-01", NOON);
        assertEquals(
                List.of(
                        "nothing to compare with is deployed as production",
                        "production: v_20260131_120000 (2023-01)"),
                deploy(NOON, 0.5));
        var a = Files.readString(folder.resolve("saved.json"));

        train(120, raw);
        save("2023-02", NOON.plusSeconds(60), 120);
        var log = deploy(NOON.plusSeconds(61), 99);
        assertEquals(
                "production: v_20260131_120000 (2023-01) → v_20260131_120100 (2023-02)",
                log.getLast());
        assertTrue(log.getFirst().startsWith("on "), log.toString());

        Files.writeString(folder.resolve("saved.json"), a);
        assertEquals(
                "production: v_20260131_120100 (2023-02) → v_20260131_120000 (2023-01)",
                deploy(NOON.plusSeconds(62), 99).getLast());

        assertEquals(
                List.of("v_20260131_120000", "v_20260131_120100", "v_20260131_120000"),
                deployments().history("production").stream()
                        .map(Deployments.Change::version)
                        .toList());
        assertEquals(
                Path.of("../registry/m/v_20260131_120000"),
                Files.readSymbolicLink(folder.resolve("artifacts/deployments/production")));
    }

    @Test
    void what_is_deployed_is_deployed_again_without_a_word_of_change() throws Exception {
        save("2023-01", NOON);
        deploy(NOON, 0);
        assertEquals(
                List.of(
                        "v_20260131_120000 is the deployed version",
                        "production: v_20260131_120000 (2023-01)"),
                deploy(NOON.plusSeconds(1), 0));
    }

    @Test
    void a_worse_model_is_refused_and_the_deployed_one_stays() throws Exception {
        save("2023-01", NOON);
        deploy(NOON, 0);
        train(60, raw);
        save("2023-02", NOON.plusSeconds(60), 60);

        var failure = assertThrows(StepFailure.class, () -> deploy(NOON.plusSeconds(61), 0.05));

        assertTrue(
                String.valueOf(failure.getMessage())
                        .matches(
                                "v_20260131_120100 \\(2023-02\\) is worse than the deployed v_20260131_120000 \\(2023-01\\): rmse [0-9.]+, which is more than [0-9.]+ \\+ 5 %; v_20260131_120000 stays"),
                failure.getMessage());
        assertEquals("v_20260131_120000", deployments().current("production").orElseThrow().id());
        assertEquals(1, deployments().history("production").size());
    }

    @Test
    void where_the_deployed_model_has_nothing_to_say_of_the_rows_it_stays() throws Exception {
        save("2023-01", NOON);
        deploy(NOON, 0);
        train(60, raw);
        save("2023-02", NOON.plusSeconds(60), 60);
        raw =
                Tables.write(
                        folder.resolve("other.parquet"),
                        "SELECT 5 AS extent, 'red' AS colour FROM range(2000)");

        var failure = assertThrows(StepFailure.class, () -> deploy(NOON.plusSeconds(61), 0.05));

        assertEquals(
                "the deployed v_20260131_120000 (2023-01) has no prediction for any row that v_20260131_120100 has one for, so nothing tells which is better: give other data a deployment of its own ('to'), or decide by hand: weir model deploy v_20260131_120100",
                failure.getMessage());
        assertEquals("v_20260131_120000", deployments().current("production").orElseThrow().id());
    }

    @Test
    void a_deployed_version_that_is_damaged_or_gone_gives_way() throws Exception {
        save("2023-01", NOON);
        deploy(NOON, 0);
        var file = registry().versions().getFirst().folder().resolve("model.ubj");
        Files.writeString(file, "broken");
        save("2023-02", NOON.plusSeconds(60));

        var log = deploy(NOON.plusSeconds(61), 0);

        assertTrue(log.getFirst().startsWith("what is deployed cannot be asked: "), log.toString());
        assertEquals("production: v_20260131_120100 (2023-02)", log.getLast());
        assertEquals("v_20260131_120000", deployments().history("production").getLast().before());
    }

    @Test
    void a_change_that_was_not_written_down_before_a_crash_is_written_by_the_next_one()
            throws Exception {
        save("", NOON);
        deploy(NOON, 0);
        var history = folder.resolve("artifacts/deployments/production.history.jsonl");
        Files.delete(history);
        deploy(NOON.plusSeconds(5), 0);
        assertEquals(2, deployments().history("production").size());
    }

    @Test
    void predictions_for_raw_rows_are_those_that_training_would_have_given() throws Exception {
        save("", NOON);
        deploy(NOON, 0);
        var trained =
                Tables.ask(
                        folder.resolve("predictions.parquet"),
                        "SELECT id, prediction FROM t ORDER BY id");

        var answer = predict(raw);

        assertEquals(2000, answer.size());
        for (var row : trained) {
            int id = ((Number) row.get(0)).intValue();
            assertEquals((float) row.get(1), answer.value(id), "row " + id);
        }
        assertEquals(100, answer.missing());
    }

    @Test
    void rows_may_come_as_csv_without_the_target_and_in_other_types() throws Exception {
        save("", NOON);
        deploy(NOON, 0);
        var whole = predict(raw);
        var csv = folder.resolve("some.csv");
        Files.writeString(csv, "colour,size,more\nred,10,x\nblue,-5,y\nblue,33.0,z\n");

        var answer = predict(csv);

        assertEquals(3, answer.size());
        assertTrue(Float.isNaN(answer.value(1)));
        assertFalse(Float.isNaN(answer.value(0)) || Float.isNaN(answer.value(2)));
        assertTrue(Math.abs(answer.value(2) - 70.5) < 8, "said " + answer.value(2));
        assertEquals(2000, whole.size());
    }

    @Test
    void rows_that_the_scripts_drop_one_and_all_have_no_prediction() throws Exception {
        save("", NOON);
        deploy(NOON, 0);
        var csv = folder.resolve("dropped.csv");
        Files.writeString(csv, "colour,size\nred,-10\nblue,-5\n");

        assertEquals(2, predict(csv).missing());
    }

    @Test
    void rows_may_be_larger_than_the_types_of_those_that_were_trained_on() throws Exception {
        save("", NOON);
        deploy(NOON, 0);
        var large =
                Tables.write(
                        folder.resolve("large.parquet"),
                        "SELECT 7000 AS size, 'red' AS colour, 12.75 AS tax");

        assertFalse(Float.isNaN(predict(large).value(0)));
    }

    @Test
    void predictions_are_written_beside_the_rows() throws Exception {
        save("", NOON);
        deploy(NOON, 0);
        var csv = folder.resolve("some.csv");
        Files.writeString(csv, "colour,size\nred,10\nblue,-5\n");
        var out = folder.resolve("out.csv");
        try (var predictor = predictor()) {
            predictor.write(csv, predictor.predict(csv), out);
        }
        var lines = Files.readAllLines(out);
        assertEquals("colour,size,prediction", lines.get(0));
        assertTrue(lines.get(1).matches("red,10,[0-9.]+"), lines.get(1));
        assertEquals("blue,-5,", lines.get(2));
    }

    @Test
    void a_changed_script_or_model_is_refused_before_it_is_asked() throws Exception {
        save("", NOON);
        deploy(NOON, 0);
        var version = registry().versions().getFirst().folder();
        Files.writeString(version.resolve("1_clean.sql"), CLEAN + " ");
        var failure = assertThrows(StepFailure.class, this::predictor);
        assertTrue(
                String.valueOf(failure.getMessage()).contains("was changed or damaged"),
                failure.getMessage());
    }

    @Test
    void pruning_keeps_the_newest_and_the_deployed_and_removes_what_a_crash_left()
            throws Exception {
        for (int i = 0; i < 5; i++) {
            train(100 + 20 * i, raw);
            save("", NOON.plusSeconds(i), 100 + 20 * i);
            if (i == 1) {
                deploy(NOON.plusSeconds(i), 0);
            }
        }
        Files.createDirectories(folder.resolve("artifacts/registry/m/.new-123/x"));

        var settings =
                new PruneModelsStep.Settings("m", 2, "artifacts/registry", "artifacts/deployments");
        var log = StepRun.in(folder, settings).run(new PruneModelsStep()).log();

        assertEquals(List.of("removed v_20260131_120000, v_20260131_120002, .new-123"), log);
        assertEquals(
                List.of("v_20260131_120001", "v_20260131_120003", "v_20260131_120004"),
                registry().versions().stream().map(Version::id).toList());
        assertEquals(
                List.of("nothing to remove: 3 saved, the newest 2 and what is deployed stay"),
                StepRun.in(folder, settings).run(new PruneModelsStep()).log());
    }

    private List<String> save(String label, Instant now) throws Exception {
        train(1000, raw);
        return save(label, now, 1000);
    }

    private List<String> save(String label, Instant now, long most) throws Exception {
        return saver(now, "saved", label, most);
    }

    private List<String> saver(Instant now, String receipt, long most) throws Exception {
        return saver(now, receipt, "", most);
    }

    private List<String> saver(Instant now, String receipt, String label, long most)
            throws Exception {
        var settings =
                new SaveModelStep.Settings(
                        "m",
                        "artifacts/registry",
                        label,
                        List.of("clean", "features"),
                        Map.of("most", most));
        return StepRun.in(folder, settings)
                .taskKey("ab".repeat(32))
                .input("model", folder.resolve("model"))
                .input("metrics", folder.resolve("metrics.json"))
                .input("rows", raw)
                .input("clean", folder.resolve("clean.sql"))
                .input("features", folder.resolve("features.sql"))
                .output("receipt", folder.resolve(receipt + ".json"))
                .run(new SaveModelStep(() -> now))
                .log();
    }

    private void train(long most, Path rows) throws Exception {
        var clean =
                new SqlStep.Settings(
                        List.of("script"), Map.of("most", most), true, Optional.of("row"));
        StepRun.in(folder, clean)
                .input("script", folder.resolve("clean.sql"))
                .input("rows", rows)
                .output("rows", folder.resolve("clean.parquet"))
                .run(new SqlStep());
        var features = new SqlStep.Settings(List.of("script"), Map.of(), true, Optional.empty());
        StepRun.in(folder, features)
                .input("script", folder.resolve("features.sql"))
                .input("rows", folder.resolve("clean.parquet"))
                .output("rows", folder.resolve("features.parquet"))
                .run(new SqlStep());
        var model =
                new ModelSettings(
                        ModelSettings.Algorithm.XGBOOST,
                        Optional.of(3),
                        Optional.of(0.3),
                        Optional.of(30),
                        Optional.empty(),
                        42,
                        0);
        StepRun.in(folder, new TrainStep.Settings("y", List.of(), Optional.of("row"), 0.2, model))
                .input("table", folder.resolve("features.parquet"))
                .input("judge", folder.resolve("features.parquet"))
                .folder("model", folder.resolve("model"))
                .output("metrics", folder.resolve("metrics.json"))
                .output("predictions", folder.resolve("predictions.parquet"))
                .run(new TrainStep());
    }

    private List<String> deploy(Instant now, double tolerance) throws Exception {
        var judge = folder.resolve("judge.parquet");
        if (!Files.exists(judge)) {
            Files.copy(folder.resolve("features.parquet"), judge);
        }
        var settings =
                new DeployModelStep.Settings("production", "artifacts/deployments", tolerance);
        return StepRun.in(folder, settings)
                .input("saved", folder.resolve("saved.json"))
                .input("judge", judge)
                .input("rows", raw)
                .output("receipt", folder.resolve("deployment.json"))
                .run(new DeployModelStep(() -> now))
                .log();
    }

    private Predictor.Answer predict(Path rows) throws Exception {
        try (var predictor = predictor()) {
            return predictor.predict(rows);
        }
    }

    private Predictor predictor() throws Exception {
        var scratch = Files.createDirectories(folder.resolve("scratch"));
        return Predictor.of(
                deployments().current("production").orElseThrow(),
                new Database.Limits(2, 0, scratch));
    }

    private Registry registry() {
        return new Registry(folder.resolve("artifacts/registry/m"));
    }

    private Deployments deployments() {
        return new Deployments(folder.resolve("artifacts/deployments"));
    }
}
