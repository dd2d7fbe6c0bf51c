package dev.weir.report;

import dev.weir.build.event.BuildReport;
import dev.weir.pipeline.TaskName;
import java.nio.file.Path;
import java.util.List;

/// What a console has to know beside the events.
public interface Telling {
    /// The command line that runs just this task again.
    String again(TaskName task);

    /// A path as the user would write it from where they are.
    String path(Path path);

    /// Whether it is a task that does something itself, which is what is counted.
    boolean isCounted(TaskName task);

    /// How a build that ended differs from the one before it, a line each: params, metrics.
    List<String> changes(BuildReport report);
}
