package dev.weir.cli.command;

import dev.weir.cli.session.Mistake;
import dev.weir.diagnostic.Quoted;
import dev.weir.pipeline.Action;
import dev.weir.pipeline.Pipeline;
import dev.weir.pipeline.Policy;
import dev.weir.pipeline.Task;
import dev.weir.pipeline.TaskName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/// The one task that has the terminal.
record Attachment(TaskName task) {
    /// The task that is named, if it can have the terminal.
    static Attachment of(Pipeline pipeline, List<TaskName> named) {
        if (named.size() != 1) {
            throw Mistake.of(
                    "option '--attach' gives the terminal to one task, and "
                            + named.size()
                            + " are named",
                    "name one: weir run TASK --attach");
        }
        TaskName name = named.getFirst();
        Action action = Objects.requireNonNull(pipeline.tasks().get(name)).action();
        if (!(action instanceof Action.Command)) {
            throw Mistake.of(
                    "the task "
                            + Quoted.of(name.text())
                            + " is no command, so it has no use for a terminal",
                    action instanceof Action.Group
                            ? "name one of those it needs"
                            : "a step says what it does in its log");
        }
        return new Attachment(name);
    }

    /// The pipeline for the build: whoever sits at the terminal decides how long the task takes and
    /// whether it is tried again, and what comes of it is kept out of the store, as an effect's is.
    Pipeline in(Pipeline pipeline) {
        SequencedMap<TaskName, Task> tasks = new LinkedHashMap<>(pipeline.tasks());
        tasks.computeIfPresent(task, (_, declared) -> attached(declared));
        return new Pipeline(
                pipeline.name(),
                pipeline.targets(),
                pipeline.defaults(),
                tasks,
                pipeline.absent(),
                pipeline.params(),
                pipeline.pools());
    }

    private static Task attached(Task task) {
        return new Task(
                task.name(),
                task.help(),
                task.action(),
                task.inputs(),
                task.outputs(),
                task.needs(),
                task.params(),
                task.environment(),
                new Policy(
                        Policy.USUAL.retry(),
                        Optional.empty(),
                        task.policy().resources(),
                        Optional.empty(),
                        !task.isPlainCommand()));
    }
}
