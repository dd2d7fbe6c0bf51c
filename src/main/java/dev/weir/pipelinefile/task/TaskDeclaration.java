package dev.weir.pipelinefile.task;

import dev.weir.diagnostic.Span;
import dev.weir.pipeline.TaskName;
import dev.weir.pipelinefile.key.Fields;
import dev.weir.pipelinefile.matrix.Cell;
import dev.weir.pipelinefile.yaml.Node;
import java.util.Optional;

/// A task as it is written, or a cell of it: its keys are known, nothing else.
///
/// @param at where its name stands
/// @param env the variables of all tasks, which its own replace by name
public record TaskDeclaration(
        TaskName name, Span at, Fields fields, Optional<Node> env, Cell cell) {}
