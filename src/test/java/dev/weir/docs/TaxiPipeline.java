package dev.weir.docs;

import dev.weir.build.event.BuildEvent;
import dev.weir.build.event.BuildReport;
import dev.weir.build.verdict.Reason;
import dev.weir.engine.Weir;
import dev.weir.exec.Cancellation;
import dev.weir.pipeline.Output.Kind;
import dev.weir.pipeline.Pipeline;
import dev.weir.pipeline.PipelineBuilder;
import dev.weir.pipeline.TaskBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Predicts how long a taxi trip takes. What a Pipelinefile has as params are fields here.
record TaxiPipeline(int year, int month, long rows, int maxDepth) {
    private static final Map<String, Object> MINUTES = Map.of("low", 1, "high", 60);

    public static void main(String[] arguments) throws Exception {
        Pipeline pipeline = new TaxiPipeline(2023, 1, 2_000_000, 6).pipeline();
        Weir weir = Weir.of(Path.of(""), pipeline);
        BuildReport report =
                weir.build(weir.request("deploy"), TaxiPipeline::tell, new Cancellation());
        System.exit(report.isGood() ? 0 : 1);
    }

    private static void tell(BuildEvent event) {
        switch (event) {
            case BuildEvent.TaskStarted(var task, List<Reason> why) ->
                    System.out.println(task + ": " + why.getFirst().message());
            case BuildEvent.TaskSaid(_, String line) -> System.out.println("  " + line);
            case BuildEvent.TaskEnded(var task, var outcome) when !outcome.isGood() ->
                    System.out.println(task + ": " + outcome);
            default -> {}
        }
    }

    Pipeline pipeline() {
        return new PipelineBuilder("taxi-duration")
                .task("extract", this::extract)
                .task("validate", this::validate)
                .task("transform", this::transform)
                .task("features", this::features)
                .task("train", this::train)
                .task("validate-model", this::validateModel)
                .task("save", this::save)
                .task("deploy-model", this::deployModel)
                .task("cleanup", this::cleanup)
                .task("deploy", task -> task.needs("deploy-model", "cleanup"))
                .target("deploy")
                .build();
    }

    private String label() {
        return "%d-%02d".formatted(year, month);
    }

    private String trips() {
        return "data/raw/green_" + label() + ".parquet";
    }

    private String next() {
        return "data/raw/green_" + label() + "_next.parquet";
    }

    private TaskBuilder extract(TaskBuilder task) {
        var variables = Map.of("rows", rows, "year", year, "month", month, "seed", 42);
        return task.uses(
                        "sql",
                        Map.of("scripts", List.of("trips", "columns"), "variables", variables))
                .input("trips", "examples/taxi/synthetic.sql")
                .input("columns", "examples/taxi/synthetic_green.sql")
                .output("trips", trips())
                .output("next", next());
    }

    private TaskBuilder validate(TaskBuilder task) {
        return task.uses("check-data", Map.of("month", label(), "later", Map.of("next", 1)))
                .input("schema", "examples/taxi/green.schema.yaml")
                .input("trips", trips())
                .input("next", next())
                .output("report", "artifacts/data-quality.json", Kind.REPORT);
    }

    private TaskBuilder transform(TaskBuilder task) {
        var variables = Map.of("minutes", MINUTES);
        return task.uses("sql", Map.of("each", true, "row_id", "trip_id", "variables", variables))
                .needs("validate")
                .input("script", "examples/taxi/transform.sql")
                .input("trips", trips())
                .input("next", next())
                .temporary("trips", "data/interim/clean.parquet")
                .temporary("next", "data/interim/clean_next.parquet");
    }

    private TaskBuilder features(TaskBuilder task) {
        return task.uses("sql", Map.of("each", true))
                .input("script", "examples/taxi/features.sql")
                .input("trips", "data/interim/clean.parquet")
                .input("next", "data/interim/clean_next.parquet")
                .temporary("trips", "data/interim/features.parquet")
                .temporary("next", "data/interim/features_next.parquet");
    }

    private TaskBuilder train(TaskBuilder task) {
        var model =
                Map.of(
                        "algorithm",
                        "xgboost",
                        "max_depth",
                        maxDepth,
                        "learning_rate",
                        0.1,
                        "rounds",
                        100,
                        "trees",
                        100,
                        "seed",
                        42);
        return task.uses("train", Map.of("target", "duration", "id", "trip_id", "model", model))
                .resources(2, 0)
                .input("table", "data/interim/features.parquet")
                .input("judge", "data/interim/features_next.parquet")
                .output("model", "artifacts/model/", Kind.MODEL)
                .output("metrics", "artifacts/metrics.json", Kind.METRICS);
    }

    private TaskBuilder validateModel(TaskBuilder task) {
        return task.uses("gate", Map.of("rmse", List.of("<= 8.0", "< baseline_rmse")))
                .input("metrics", "artifacts/metrics.json");
    }

    private TaskBuilder save(TaskBuilder task) {
        return task.uses(
                        "save-model",
                        Map.of(
                                "name", "taxi-duration",
                                "label", label(),
                                "scripts", List.of("transform", "features"),
                                "variables", Map.of("minutes", MINUTES)))
                .needs("validate-model")
                .effect(true)
                .input("model", "artifacts/model/")
                .input("metrics", "artifacts/metrics.json")
                .input("rows", trips())
                .input("transform", "examples/taxi/transform.sql")
                .input("features", "examples/taxi/features.sql")
                .output("receipt", "artifacts/saved.json");
    }

    private TaskBuilder deployModel(TaskBuilder task) {
        return task.uses("deploy-model", Map.of("to", "production", "tolerance", 0.15))
                .effect(true)
                .input("saved", "artifacts/saved.json")
                .input("judge", "data/interim/features_next.parquet")
                .input("rows", next())
                .output("receipt", "artifacts/deployment.json");
    }

    private TaskBuilder cleanup(TaskBuilder task) {
        return task.uses("prune-models", Map.of("name", "taxi-duration", "keep", 10))
                .effect(true)
                .input("deployment", "artifacts/deployment.json");
    }
}
