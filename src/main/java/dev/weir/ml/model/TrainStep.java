package dev.weir.ml.model;

import com.google.gson.JsonObject;
import dev.weir.ml.data.Counts;
import dev.weir.ml.data.Database;
import dev.weir.ml.data.TableFile;
import dev.weir.step.Default;
import dev.weir.step.Help;
import dev.weir.step.Step;
import dev.weir.step.StepContext;
import dev.weir.step.StepFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Fits a model on the table `table` and judges it on rows it has not seen: those of the table
/// `judge`, or else a share of `table` that is held out by a hash of the row's id.
///
/// The same tables and settings give the same bytes, whatever the number of threads.
public final class TrainStep implements Step<TrainStep.Settings> {
    private static final String TABLE = "table";
    private static final String JUDGE = "judge";

    @Override
    public void run(StepContext<Settings> context) throws Exception {
        Libraries.prepare();
        var parts = read(context);
        if (parts.fit().size() == 0) {
            throw new StepFailure("there are no rows to fit a model on");
        }
        context.log("fitting on %s rows".formatted(Counts.text(parts.fit().size())));
        double mean = Metrics.mean(parts.fit().target());
        try (var model = fit(context, parts.fit())) {
            ModelFolder.write(
                    context.output("model"),
                    model,
                    (file, sha256) -> card(context.settings(), parts.fit(), mean, file, sha256));
            if (parts.judge().isPresent()) {
                Judging.report(context, model, mean, parts.judge().get());
            }
        }
    }

    private static Parts read(StepContext<Settings> context) throws Exception {
        var table = context.inputs(TABLE);
        var judge = context.inputs(JUDGE);
        if (table.isEmpty()) {
            throw new StepFailure("there is no input 'table' to fit on");
        }
        var files = new ArrayList<Path>(table);
        files.addAll(judge);
        var settings = context.settings();
        try (var database = Database.open(context, files)) {
            var rows = settings.selection().read(database, TableFile.relation(table));
            if (!Judging.isWanted(context)) {
                return new Parts(rows, Optional.empty());
            }
            if (judge.isEmpty()) {
                return heldOut(settings, rows);
            }
            var same =
                    new Rows.Selection(rows.names(), Optional.of(settings.target()), settings.id());
            return new Parts(rows, Optional.of(same.read(database, TableFile.relation(judge))));
        }
    }

    private static Parts heldOut(Settings settings, Rows rows) throws StepFailure {
        if (settings.id().isEmpty()) {
            throw new StepFailure(
                    "to hold rows out for judging, name the column that identifies a row as 'id', or give a table 'judge'");
        }
        var split = new Split(settings.holdOut(), settings.model().seed());
        return new Parts(
                rows.where(id -> !split.holdsOut(id)), Optional.of(rows.where(split::holdsOut)));
    }

    private static Regressor fit(StepContext<Settings> context, Rows rows)
            throws StepFailure, InterruptedException {
        var model = context.settings().model();
        int threads = model.threads(context.cpus());
        Pulse pulse = (_, _) -> context.checkCancelled();
        return switch (model.algorithm()) {
            case XGBOOST -> BoostedTrees.fit(rows, model, threads, pulse);
            case RANDOM_FOREST ->
                    Forest.fit(rows, context.settings().target(), model, threads, pulse);
        };
    }

    private static ModelCard card(
            Settings settings, Rows rows, double mean, String file, String sha256) {
        return new ModelCard(
                settings.model().algorithm(),
                file,
                sha256,
                settings.target(),
                settings.id(),
                rows.features(),
                params(settings.model()),
                rows.size(),
                mean);
    }

    /// Without the number of threads, which changes nothing.
    private static JsonObject params(ModelSettings model) {
        var params = new JsonObject();
        switch (model.algorithm()) {
            case XGBOOST -> {
                params.addProperty("max_depth", BoostedTrees.depth(model));
                params.addProperty("learning_rate", BoostedTrees.learningRate(model));
                params.addProperty("rounds", BoostedTrees.rounds(model));
            }
            case RANDOM_FOREST -> {
                params.addProperty("max_depth", Forest.depth(model));
                params.addProperty("trees", Forest.trees(model));
            }
        }
        params.addProperty("seed", model.seed());
        return params;
    }

    private record Parts(Rows fit, Optional<Rows> judge) {}

    /// @param target the column to predict
    /// @param features the columns to predict from; none for all but target and id
    /// @param id a whole number that names a row
    /// @param holdOut the share of rows kept for judging when there is no table for it
    public record Settings(
            @Help("The column to predict") String target,
            @Help("The columns to predict from; by default all but target and id") @Default("[]")
                    List<String> features,
            @Help("A column of whole numbers that name the rows; never a feature")
                    Optional<String> id,
            @Help("The share of rows kept for judging when there is no input 'judge'")
                    @Default("0.2")
                    double holdOut,
            @Help("Which model to fit, and how") ModelSettings model) {
        public Settings {
            features = List.copyOf(features);
            if (!(holdOut > 0 && holdOut < 1)) {
                throw new IllegalArgumentException(
                        "hold_out is %s, not between 0 and 1".formatted(holdOut));
            }
            if (features.contains(target)) {
                throw new IllegalArgumentException(
                        "the target '%s' is a feature".formatted(target));
            }
        }

        Rows.Selection selection() {
            return new Rows.Selection(features, Optional.of(target), id);
        }
    }
}
