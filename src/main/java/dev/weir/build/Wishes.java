package dev.weir.build;

import dev.weir.pipeline.Task;

/// What the user asked of single tasks.
///
/// @param request the request as a whole
record Wishes(BuildRequest request) {
    /// Whether the task is to run whatever is known.
    boolean isForced(Task task) {
        if (request.rerun().contains(task.name())) {
            return true;
        }
        return request.force() && (!request.only() || request.targets().contains(task.name()));
    }

    /// Whether the task may run at all.
    boolean mayRun(Task task) {
        return !request.only() || request.targets().contains(task.name());
    }

    /// Whether its temporary outputs go once no one needs them.
    boolean removesTemporaries(Task task) {
        return !task.isEffect()
                && !request.keepTemporary()
                && !request.targets().contains(task.name());
    }
}
