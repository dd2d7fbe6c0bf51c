package dev.weir.ml.model;

import dev.weir.ml.data.Counts;
import dev.weir.ml.data.Database;
import dev.weir.ml.data.JsonFile;
import dev.weir.step.StepContext;
import dev.weir.step.StepFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Asks a model for rows whose truth is known, and writes what came of it: the output `metrics`,
/// and the output `predictions` if it is declared.
final class Judging {
    static final String METRICS = "metrics";
    static final String PREDICTIONS = "predictions";

    private Judging() {}

    /// Whether the task wants rows to be judged.
    static boolean isWanted(StepContext<?> context) {
        return context.outputNames().contains(METRICS)
                || context.outputNames().contains(PREDICTIONS);
    }

    /// @param mean the mean target of the rows the model was fitted on
    static void report(StepContext<?> context, Regressor model, double mean, Rows rows)
            throws StepFailure, InterruptedException, IOException {
        if (rows.size() == 0) {
            throw new StepFailure("there are no rows to judge the model on");
        }
        var predictions = model.predict(rows);
        var metrics = Metrics.of(predictions, rows.target(), mean);
        context.log(
                String.format(
                        Locale.ROOT,
                        "judged on %s rows: rmse %.4f (always the mean: %.4f), mae %.4f, r2 %.4f",
                        Counts.text(metrics.rows()),
                        metrics.rmse(),
                        metrics.baselineRmse(),
                        metrics.mae(),
                        metrics.r2()));
        if (context.outputNames().contains(METRICS)) {
            JsonFile.write(context.output(METRICS), metrics.json());
        }
        if (context.outputNames().contains(PREDICTIONS)) {
            write(context, rows, predictions, context.output(PREDICTIONS));
        }
    }

    private static void write(StepContext<?> context, Rows rows, float[] predictions, Path file)
            throws StepFailure, InterruptedException {
        try (var database = Database.open(context, List.of(file))) {
            Predictions.of(rows, predictions).into(database, "predictions");
            database.write("predictions", file);
        }
    }
}
