package dev.weir.ml.example;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.ml.RealData;
import dev.weir.ml.StepRun;
import dev.weir.ml.data.ConvertStep;
import dev.weir.ml.data.JsonFile;
import dev.weir.ml.data.SqlStep;
import dev.weir.ml.model.EvaluateStep;
import dev.weir.ml.model.ModelSettings;
import dev.weir.ml.model.ModelSettings.Algorithm;
import dev.weir.ml.model.TrainStep;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HousingTest {
    private static final Path SQL = Path.of("examples/housing").toAbsolutePath();

    @TempDir Path folder;

    @Test
    void made_up_districts_teach_a_forest_what_they_are_worth() throws Exception {
        var settings =
                new SqlStep.Settings(
                        List.of("script"),
                        Map.of("rows", 3000L, "seed", 42L),
                        false,
                        Optional.empty());
        StepRun.in(folder, settings)
                .input("script", SQL.resolve("synthetic.sql"))
                .output("districts", folder.resolve("housing.parquet"))
                .run(new SqlStep());
        double r2 = r2();
        assertTrue(r2 > 0.7, "r2 is " + r2);
    }

    @Test
    void on_the_real_districts_r2_is_at_least_0_82() throws Exception {
        StepRun.in(folder, new ConvertStep.Settings(Map.of()))
                .input("districts", RealData.file("housing.csv"))
                .output("districts", folder.resolve("housing.parquet"))
                .run(new ConvertStep());
        double r2 = r2();
        assertTrue(r2 >= 0.82, "r2 is " + r2);
    }

    private double r2() throws Exception {
        var split =
                new SqlStep.Settings(
                        List.of("script"), Map.of("seed", 42L), false, Optional.of("district"));
        StepRun.in(folder, split)
                .input("script", SQL.resolve("preprocess.sql"))
                .input("districts", folder.resolve("housing.parquet"))
                .output("train", folder.resolve("train.parquet"))
                .output("test", folder.resolve("test.parquet"))
                .run(new SqlStep());
        var forest =
                new ModelSettings(
                        Algorithm.RANDOM_FOREST,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(100),
                        42,
                        0);
        var settings =
                new TrainStep.Settings(
                        "median_house_value", List.of(), Optional.of("district"), 0.2, forest);
        StepRun.in(folder, settings)
                .input("table", folder.resolve("train.parquet"))
                .folder("model", folder.resolve("model"))
                .run(new TrainStep());
        StepRun.in(folder, new EvaluateStep.Settings())
                .input("model", folder.resolve("model"))
                .input("table", folder.resolve("test.parquet"))
                .output("metrics", folder.resolve("metrics.json"))
                .run(new EvaluateStep());
        return JsonFile.read(folder.resolve("metrics.json")).get("r2").getAsDouble();
    }
}
