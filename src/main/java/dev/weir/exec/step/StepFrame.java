package dev.weir.exec.step;

import dev.weir.exec.Cancellation;
import dev.weir.exec.Invocation;
import dev.weir.exec.LogSink;

/// What surrounds one run of a step.
///
/// @param work the same as that of `what`
record StepFrame(
        Invocation what, Invocation.StepRun work, LogSink log, Cancellation cancellation) {}
