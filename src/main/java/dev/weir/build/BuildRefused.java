package dev.weir.build;

import java.util.List;
import java.util.stream.Collectors;

/// A build that was not begun: nothing ran and nothing was changed.
public final class BuildRefused extends Exception {
    private final transient List<Refusal> refusals;

    public BuildRefused(List<Refusal> refusals) {
        super(refusals.stream().map(Refusal::message).collect(Collectors.joining("; ")));
        this.refusals = List.copyOf(refusals);
    }

    /// All that is in the way, at least one.
    public List<Refusal> refusals() {
        return refusals;
    }

    /// One thing in the way: lower case, no full stop.
    public sealed interface Refusal {
        /// What is wrong.
        String message();

        /// Something in the Pipelinefile that cannot be.
        record Declared(
                dev.weir.pipeline.Place place, String message, java.util.Optional<String> help)
                implements Refusal {}

        /// Something else.
        record Said(String message) implements Refusal {}
    }
}
