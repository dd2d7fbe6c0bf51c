package dev.weir.exec.step;

import dev.weir.step.Step;
import java.util.Optional;

/// Finds steps.
public interface Steps {
    /// The class behind what `uses` names; empty when there is none.
    Optional<Class<? extends Step<?>>> type(String id);
}
