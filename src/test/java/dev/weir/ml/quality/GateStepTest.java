package dev.weir.ml.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.ml.StepRun;
import dev.weir.step.StepFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GateStepTest {
    @TempDir Path folder;

    @Test
    void a_gate_opens_when_all_conditions_hold_and_says_so() throws Exception {
        assertEquals(
                List.of(
                        "r2 is 0.75, wanted > 0.5: ok",
                        "rmse is 4.25, wanted <= 8: ok",
                        "rmse is 4.25, wanted < 0.5 * baseline_rmse (4.5): ok",
                        "rows is 100, wanted == 100: ok"),
                gate(
                        Map.of(
                                "rmse", List.of("<= 8", "< 0.5*baseline_rmse"),
                                "rows", "==100",
                                "r2", "> 5e-1")));
    }

    @Test
    void a_closed_gate_names_each_figure_and_its_bound() {
        assertEquals(
                "the gate is closed: r2 is 0.75, wanted >= 0.8; rmse is 4.25, wanted <= 4",
                failure(Map.of("rmse", "<= 4", "r2", ">= 0.8", "rows", ">= 1")));
    }

    @Test
    void a_figure_that_is_not_there_is_named() {
        assertEquals(
                "there is no metric 'rsme', only rmse, r2, baseline_rmse, rows",
                failure(Map.of("rsme", "<= 4")));
        assertEquals(
                "there is no metric 'base', only rmse, r2, baseline_rmse, rows",
                failure(Map.of("rmse", "<= base")));
    }

    @Test
    void what_is_no_condition_is_refused_before_anything_runs() {
        var failure =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> new GateStep.Settings(Map.of("rmse", "8")));
        assertEquals(
                "'rmse: 8' is no condition: write '<= 8', '< baseline_rmse' or '< 0.9 * baseline_rmse'",
                failure.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new GateStep.Settings(Map.of()));
    }

    private String failure(Map<String, Object> conditions) {
        return assertThrows(StepFailure.class, () -> gate(conditions)).getMessage();
    }

    private List<String> gate(Map<String, Object> conditions) throws Exception {
        var metrics = folder.resolve("metrics.json");
        Files.writeString(
                metrics, "{\"rmse\": 4.25, \"r2\": 0.75, \"baseline_rmse\": 9.0, \"rows\": 100}");
        return StepRun.in(folder, new GateStep.Settings(conditions))
                .input("metrics", metrics)
                .run(new GateStep())
                .log();
    }
}
