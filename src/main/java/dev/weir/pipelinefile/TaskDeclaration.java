package dev.weir.pipelinefile;

import dev.weir.diagnostic.Span;
import dev.weir.pipeline.TaskName;

/// A task as it is written: its keys are known, nothing else.
///
/// @param at where its name stands
record TaskDeclaration(TaskName name, Span at, Fields fields) {}
