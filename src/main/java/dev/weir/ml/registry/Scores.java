package dev.weir.ml.registry;

import dev.weir.ml.data.Database;
import dev.weir.ml.data.Database.Limits;
import dev.weir.ml.data.TableFile;
import dev.weir.ml.model.Rows;
import dev.weir.step.StepContext;
import dev.weir.step.StepFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// How two versions do on the same rows.
///
/// @param fresh the new version's root mean squared error
/// @param deployed the deployed one's
/// @param rows how many rows both had a prediction for
record Scores(double fresh, double deployed, int rows) {
    /// Asks both about the table `judge`.
    static Scores of(StepContext<?> context, Version deployed, Version version)
            throws StepFailure, IOException, InterruptedException {
        var judge = context.input("judge");
        var rows = read(context, version, judge);
        try (var model = version.open()) {
            var fresh = model.predict(rows);
            var old = deployed(context, deployed, judge, rows);
            var scores = compare(rows.target(), fresh, old);
            if (scores.isEmpty()) {
                throw incomparable(deployed, version);
            }
            return scores.get();
        }
    }

    private static Rows read(StepContext<?> context, Version version, Path judge)
            throws StepFailure, IOException, InterruptedException {
        try (var database = Database.open(context, List.of(judge))) {
            return version.card()
                    .model()
                    .selection(true)
                    .read(database, TableFile.relation(List.of(judge)));
        }
    }

    private static float[] deployed(StepContext<?> context, Version deployed, Path judge, Rows rows)
            throws StepFailure, IOException, InterruptedException {
        if (deployed.card().scripts().isEmpty() || rows.ids().length == 0) {
            try (var model = deployed.open()) {
                return model.predict(read(context, deployed, judge));
            }
        }
        var limits = new Limits(context.cpus(), context.memory(), context.scratch());
        try (var predictor = Predictor.of(deployed, limits)) {
            var answer = predictor.predict(context.input("rows"));
            var values = new float[rows.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = answer.value(Math.toIntExact(rows.ids()[i]));
            }
            return values;
        }
    }

    private static StepFailure incomparable(Version deployed, Version version)
            throws StepFailure, IOException {
        return new StepFailure(
                """
                the deployed %s has no prediction for any row that %s has one for, so nothing tells which is better: \
                give other data a deployment of its own ('to'), or decide by hand: weir model deploy %s\
                """
                        .formatted(deployed.said(), version.id(), version.id()));
    }

    /// Empty when no row has a prediction of both.
    private static Optional<Scores> compare(float[] truth, float[] fresh, float[] old) {
        double freshSquares = 0;
        double oldSquares = 0;
        int rows = 0;
        for (int i = 0; i < truth.length; i++) {
            if (!Float.isNaN(fresh[i]) && !Float.isNaN(old[i])) {
                freshSquares += square(fresh[i] - truth[i]);
                oldSquares += square(old[i] - truth[i]);
                rows++;
            }
        }
        return rows == 0
                ? Optional.empty()
                : Optional.of(
                        new Scores(
                                Math.sqrt(freshSquares / rows),
                                Math.sqrt(oldSquares / rows),
                                rows));
    }

    private static double square(double value) {
        return value * value;
    }
}
