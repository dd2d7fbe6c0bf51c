package dev.weir.workspace;

import dev.weir.pipeline.TaskName;
import java.nio.file.Path;
import java.util.List;

/// What became of a transaction that a dead weir left.
public sealed interface Recovered {
    /// It had been committed: its new outputs stand.
    ///
    /// @param stuck what could not be removed
    record Finished(TaskName task, List<Stuck> stuck) implements Recovered {}

    /// It had not: the outputs from before are back.
    ///
    /// @param failed where what was made went, if anything was
    /// @param stuck what could not be removed
    record TakenBack(TaskName task, Path failed, List<Stuck> stuck) implements Recovered {}

    /// Its journal cannot be read; what it had set aside stays beside its place.
    record Unreadable(Path journal) implements Recovered {}
}
