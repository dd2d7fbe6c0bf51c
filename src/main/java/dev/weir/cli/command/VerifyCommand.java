package dev.weir.cli.command;

import dev.weir.build.verdict.BuildRequest;
import dev.weir.cli.session.ExitCode;
import dev.weir.cli.session.Mistake;
import dev.weir.engine.Engine;
import dev.weir.pipeline.Task;
import dev.weir.pipeline.TaskName;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Runs tasks again in copies of what they read, and says where other outputs come out.
final class VerifyCommand implements Command {
    @Override
    public String synopsis() {
        return "weir verify [OPTION…] [TASK…]";
    }

    @Override
    public String help() {
        return "Run tasks again elsewhere and say which outputs differ, and where first";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "weir verify  # all tasks that are up to date",
                "weir verify train  # just that one, not what it needs",
                "weir verify --json -j 4  # a line of JSON for each task");
    }

    @Override
    public Set<Option> options() {
        return Set.of(Option.JOBS, Option.JSON);
    }

    @Override
    public ExitCode run(Call call) throws IOException, InterruptedException {
        List<TaskName> tasks = tasks(call);
        int jobs =
                call.arguments()
                        .value(Option.JOBS)
                        .map(BuildCommand::jobs)
                        .orElse(BuildRequest.of(tasks).jobs());
        VerifiedText text = new VerifiedText(call);
        try (Interruption interruption = new Interruption(call.session())) {
            call.tasksRun();
            interruption.listen();
            call.build(interruption.cancellation())
                    .verify(
                            tasks,
                            jobs,
                            Engine.tables(),
                            text::add,
                            call::warned,
                            interruption.cancellation());
            if (interruption.cancellation().isRequested()) {
                return interruption.code().orElse(ExitCode.INTERRUPTED);
            }
        }
        text.end();
        return text.isGood() ? ExitCode.DONE : ExitCode.FAILED;
    }

    /// In place of a group stand the tasks it needs.
    private static List<TaskName> tasks(Call call) throws IOException {
        Targets targets = new Targets(call.project());
        LinkedHashSet<TaskName> tasks = new LinkedHashSet<>();
        for (TaskName name : targets.orAll(call.arguments().operands())) {
            add(call, name, tasks);
        }
        if (tasks.isEmpty()) {
            throw Mistake.of("there is no task to verify", "");
        }
        return List.copyOf(tasks);
    }

    private static void add(Call call, TaskName name, Set<TaskName> tasks) throws IOException {
        Task task = Objects.requireNonNull(call.project().pipeline().tasks().get(name));
        if (!task.isGroup()) {
            tasks.add(name);
            return;
        }
        for (TaskName needed : task.needs()) {
            if (call.project().pipeline().tasks().containsKey(needed)) {
                add(call, needed, tasks);
            }
        }
    }
}
