package dev.weir.ml.model;

import dev.weir.step.StepFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/// XGBoost's gradient boosted trees, kept as UBJSON. The same rows and settings give the same
/// bytes, whatever the number of threads.
final class BoostedTrees implements Regressor {
    static final String FILE = "model.ubj";

    private final Booster booster;

    private BoostedTrees(Booster booster) {
        this.booster = booster;
    }

    static BoostedTrees fit(Rows rows, ModelSettings settings, int threads, Pulse pulse)
            throws StepFailure, InterruptedException {
        Libraries.loadXGBoost();
        try {
            var matrix = matrix(rows);
            try {
                var booster =
                        XGBoost.train(matrix, params(settings, threads), 0, Map.of(), null, null);
                int rounds = rounds(settings);
                for (int round = 0; round < rounds; round++) {
                    pulse.beat(round, rounds);
                    booster.update(matrix, round);
                }
                return new BoostedTrees(booster);
            } finally {
                matrix.dispose();
            }
        } catch (XGBoostError e) {
            throw new IllegalStateException("XGBoost: " + e.getMessage(), e);
        }
    }

    static int rounds(ModelSettings settings) {
        return settings.rounds().orElse(100);
    }

    static int depth(ModelSettings settings) {
        return settings.maxDepth().orElse(6);
    }

    static double learningRate(ModelSettings settings) {
        return settings.learningRate().orElse(0.1);
    }

    private static DMatrix matrix(Rows rows) throws XGBoostError {
        var matrix = new DMatrix(rows.values(), rows.size(), rows.features().size(), Float.NaN);
        matrix.setLabel(rows.target());
        matrix.setFeatureNames(rows.names().toArray(String[]::new));
        return matrix;
    }

    private static Map<String, Object> params(ModelSettings settings, int threads) {
        var params = new HashMap<String, Object>();
        params.put("objective", "reg:squarederror");
        params.put("tree_method", "hist");
        params.put("max_depth", depth(settings));
        params.put("eta", learningRate(settings));
        params.put("seed", settings.seed());
        params.put("nthread", threads);
        params.put("verbosity", 0);
        return params;
    }

    static BoostedTrees read(Path file) throws StepFailure, IOException {
        Libraries.loadXGBoost();
        try {
            return new BoostedTrees(XGBoost.loadModel(Files.readAllBytes(file)));
        } catch (XGBoostError e) {
            throw new StepFailure("'%s' is no model of XGBoost".formatted(file), e);
        }
    }

    @Override
    public float[] predict(Rows rows) {
        if (rows.size() == 0) {
            return new float[0]; // XGBoost's answer to no question is null
        }
        try {
            var matrix = matrix(rows);
            try {
                var predictions = booster.predict(matrix);
                var flat = new float[predictions.length];
                IntStream.range(0, flat.length).forEach(i -> flat[i] = predictions[i][0]);
                return flat;
            } finally {
                matrix.dispose();
            }
        } catch (XGBoostError e) {
            throw new IllegalStateException("XGBoost: " + e.getMessage(), e);
        }
    }

    @Override
    public void write(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            booster.saveModel(out, "ubj");
        } catch (XGBoostError e) {
            throw new IllegalStateException("XGBoost: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        booster.dispose();
    }
}
