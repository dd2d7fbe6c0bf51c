package dev.weir.workspace;

import dev.weir.pipeline.TaskName;
import java.nio.file.Path;

/// What became of a transaction that a dead weir left.
public sealed interface Recovered {
    /// It had been committed: its new outputs stand.
    record Finished(TaskName task) implements Recovered {}

    /// It had not: the outputs from before are back.
    ///
    /// @param failed where what was made went, if anything was
    record TakenBack(TaskName task, Path failed) implements Recovered {}

    /// Its journal cannot be read; what it had set aside stays beside its place.
    record Unreadable(Path journal) implements Recovered {}
}
