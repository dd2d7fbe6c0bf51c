package dev.weir.cache;

import dev.weir.pipeline.WorkspacePath;

/// What was there when a result was recorded.
public sealed interface Recorded {
    /// Nothing that could be read.
    record New() implements Recorded {}

    /// The same outputs.
    record Same() implements Recorded {}

    /// Other outputs: the task is not deterministic, or the key does not see all that it reads.
    ///
    /// @param first the first output that differs
    record Differs(WorkspacePath first, ActionResult previous) implements Recorded {}
}
