package dev.weir.engine;

import dev.weir.build.verdict.StepKeys;
import dev.weir.pipeline.Value;
import dev.weir.step.catalogue.StepCatalogue;
import dev.weir.step.catalogue.StepEntry;
import dev.weir.step.own.OwnCode;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;

/// What the catalogue of steps has for their keys. Loads no step.
///
/// @param catalogue in which every step of the pipeline is
/// @param own has those of them that the user wrote
record CataloguedSteps(StepCatalogue catalogue, Supplier<Optional<OwnCode>> own)
        implements StepKeys {
    @Override
    public SortedMap<String, String> code(String step) {
        return entry(step).code();
    }

    @Override
    public Optional<String> changed(String step) {
        return own.get().flatMap(code -> code.changed(step));
    }

    @Override
    public Value.Mapping canonical(String step, Value.Mapping with) {
        return entry(step).shape().canonical(with);
    }

    private StepEntry entry(String step) {
        return catalogue
                .find(step)
                .orElseThrow(() -> new IllegalStateException("no step '" + step + "'"));
    }
}
