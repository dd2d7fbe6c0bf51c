package dev.weir.cli.command;

import dev.weir.build.Undone;
import dev.weir.cli.session.ExitCode;
import dev.weir.cli.session.Mistake;
import dev.weir.cli.session.Project;
import dev.weir.diagnostic.Quoted;
import dev.weir.exec.Cancellation;
import dev.weir.pipeline.WorkspacePath;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/// Brings back the files that a build replaced although weir had not made them, or had not made
/// them so.
final class UndoCommand implements Command {
    @Override
    public String synopsis() {
        return "weir undo [OPTION…] [RUN]";
    }

    @Override
    public String help() {
        return "Bring back what the last build, or RUN, replaced though it was edited, or not made by weir";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "weir undo  # twice: as it was, and back again",
                "weir undo 20260131T120000Z-k3v9w  # what an earlier one replaced");
    }

    @Override
    public Set<Option> options() {
        return Set.of();
    }

    @Override
    public ExitCode run(Call call) throws IOException, InterruptedException {
        List<String> runs = call.arguments().operands();
        if (runs.size() > 1) {
            throw Mistake.of("one run at a time is undone", "weir undo [RUN]");
        }
        Project project = call.project();
        Cancellation cancellation = new Cancellation();
        Undone undone =
                call.build(cancellation)
                        .undo(runs.stream().findFirst(), call::warned, cancellation);
        if (undone.run().isEmpty() && !runs.isEmpty()) {
            throw Mistake.of(
                    "nothing is kept from run " + Quoted.of(runs.getFirst()),
                    undone.others().isEmpty()
                            ? ""
                            : "kept: " + String.join(", ", undone.others().keySet()));
        }
        call.print(text(project, undone));
        return undone.isWhole() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static String text(Project project, Undone undone) {
        StringBuilder text = new StringBuilder();
        for (WorkspacePath path : undone.back()) {
            text.append("brought back ").append(project.shown(path)).append('\n');
        }
        for (WorkspacePath path : undone.removed()) {
            text.append("removed ").append(project.shown(path)).append('\n');
        }
        for (WorkspacePath path : undone.lost()) {
            text.append("lost ").append(project.shown(path)).append(" (no longer in the store)\n");
        }
        undone.stuck()
                .forEach((path, why) ->
                        text.append("could not bring back ")
                                .append(project.shown(path))
                                .append(": ")
                                .append(why)
                                .append('\n'));
        text.append(text.isEmpty() ? "nothing to undo\n" : "as before run " + undone.run() + "\n");
        undone.others()
                .forEach((run, places) ->
                        text.append("kept from run ")
                                .append(run)
                                .append(": ")
                                .append(project.shown(places.getFirst()))
                                .append(more(places.size() - 1))
                                .append('\n'));
        return text.toString();
    }

    private static String more(int places) {
        return places == 0 ? "" : " and " + places + " more";
    }
}
