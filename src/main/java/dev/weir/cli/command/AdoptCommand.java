package dev.weir.cli.command;

import dev.weir.build.Adopted;
import dev.weir.build.BuildRefused;
import dev.weir.cli.session.ExitCode;
import dev.weir.cli.session.Mistake;
import dev.weir.cli.session.Project;
import dev.weir.exec.Cancellation;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.WorkspacePath;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/// Records what stands at the outputs of tasks as made by them, without running them.
final class AdoptCommand implements Command {
    @Override
    public String synopsis() {
        return "weir adopt [OPTION…] TASK…";
    }

    @Override
    public String help() {
        return "Record outputs that are there as made by their tasks, without running these";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "weir adopt train  # its outputs were made elsewhere, or before weir",
                "weir adopt extract features  # the second reads what the first makes");
    }

    @Override
    public Set<Option> options() {
        return Set.of();
    }

    @Override
    public ExitCode run(Call call) throws IOException, InterruptedException {
        if (call.arguments().operands().isEmpty()) {
            throw Mistake.of("adopt needs the name of a task", "weir adopt TASK…");
        }
        Project project = call.project();
        List<TaskName> tasks = new Targets(project).of(call.arguments().operands());
        Cancellation cancellation = new Cancellation();
        try {
            call.print(
                    text(
                            project,
                            call.build(cancellation).adopt(tasks, call::warned, cancellation)));
            return ExitCode.DONE;
        } catch (BuildRefused refused) {
            throw Refusals.at(project, refused);
        }
    }

    private static String text(Project project, Adopted adopted) {
        StringBuilder text = new StringBuilder();
        adopted.outputs()
                .forEach((task, outputs) -> {
                    text.append("adopted ").append(task).append(": ");
                    text.append(String.join(", ", shown(project, outputs))).append('\n');
                });
        return text.toString();
    }

    private static List<String> shown(Project project, List<WorkspacePath> outputs) {
        return outputs.stream().map(project::shown).toList();
    }
}
