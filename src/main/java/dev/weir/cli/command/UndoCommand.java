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
        return "Bring back edited and foreign files that the last build replaced";
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
        return undone.lost().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static String text(Project project, Undone undone) {
        StringBuilder text = new StringBuilder();
        for (WorkspacePath path : undone.back()) {
            text.append("brought back ").append(project.shown(path)).append('\n');
        }
        for (WorkspacePath path : undone.lost()) {
            text.append("lost ").append(project.shown(path)).append(" (no longer in the store)\n");
        }
        return text.isEmpty() ? "nothing to undo\n" : text.toString();
    }
}
