package dev.weir.cli.command;

import dev.weir.build.Undone;
import dev.weir.cli.session.ExitCode;
import dev.weir.cli.session.Project;
import dev.weir.exec.Cancellation;
import dev.weir.pipeline.WorkspacePath;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/// Brings back the files that the last build replaced although weir had not made them, or had not
/// made them so.
final class UndoCommand implements Command {
    @Override
    public String synopsis() {
        return "weir undo [OPTION…]";
    }

    @Override
    public String help() {
        return "Bring back what the last build replaced though it was edited, or not made by weir";
    }

    @Override
    public List<String> examples() {
        return List.of("weir undo");
    }

    @Override
    public Set<Option> options() {
        return Set.of();
    }

    @Override
    public ExitCode run(Call call) throws IOException, InterruptedException {
        call.takesNoOperands();
        Project project = call.project();
        Cancellation cancellation = new Cancellation();
        Undone undone = call.build(cancellation).undo(call::warned, cancellation);
        call.print(text(project, undone));
        return undone.isWhole() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static String text(Project project, Undone undone) {
        StringBuilder text = new StringBuilder();
        for (WorkspacePath path : undone.back()) {
            text.append("brought back ").append(project.shown(path)).append('\n');
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
        return text.isEmpty()
                ? "nothing to undo\n"
                : text.append("as before run ").append(undone.run()).append('\n').toString();
    }
}
