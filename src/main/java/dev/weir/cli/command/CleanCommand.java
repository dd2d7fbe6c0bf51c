package dev.weir.cli.command;

import dev.weir.build.Cleaned;
import dev.weir.cli.session.ExitCode;
import dev.weir.cli.session.Project;
import dev.weir.exec.Cancellation;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.report.Console.Volume;
import dev.weir.report.Sizes;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/// Removes the outputs of tasks and forgets that they ran; with `--cache` all stored results too.
final class CleanCommand implements Command {
    @Override
    public String synopsis() {
        return "weir clean [OPTION…] [TASK…]";
    }

    @Override
    public String help() {
        return "Remove outputs of the named tasks, or of all; with --cache stored results too";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "weir clean train  # its outputs come back from the cache",
                "weir clean --cache  # the next build runs everything");
    }

    @Override
    public Set<Option> options() {
        return Set.of(Option.CACHE);
    }

    @Override
    public ExitCode run(Call call) throws IOException, InterruptedException {
        return clean(call, call.arguments().has(Option.CACHE));
    }

    /// As asked for by `--clean`.
    ExitCode runWithCache(Call call) throws IOException, InterruptedException {
        return clean(call, true);
    }

    private static ExitCode clean(Call call, boolean store)
            throws IOException, InterruptedException {
        Project project = call.project();
        List<TaskName> tasks = new Targets(project).orAll(call.arguments().operands());
        Cancellation cancellation = new Cancellation();
        Cleaned cleaned = call.build(cancellation).clean(tasks, store, call::warned, cancellation);
        if (call.look().volume() != Volume.QUIET) {
            call.print(text(project, cleaned));
            if (store && project.storage().isShared()) {
                call.print(
                        "the store "
                                + project.storage().folder()
                                + " is shared and stays: 'weir cache clear --shared' empties it\n");
            }
        }
        return ExitCode.DONE;
    }

    private static String text(Project project, Cleaned cleaned) {
        StringBuilder text = new StringBuilder();
        for (WorkspacePath path : cleaned.removed()) {
            boolean saved = cleaned.saved().contains(path);
            text.append("removed ").append(project.shown(path));
            text.append(saved ? " (it was edited: 'weir undo' brings it back)" : "").append('\n');
        }
        for (WorkspacePath path : cleaned.kept()) {
            text.append("left ").append(project.shown(path));
            text.append(" (not as weir made it)\n");
        }
        text.append(Sizes.count(cleaned.removed().size(), "output")).append(" removed, ");
        return text.append(Sizes.text(cleaned.bytes())).append(" freed\n").toString();
    }
}
