package dev.weir.build.verdict;

import dev.weir.pipeline.TaskName;
import java.util.List;
import java.util.Set;

/// What is to be brought up to date, and how.
///
/// @param targets at least one
/// @param force whether every task of the closure runs whatever is known
/// @param rerun tasks that run whatever is known
/// @param only whether just the targets may run: an error when what they need is not up to date
/// @param keepGoing whether tasks that do not wait for a failed one still run
/// @param jobs how many processors tasks may occupy together, at least 1
/// @param overwrite whether a folder that holds foreign files may be replaced
/// @param keepTemporary whether temporary outputs stay
public record BuildRequest(
        List<TaskName> targets,
        boolean force,
        Set<TaskName> rerun,
        boolean only,
        boolean keepGoing,
        int jobs,
        boolean overwrite,
        boolean keepTemporary) {
    public BuildRequest {
        targets = List.copyOf(targets);
        rerun = Set.copyOf(rerun);
        if (jobs < 1) {
            throw new IllegalArgumentException("jobs must be 1 or more");
        }
    }

    /// The targets as they usually are brought up to date, on all processors.
    public static BuildRequest of(List<TaskName> targets) {
        int jobs = Runtime.getRuntime().availableProcessors();
        return new BuildRequest(targets, false, Set.of(), false, false, jobs, false, false);
    }
}
