package dev.weir.ml.example;

import dev.weir.ml.StepRun;
import dev.weir.ml.data.SqlStep;
import dev.weir.ml.model.ModelSettings;
import dev.weir.ml.model.ModelSettings.Algorithm;
import dev.weir.ml.model.TrainStep;
import dev.weir.ml.quality.CheckDataStep;
import dev.weir.ml.registry.SaveModelStep;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The tasks of the taxi pipeline, with the settings they have there, run one by one in a folder.
record Taxi(Path folder, String fleet, int year, int month) {
    private static final Path SQL = Path.of("examples/taxi").toAbsolutePath();
    private static final Map<String, Object> MINUTES = Map.of("low", 1L, "high", 60L);

    Path trips() {
        return folder.resolve("raw/trips.parquet");
    }

    Path next() {
        return folder.resolve("raw/next.parquet");
    }

    Path metrics() {
        return folder.resolve("metrics.json");
    }

    Path predictions() {
        return folder.resolve("predictions.parquet");
    }

    void synthesize(long rows, int cpus) throws Exception {
        var variables =
                Map.<String, Object>of(
                        "rows", rows, "year", (long) year, "month", (long) month, "seed", 42L);
        StepRun.in(
                        folder,
                        new SqlStep.Settings(
                                List.of("trips", "columns"), variables, false, Optional.empty()))
                .cpus(cpus)
                .input("trips", SQL.resolve("synthetic.sql"))
                .input("columns", SQL.resolve("synthetic_" + fleet + ".sql"))
                .output("trips", trips())
                .output("next", next())
                .run(new SqlStep());
    }

    List<String> validate() throws Exception {
        return validate(trips(), next());
    }

    List<String> validate(Path trips, Path next) throws Exception {
        var settings =
                new CheckDataStep.Settings(
                        Optional.of("%d-%02d".formatted(year, month)), Map.of("next", 1));
        return StepRun.in(folder, settings)
                .input("schema", SQL.resolve(fleet + ".schema.yaml"))
                .input("trips", trips)
                .input("next", next)
                .output("report", folder.resolve("data-quality.json"))
                .run(new CheckDataStep())
                .log();
    }

    List<String> train(Path trips, Path next) throws Exception {
        var clean =
                new SqlStep.Settings(
                        List.of("script"),
                        Map.of("minutes", MINUTES),
                        true,
                        Optional.of("trip_id"));
        var log =
                StepRun.in(folder, clean)
                        .input("script", SQL.resolve("transform.sql"))
                        .input("trips", trips)
                        .input("next", next)
                        .output("trips", folder.resolve("clean.parquet"))
                        .output("next", folder.resolve("clean_next.parquet"))
                        .run(new SqlStep())
                        .log();
        StepRun.in(
                        folder,
                        new SqlStep.Settings(List.of("script"), Map.of(), true, Optional.empty()))
                .input("script", SQL.resolve("features.sql"))
                .input("trips", folder.resolve("clean.parquet"))
                .input("next", folder.resolve("clean_next.parquet"))
                .output("trips", folder.resolve("features.parquet"))
                .output("next", folder.resolve("features_next.parquet"))
                .run(new SqlStep());
        var model =
                new ModelSettings(
                        Algorithm.XGBOOST,
                        Optional.of(6),
                        Optional.of(0.1),
                        Optional.of(100),
                        Optional.empty(),
                        42,
                        0);
        var settings =
                new TrainStep.Settings("duration", List.of(), Optional.of("trip_id"), 0.2, model);
        StepRun.in(folder, settings)
                .input("table", folder.resolve("features.parquet"))
                .input("judge", folder.resolve("features_next.parquet"))
                .folder("model", folder.resolve("model"))
                .output("metrics", metrics())
                .output("predictions", predictions())
                .run(new TrainStep());
        return log;
    }

    void save(Path rows) throws Exception {
        var settings =
                new SaveModelStep.Settings(
                        "taxi-duration",
                        "artifacts/registry",
                        "%d-%02d".formatted(year, month),
                        List.of("transform", "features"),
                        Map.of("minutes", MINUTES));
        StepRun.in(folder, settings)
                .input("model", folder.resolve("model"))
                .input("metrics", metrics())
                .input("rows", rows)
                .input("transform", SQL.resolve("transform.sql"))
                .input("features", SQL.resolve("features.sql"))
                .output("receipt", folder.resolve("saved.json"))
                .run(new SaveModelStep());
    }
}
