package dev.weir.cli.session;

import dev.weir.build.upkeep.Storage;
import dev.weir.graph.TaskGraph;
import dev.weir.pipeline.Outside;
import dev.weir.pipeline.Pipeline;
import dev.weir.pipeline.Unseen;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.pipelinefile.Spans;
import dev.weir.step.catalogue.StepCatalogue;
import java.nio.file.Path;

/// The pipeline that weir was started for.
///
/// @param root the folder of the Pipelinefile, absolute
/// @param pipelinefile its name there
/// @param folder where the user is: what their paths are relative to
/// @param spans where things stand in the Pipelinefile
/// @param steps those that its tasks use are among them
/// @param outside the variables it can take
/// @param storage where results are kept
public record Project(
        Path root,
        String pipelinefile,
        Path folder,
        Pipeline pipeline,
        TaskGraph graph,
        Spans spans,
        StepCatalogue steps,
        Outside outside,
        Storage storage) {
    /// weir's own folder.
    public Path cache() {
        return root.resolve(Unseen.CACHE);
    }

    /// A path as the user would write it: relative to where they are when that is no detour.
    public String shown(Path path) {
        if (path.startsWith(folder)) {
            String relative = folder.relativize(path).toString();
            return relative.isEmpty() ? "." : relative;
        }
        return path.startsWith(root) ? folder.relativize(path).toString() : path.toString();
    }

    /// The same for something in the workspace.
    public String shown(WorkspacePath path) {
        return shown(root.resolve(path.text()));
    }
}
