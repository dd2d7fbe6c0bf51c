package dev.weir.ml;

import dev.weir.ml.data.ConvertStep;
import dev.weir.ml.data.SqlStep;
import dev.weir.ml.model.EvaluateStep;
import dev.weir.ml.model.TrainStep;
import dev.weir.ml.quality.CheckDataStep;
import dev.weir.ml.quality.GateStep;
import dev.weir.ml.registry.DeployModelStep;
import dev.weir.ml.registry.PruneModelsStep;
import dev.weir.ml.registry.SaveModelStep;
import dev.weir.ml.source.FetchStep;
import dev.weir.step.Step;
import java.util.List;
import java.util.Optional;

/// The steps that come with weir: what `uses` calls them, and their classes.
///
/// Asking for the names loads no step; asking for a class loads that class, none of the libraries
/// it works with.
public final class BuiltInSteps {
    private static final List<String> NAMES =
            List.of(
                    "check-data",
                    "convert",
                    "deploy-model",
                    "evaluate",
                    "fetch",
                    "gate",
                    "prune-models",
                    "save-model",
                    "sql",
                    "train");

    private BuiltInSteps() {}

    /// All names, in alphabetical order.
    public static List<String> names() {
        return NAMES;
    }

    /// The class behind a name; its settings are the type argument of [Step] in it.
    public static Optional<Class<? extends Step<?>>> type(String name) {
        return switch (name) {
            case "check-data" -> Optional.of(CheckDataStep.class);
            case "convert" -> Optional.of(ConvertStep.class);
            case "deploy-model" -> Optional.of(DeployModelStep.class);
            case "evaluate" -> Optional.of(EvaluateStep.class);
            case "fetch" -> Optional.of(FetchStep.class);
            case "gate" -> Optional.of(GateStep.class);
            case "prune-models" -> Optional.of(PruneModelsStep.class);
            case "save-model" -> Optional.of(SaveModelStep.class);
            case "sql" -> Optional.of(SqlStep.class);
            case "train" -> Optional.of(TrainStep.class);
            default -> Optional.empty();
        };
    }
}
