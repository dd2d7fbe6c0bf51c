package dev.weir.story;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The pipelines that come with weir, as they come, on few rows.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ShippedPipelinesTest {
    private static final String[] ALL = {
        "extract-synthetic",
        "validate",
        "transform",
        "features",
        "train",
        "validate-model",
        "save",
        "deploy-model",
        "cleanup"
    };

    @RegisterExtension final Workspace workspace = new Workspace();

    private Workspace taxi() {
        copy(Path.of("examples/taxi"), "examples/taxi/");
        return copy(Path.of("Pipelinefile.yaml"), "Pipelinefile.yaml");
    }

    private Workspace copy(Path from, String to) {
        try {
            if (!Files.isDirectory(from)) {
                return workspace.file(to, Files.readString(from));
            }
            try (Stream<Path> files = Files.list(from)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    workspace.file(to + file.getFileName(), Files.readString(file));
                }
            }
            return workspace;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Workspace deploy(String... more) {
        var words =
                Stream.concat(Stream.of("deploy", "-P", "rows=20000"), Stream.of(more))
                        .toArray(String[]::new);
        return workspace.build(words);
    }

    @Test
    void trips_become_a_deployed_model_and_a_second_time_nothing_runs() {
        taxi();
        deploy().ran(ALL)
                .said("trips: dropped ", "distance not between 0 and 100 miles", "production: v_");
        assertTrue(deployed().matches("v_\\d{8}_\\d{6}"), deployed());
        workspace.lacks("data/interim/clean.parquet");
    }

    @Test
    void back_to_the_first_month_only_gates_and_effects_run() {
        taxi();
        deploy().ran(ALL);
        var january = deployed();
        deploy("--year", "2023", "--month", "2").ran(ALL);
        var february = deployed();
        deploy("--year", "2023", "--month", "1")
                .restored("validate", "train")
                .ran("validate-model", "save", "deploy-model", "cleanup")
                .said("production: %s (2023-02) → %s (2023-01)".formatted(february, january));
        var summary = workspace.out().substring(workspace.out().indexOf("4 ran, 2 restored"));
        assertTrue(summary.contains("production: " + february), "the summary: " + summary);
        assertEquals(january, deployed());
    }

    @Test
    void a_changed_parameter_of_the_model_leaves_the_data_alone() {
        taxi();
        deploy().ran(ALL);
        deploy("-P", "model.max_depth=4")
                .ran("train", "validate-model", "save", "deploy-model", "cleanup");
    }

    @Test
    void a_closed_gate_leaves_the_deployed_model_alone() {
        taxi();
        deploy().ran(ALL);
        var before = deployed();
        deploy("--max-rmse", "2", "-P", "model.rounds=50")
                .ran("train")
                .failed("validate-model")
                .skipped("save", "deploy-model", "cleanup", "deploy")
                .complained("the gate is closed: rmse is ", "wanted <= 2");
        assertEquals(before, deployed());
    }

    @Test
    void a_worse_model_is_not_deployed() {
        taxi();
        deploy().ran(ALL);
        var before = deployed();
        deploy("-P", "model.rounds=5", "--tolerance", "0.01")
                .ran("train", "validate-model", "save")
                .failed("deploy-model")
                .skipped("cleanup", "deploy")
                .complained("is worse than the deployed " + before, before + " stays");
        assertEquals(before, deployed());
    }

    @Test
    void errors_in_the_data_name_column_rule_count_and_report_and_keep_it() {
        taxi();
        deploy().ran(ALL);
        var schema = workspace.text("examples/taxi/green.schema.yaml");
        workspace.edit(
                "examples/taxi/green.schema.yaml",
                schema.replace("nulls: 0.01, range: { min: 0.01", "nulls: 0.01, range: { min: 2"));
        deploy().failed("validate")
                .skipped(
                        "transform",
                        "validate-model",
                        "save",
                        "deploy-model",
                        "cleanup",
                        "features",
                        "train",
                        "deploy")
                .complained(
                        "trips.trip_distance: range: 2 to 100 is due, ",
                        " of 20,000 rows",
                        "artifacts/data-quality.json",
                        "cache/failed/validate");
        var report =
                JsonParser.parseString(
                                workspace.text("cache/failed/validate/artifacts/data-quality.json"))
                        .getAsJsonObject();
        assertTrue(report.get("errors").getAsInt() >= 1, report.toString());
    }

    @Test
    void a_truncated_file_is_told_by_its_name() throws IOException {
        taxi().build("extract", "-P", "rows=2000").ran("extract-synthetic");
        var whole = Files.readAllBytes(workspace.path("data/raw/green_2023-01.parquet"));
        workspace.settle();
        Files.write(workspace.path("cut.parquet"), List.of("PAR1 and no end"));
        Files.write(workspace.path("whole.parquet"), whole);
        workspace
                .build(
                        "extract",
                        "--source",
                        "file",
                        "--trips-file",
                        "cut.parquet",
                        "--next-trips-file",
                        "whole.parquet")
                .failed("extract-file")
                .skipped("extract")
                .complained("'cut.parquet' is not a complete Parquet file");
    }

    @Test
    void public_files_come_over_http_and_december_is_judged_by_january() throws IOException {
        taxi().build("extract", "-P", "rows=20000", "--month", "12").ran("extract-synthetic");
        var december = Files.readAllBytes(workspace.path("data/raw/green_2023-12.parquet"));
        var january = Files.readAllBytes(workspace.path("data/raw/green_2023-12_next.parquet"));
        var asked = new ConcurrentLinkedQueue<String>();
        var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    asked.add(exchange.getRequestURI().getPath());
                    serve(exchange, asked.size(), december, january);
                });
        server.start();
        try {
            var base = "http://127.0.0.1:" + server.getAddress().getPort() + "/trip-data";
            workspace
                    .build("deploy", "--source", "tlc", "--base-url", base, "--month", "12")
                    .ran(
                            "extract-tlc",
                            "validate",
                            "transform",
                            "features",
                            "train",
                            "validate-model",
                            "save",
                            "deploy-model",
                            "cleanup")
                    .said("trying again", "production: v_");
        } finally {
            server.stop(0);
        }
        assertTrue(asked.contains("/trip-data/green_tripdata_2024-01.parquet"), asked.toString());
        workspace.settle();
        assertArrayEquals(
                december, Files.readAllBytes(workspace.path("data/raw/green_2023-12.parquet")));
    }

    /// Cuts the first answer in the middle.
    private static void serve(HttpExchange exchange, int number, byte[] december, byte[] january)
            throws IOException {
        var bytes = exchange.getRequestURI().getPath().contains("2023-12") ? december : january;
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes, 0, number == 1 ? bytes.length / 2 : bytes.length);
        exchange.close();
    }

    @Test
    void the_deployed_model_answers_for_raw_rows() {
        taxi();
        deploy().ran(ALL);
        workspace.weir("model", "predict", "data/raw/green_2023-01_next.parquet");
        assertEquals(2000, workspace.out().lines().count());
        workspace.complained("rows have no prediction");
    }

    @Test
    void old_versions_go_and_the_deployed_one_stays() throws IOException {
        taxi();
        for (int depth = 2; depth <= 4; depth++) {
            deploy("--keep-versions", "2", "-P", "model.max_depth=" + depth, "--tolerance", "9");
            if (depth == 2) {
                workspace.ran(ALL);
            } else {
                workspace.ran("train", "validate-model", "save", "deploy-model", "cleanup");
            }
        }
        workspace.said("removed v_");
        try (Stream<Path> versions =
                Files.list(workspace.path("artifacts/registry/taxi-duration"))) {
            assertEquals(
                    2, versions.filter(v -> v.getFileName().toString().startsWith("v_")).count());
        }
        assertTrue(Files.exists(workspace.path("artifacts/deployments/production/card.json")));
    }

    @Test
    void housing_runs_on_the_same_steps() {
        copy(Path.of("examples/housing"), "");
        workspace
                .build("-P", "rows=2000")
                .ran("generate", "preprocess", "train", "evaluate")
                .said("r2 0.");
    }

    private String deployed() {
        try {
            return Files.readSymbolicLink(workspace.path("artifacts/deployments/production"))
                    .getFileName()
                    .toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
