package dev.weir.pipelinefile;

import dev.weir.diagnostic.Diagnostics;
import dev.weir.diagnostic.Quoted;
import dev.weir.pipeline.Output;
import dev.weir.pipeline.Place;
import dev.weir.pipeline.Task;
import dev.weir.pipeline.WorkspacePath;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// Refuses outputs that are read before any task runs: a build would go by what was there before
/// it, and the next one, unasked, by what it made.
final class ReadBefore {
    private final SortedSet<String> paths = new TreeSet<>();

    /// @param name of the Pipelinefile, which lies in the folder that paths are relative to
    /// @param code files and folders that the code of the user's steps is from
    ReadBefore(String name, Elsewhere elsewhere, SortedSet<String> code) {
        add(name);
        elsewhere.files().keySet().forEach(this::add);
        elsewhere.dotenv().forEach(file -> add(file.path()));
        code.forEach(this::add);
    }

    private void add(String path) {
        try {
            paths.add(WorkspacePath.of(path).text());
        } catch (IllegalArgumentException noPath) {
            return;
        }
    }

    /// Tells of each output of a task that is read, holds what is read or lies in it.
    void refuse(Task task, Spans spans, Diagnostics diagnostics) {
        for (int i = 0; i < task.outputs().size(); i++) {
            Output output = task.outputs().get(i);
            Optional<String> read = read(output.path().text());
            if (read.isPresent()) {
                String item = output.name().isEmpty() ? Integer.toString(i) : output.name();
                diagnostics.error(
                        spans.of(Place.of(task.name(), "outputs", item)),
                        "a task cannot make "
                                + Quoted.of(read.get())
                                + ", which is read before any task runs",
                        "make it before weir is called, or let tasks read it as an input");
            }
        }
    }

    private Optional<String> read(String path) {
        for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
            String above = path.substring(0, end);
            if (paths.contains(above)) {
                return Optional.of(above);
            }
        }
        SortedSet<String> below = paths.subSet(path + "/", path + "0");
        return below.isEmpty() ? Optional.empty() : Optional.of(below.first());
    }
}
