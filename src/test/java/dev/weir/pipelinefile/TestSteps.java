package dev.weir.pipelinefile;

import dev.weir.step.Default;
import dev.weir.step.Help;
import dev.weir.step.Rest;
import dev.weir.step.catalogue.OwnStep;
import dev.weir.step.catalogue.OwnSteps;
import dev.weir.step.catalogue.StepCatalogue;
import dev.weir.step.catalogue.StepEntry;
import dev.weir.step.catalogue.StepShape;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Steps that only tests know, with every kind of setting.
final class TestSteps {
    private TestSteps() {}

    static StepCatalogue catalogue() {
        return StepCatalogue.of(
                List.of(
                        entry("fetch", Fetch.class),
                        entry("train", Train.class),
                        entry("gate", Gate.class),
                        entry("copy", Copy.class)));
    }

    /// A step of the user of any name, which takes any settings.
    static OwnSteps.Answer own(OwnStep step) {
        return new OwnSteps.Answer.Known(
                entry(step.id(), Gate.class), new TreeSet<>(List.of(step.uses())));
    }

    private static StepEntry entry(String name, Class<? extends Record> settings) {
        return StepEntry.of(name, "acme." + name, "0".repeat(64), "", StepShape.of(settings));
    }

    record Fetch(
            @Help("Where it comes from") String url,
            @Default("5") int attempts,
            @Default("1s") Duration backoff) {}

    record Train(
            @Help("The column to predict") String target,
            @Default("[]") List<String> features,
            @Default("0.2") double holdOut,
            Optional<Boolean> verbose,
            Model model) {}

    record Model(Algorithm algorithm, @Default("6") int maxDepth, Optional<Double> learningRate) {}

    enum Algorithm {
        XGBOOST,
        RANDOM_FOREST
    }

    record Gate(@Rest Map<String, Object> conditions) {}

    record Copy() {}
}
