package dev.weir.exec.step;

import dev.weir.pipeline.Value;
import dev.weir.step.Step;

/// Makes the settings of steps.
public interface StepSettings {
    /// The settings of a step, an instance of its type argument.
    ///
    /// @param with as written, expressions rendered
    /// @throws IllegalArgumentException when they do not fit; the message is for the user
    Record of(Class<? extends Step<?>> step, Value.Mapping with);
}
