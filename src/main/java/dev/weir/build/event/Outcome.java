package dev.weir.build.event;

import dev.weir.digest.Entry;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.WorkspacePath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// What happened to a task in a build.
public sealed interface Outcome {
    /// It ran and its result is recorded.
    record Ran(SortedMap<WorkspacePath, Entry> outputs, Duration took, long peakMemory)
            implements Outcome {}

    /// Its outputs came back from the cache.
    ///
    /// @param saved how long the action had taken when it ran
    record Restored(SortedMap<WorkspacePath, Entry> outputs, Duration saved) implements Outcome {}

    /// Nothing had to be done.
    record UpToDate(SortedMap<WorkspacePath, Entry> outputs) implements Outcome {}

    /// A group: what it needs is done.
    record Grouped() implements Outcome {}

    /// It could not be done; the outputs of before are back.
    ///
    /// @param message `exit code 3`, the message of a step, what is wrong with an output
    /// @param lastLines of its log
    record Failed(
            String message,
            Duration took,
            List<String> lastLines,
            Optional<Path> log,
            Optional<Path> partialOutputs)
            implements Outcome {
        public Failed {
            lastLines = List.copyOf(lastLines);
        }
    }

    /// It was not tried because a task it waits for failed.
    record Skipped(TaskName because) implements Outcome {}

    /// It was ended, or not started, because the build was cancelled or stopped at a failure.
    record Stopped() implements Outcome {}

    /// Whether followers may go on.
    default boolean isGood() {
        return switch (this) {
            case Ran _, Restored _, UpToDate _, Grouped _ -> true;
            case Failed _, Skipped _, Stopped _ -> false;
        };
    }
}
