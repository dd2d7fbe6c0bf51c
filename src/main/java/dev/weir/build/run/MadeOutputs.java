package dev.weir.build.run;

import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.trace.Trace;
import dev.weir.trace.TraceLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which runs made something at a path, whatever task they were of: tasks are renamed, and tasks
/// with a `when` each share outputs, and a param may move an output to and fro. Read from the
/// traces once, and only when something is found that the task itself did not make. Safe for
/// several threads.
public final class MadeOutputs {
    private final TraceLog traces;
    private final Map<WorkspacePath, List<Trace>> byPath = new HashMap<>();
    private boolean read;

    /// Of all that is recorded at the first question.
    public MadeOutputs(TraceLog traces) {
        this.traces = traces;
    }

    /// The traces that have an output there.
    public List<Trace> at(WorkspacePath path) {
        return byPath().getOrDefault(path, List.of());
    }

    /// The outputs below a folder, and the folder outputs it lies in, each with the traces that
    /// have it.
    Map<WorkspacePath, List<Trace>> around(WorkspacePath folder) {
        Map<WorkspacePath, List<Trace>> around = new HashMap<>();
        byPath().forEach((path, traces) -> {
            if (!path.equals(folder) && path.overlaps(folder)) {
                around.put(path, traces);
            }
        });
        return around;
    }

    private synchronized Map<WorkspacePath, List<Trace>> byPath() {
        if (!read) {
            read = true;
            for (TaskName task : traces.tasks()) {
                traces.of(task).ifPresent(this::add);
            }
            traces.former().forEach(this::add);
        }
        return byPath;
    }

    private void add(Trace trace) {
        trace.outputs()
                .keySet()
                .forEach(path -> byPath.computeIfAbsent(path, _ -> new ArrayList<>()).add(trace));
    }
}
