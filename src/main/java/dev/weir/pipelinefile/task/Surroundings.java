package dev.weir.pipelinefile.task;

import dev.weir.diagnostic.Diagnostics;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.pipelinefile.file.Home;
import dev.weir.pipelinefile.param.Params;
import dev.weir.pipelinefile.render.Budget;
import dev.weir.pipelinefile.render.OutsideNames;
import java.util.List;

/// What all tasks of a file have in common.
///
/// @param home where its names and paths belong
/// @param variables those of every command
/// @param temporary the folders whose outputs are temporary
/// @param pools what they share while they run
/// @param steps those that `uses` can name
public record Surroundings(
        Home home,
        Params params,
        OutsideNames outside,
        Tasks tasks,
        TaskVariables variables,
        List<WorkspacePath> temporary,
        Pools pools,
        UsedSteps steps,
        Diagnostics diagnostics,
        Budget budget) {
    public Surroundings {
        temporary = List.copyOf(temporary);
    }
}
