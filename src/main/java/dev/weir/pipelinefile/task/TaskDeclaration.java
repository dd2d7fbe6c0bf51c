package dev.weir.pipelinefile.task;

import dev.weir.diagnostic.Span;
import dev.weir.pipeline.TaskName;
import dev.weir.pipelinefile.key.Fields;

/// A task as it is written: its keys are known, nothing else.
///
/// @param at where its name stands
public record TaskDeclaration(TaskName name, Span at, Fields fields) {}
