package dev.weir.build.verdict;

import dev.weir.pipeline.Output;
import dev.weir.pipeline.Pipeline;
import dev.weir.pipeline.Task;
import dev.weir.pipeline.TaskName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// What the user asked of single tasks.
///
/// @param request the request as a whole
public record Wishes(BuildRequest request) {
    /// Whether the task is to run whatever is known.
    public boolean isForced(Task task) {
        if (request.rerun().contains(task.name())) {
            return true;
        }
        return request.force() && (!request.only() || request.targets().contains(task.name()));
    }

    /// Whether the task may run at all.
    public boolean mayRun(Task task) {
        return !request.only() || request.targets().contains(task.name());
    }

    /// Whether its temporary outputs go once no one needs them.
    public boolean removesTemporaries(Task task) {
        return !task.isEffect()
                && !request.keepTemporary()
                && !request.targets().contains(task.name());
    }

    /// The pipeline in which temporary outputs that do not go are like any others, so that those
    /// that went before come back; empty where there are none.
    public Optional<Pipeline> keeping(Pipeline pipeline) {
        SequencedMap<TaskName, Task> tasks = new LinkedHashMap<>(pipeline.tasks());
        boolean changed = false;
        for (Task task : pipeline.tasks().values()) {
            if (!removesTemporaries(task)
                    && !task.isEffect()
                    && task.outputs().stream().anyMatch(Output::temporary)) {
                tasks.put(task.name(), keeping(task));
                changed = true;
            }
        }
        return changed
                ? Optional.of(
                        new Pipeline(
                                pipeline.name(),
                                pipeline.targets(),
                                pipeline.defaults(),
                                tasks,
                                pipeline.absent(),
                                pipeline.params(),
                                pipeline.pools()))
                : Optional.empty();
    }

    private static Task keeping(Task task) {
        List<Output> outputs = task.outputs().stream().map(Output::staying).toList();
        return new Task(
                task.name(),
                task.help(),
                task.action(),
                task.inputs(),
                outputs,
                task.needs(),
                task.params(),
                task.environment(),
                task.policy());
    }
}
