package dev.weir.build.event;

import dev.weir.build.verdict.Reason;
import dev.weir.pipeline.TaskName;
import dev.weir.trace.RunId;
import java.util.List;

/// What happens in a build, as it happens.
public sealed interface BuildEvent {
    /// The build has begun to change the workspace.
    ///
    /// @param tasks how many tasks the targets need, groups not counted
    record Started(RunId run, int tasks) implements BuildEvent {}

    /// A task begins to run.
    record TaskStarted(TaskName task, List<Reason> why) implements BuildEvent {}

    /// A task said something.
    record TaskSaid(TaskName task, String line) implements BuildEvent {}

    /// What a task said last is what people want to know of it.
    record TaskAnnounced(TaskName task, String line) implements BuildEvent {}

    /// A try failed and another follows.
    record TaskRetried(TaskName task, int attempt, int attempts, String message)
            implements BuildEvent {}

    /// A task is done with, one way or another.
    record TaskEnded(TaskName task, Outcome outcome) implements BuildEvent {}

    /// Something the user should know that stops nothing.
    record Warned(String message) implements BuildEvent {}

    /// What was least worth its room went from the store, as it held too much.
    ///
    /// @param results how many
    /// @param freed bytes
    /// @param left bytes that the store holds
    record Collected(int results, long freed, long left) implements BuildEvent {}

    /// The build is over.
    record Ended(BuildReport report) implements BuildEvent {}
}
