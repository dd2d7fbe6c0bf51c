package dev.weir.ml.model;

import com.google.gson.JsonObject;

/// How far predictions are from the truth, and how far the mean of the training rows would be.
///
/// @param rmse root of the mean squared error, in units of the target
/// @param mae mean absolute error
/// @param r2 share of the variance that is explained, against the mean of the judged rows
/// @param baselineRmse the root mean squared error of always saying the training rows' mean
/// @param rows how many were judged
public record Metrics(double rmse, double mae, double r2, double baselineRmse, long rows) {
    /// Compares; all sums are made in row order, so that the same numbers give the same figures.
    ///
    /// @param trainingMean the mean target of the rows the model was fitted on
    public static Metrics of(float[] predictions, float[] truth, double trainingMean) {
        if (predictions.length != truth.length || truth.length == 0) {
            throw new IllegalArgumentException(
                    predictions.length + " predictions for " + truth.length + " rows");
        }
        double mean = mean(truth);
        double squares = 0;
        double absolute = 0;
        double variance = 0;
        double baseline = 0;
        for (int i = 0; i < truth.length; i++) {
            double error = (double) predictions[i] - truth[i];
            squares += error * error;
            absolute += Math.abs(error);
            variance += (truth[i] - mean) * (truth[i] - mean);
            baseline += (truth[i] - trainingMean) * (truth[i] - trainingMean);
        }
        int rows = truth.length;
        return new Metrics(
                Math.sqrt(squares / rows),
                absolute / rows,
                variance == 0 ? 0 : 1 - squares / variance,
                Math.sqrt(baseline / rows),
                rows);
    }

    static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /// The figures under the names a gate knows: `rmse`, `mae`, `r2`, `baseline_rmse`, `rows`.
    public JsonObject json() {
        var json = new JsonObject();
        json.addProperty("rmse", rmse);
        json.addProperty("mae", mae);
        json.addProperty("r2", r2);
        json.addProperty("baseline_rmse", baselineRmse);
        json.addProperty("rows", rows);
        return json;
    }
}
