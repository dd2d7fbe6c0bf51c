package dev.weir.pipelinefile;

import dev.weir.diagnostic.Diagnostics;
import dev.weir.pipeline.WorkspacePath;
import java.util.List;

/// What all tasks of a Pipelinefile have in common.
///
/// @param variables those of every command
/// @param temporary the folders whose outputs are temporary
record Surroundings(
        Params params,
        OutsideNames outside,
        Tasks tasks,
        TaskVariables variables,
        List<WorkspacePath> temporary,
        Diagnostics diagnostics,
        Budget budget) {
    Surroundings {
        temporary = List.copyOf(temporary);
    }
}
