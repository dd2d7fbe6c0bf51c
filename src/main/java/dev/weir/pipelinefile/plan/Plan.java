package dev.weir.pipelinefile.plan;

import dev.weir.pipeline.Outside;
import dev.weir.pipeline.Pipeline;
import dev.weir.step.catalogue.StepCatalogue;

/// What a Pipelinefile came to.
///
/// @param steps those that its tasks use
/// @param outside the variables it can take as they are now
public record Plan(Pipeline pipeline, StepCatalogue steps, Outside outside) {}
