package dev.weir.ml.model;

import dev.weir.step.StepFailure;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import smile.data.DataFrame;
import smile.data.formula.Formula;
import smile.data.vector.FloatVector;
import smile.data.vector.ValueVector;
import smile.regression.RandomForest;
import smile.validation.RegressionMetrics;

/// Smile's random forest with exact splits, kept as a filtered Java object. The same rows and
/// settings give the same bytes, whatever the number of threads.
final class Forest implements Regressor {
    static final String FILE = "model.smile";

    /// What a file may hold: a forest and the few classes it is made of.
    private static final ObjectInputFilter FILTER =
            ObjectInputFilter.Config.createFilter(
                    "maxbytes=4294967296;maxdepth=200;maxrefs=200000000;maxarray=100000000;"
                            + "smile.regression.*;smile.model.cart.*;smile.data.formula.*;"
                            + "smile.data.type.*;smile.data.measure.*;"
                            + "smile.validation.RegressionMetrics;"
                            + "java.lang.Object;java.lang.Number;java.lang.Integer;java.lang.Enum;"
                            + "java.util.ArrayList;java.util.HashMap;java.util.Map$Entry;!*");

    private static final RegressionMetrics NONE = new RegressionMetrics(0, 0, 0, 0, 0, 0, 0, 0);

    private final RandomForest forest;

    private Forest(RandomForest forest) {
        this.forest = forest;
    }

    static Forest fit(Rows rows, String target, ModelSettings settings, int threads, Pulse pulse)
            throws StepFailure, InterruptedException {
        requireValues(rows);
        int trees = trees(settings);
        var seeds = new SplittableRandom(settings.seed()).longs(trees).toArray();
        var options =
                new RandomForest.Options(
                        trees,
                        Math.max(rows.features().size() / 3, 1),
                        depth(settings),
                        Math.max(rows.size() / 5, 2),
                        5,
                        1.0,
                        seeds,
                        null);
        var frame = frame(rows, target);
        pulse.beat(0, trees);
        try (var pool = new ForkJoinPool(threads)) {
            var forest =
                    pool.submit(() -> RandomForest.fit(Formula.lhs(target), frame, options)).get();
            return new Forest(withoutTimes(forest));
        } catch (ExecutionException e) {
            throw new IllegalStateException("Smile: " + e.getCause(), e);
        }
    }

    static int trees(ModelSettings settings) {
        return settings.trees().orElse(100);
    }

    static int depth(ModelSettings settings) {
        return settings.maxDepth().orElse(20);
    }

    /// The figures Smile keeps beside each tree hold seconds, which differ from run to run.
    private static RandomForest withoutTimes(RandomForest forest) {
        var models =
                Arrays.stream(forest.models())
                        .map(model -> new RandomForest.Model(model.tree(), NONE))
                        .toArray(RandomForest.Model[]::new);
        return new RandomForest(forest.formula(), models, NONE, forest.importance());
    }

    private static void requireValues(Rows rows) throws StepFailure {
        for (int i = 0; i < rows.values().length; i++) {
            if (Float.isNaN(rows.values()[i])) {
                var name = rows.names().get(i % rows.features().size());
                throw new StepFailure(
                        "feature '%s' has missing values, which a random forest does not take: fill or drop them in SQL"
                                .formatted(name));
            }
        }
    }

    private static DataFrame frame(Rows rows, String target) {
        int width = rows.features().size();
        boolean judged = !target.isEmpty();
        var columns = new ValueVector[width + (judged ? 1 : 0)];
        for (int column = 0; column < width; column++) {
            var values = new float[rows.size()];
            for (int row = 0; row < values.length; row++) {
                values[row] = rows.values()[row * width + column];
            }
            columns[column] = new FloatVector(rows.names().get(column), values);
        }
        if (judged) {
            columns[width] = new FloatVector(target, rows.target());
        }
        return new DataFrame(columns);
    }

    static Forest read(Path file) throws StepFailure, IOException {
        try {
            return new Forest((RandomForest) smile.io.Read.object(file, FILTER));
        } catch (InvalidClassException | ClassNotFoundException | ClassCastException e) {
            throw new StepFailure("'%s' is no random forest of Smile".formatted(file), e);
        }
    }

    @Override
    public float[] predict(Rows rows) throws StepFailure {
        requireValues(rows);
        var frame = frame(rows, "");
        var predictions = new float[rows.size()];
        for (int row = 0; row < predictions.length; row++) {
            predictions[row] = (float) forest.predict(frame.get(row));
        }
        return predictions;
    }

    @Override
    public void write(Path file) throws IOException {
        smile.io.Write.object(forest, file);
    }

    @Override
    public void close() {}
}
