package dev.weir.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.weir.build.verdict.Survey.Finding;
import dev.weir.cli.session.ExitCode;
import dev.weir.cli.session.Project;
import dev.weir.pipeline.Input;
import dev.weir.pipeline.Output;
import dev.weir.pipeline.Pipeline;
import dev.weir.pipeline.Task;
import dev.weir.pipeline.TaskName;
import dev.weir.report.Console.Volume;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// Shows all tasks, in the order in which they would run, with their state and what they are for.
final class ListCommand implements Command {
    @Override
    public String synopsis() {
        return "weir list [OPTION…]";
    }

    @Override
    public String help() {
        return "List the tasks in order, with their state";
    }

    @Override
    public List<String> examples() {
        return List.of("weir list", "weir list --json");
    }

    @Override
    public Set<Option> options() {
        return Set.of(Option.JSON);
    }

    @Override
    public ExitCode run(Call call) throws IOException, InterruptedException {
        call.takesNoOperands();
        Project project = call.project();
        SequencedMap<TaskName, Finding> findings =
                call.survey(List.copyOf(project.pipeline().tasks().keySet()));
        if (call.arguments().has(Option.JSON)) {
            call.printJson(json(project, findings));
        } else {
            call.print(text(call, project.pipeline(), findings));
        }
        return ExitCode.DONE;
    }

    private static String text(
            Call call, Pipeline pipeline, SequencedMap<TaskName, Finding> findings) {
        Columns columns = new Columns();
        findings.forEach((name, finding) -> {
            Optional<Task> task = Optional.ofNullable(pipeline.tasks().get(name));
            String help = task.map(Task::help).orElse("");
            boolean usual = pipeline.target().filter(name::equals).isPresent();
            columns.row(
                    call.look().paint().name(name.text()),
                    StateText.painted(finding.verdict(), call.look().paint()),
                    usual ? (help + " (default)").strip() : help);
        });
        if (call.look().volume() == Volume.VERBOSE) {
            pipeline.absent()
                    .forEach((name, why) ->
                            columns.row(name.text(), call.look().paint().faint("not there"), why));
        }
        return columns.text();
    }

    private static JsonArray json(Project project, SequencedMap<TaskName, Finding> findings) {
        JsonArray all = new JsonArray();
        for (Task task : project.graph().tasks()) {
            JsonObject one = new JsonObject();
            one.addProperty("name", task.name().text());
            one.addProperty("help", task.help());
            Finding finding = findings.get(task.name());
            if (finding != null) {
                StatusCommand.add(one, finding.verdict());
            }
            one.addProperty(
                    "default", project.pipeline().target().filter(task.name()::equals).isPresent());
            one.addProperty("effect", task.isEffect());
            one.add("inputs", array(task.inputs().stream().map(Input::pattern).toList()));
            one.add("outputs", array(task.outputs().stream().map(Output::text).toList()));
            one.add("needs", array(task.needs()));
            all.add(one);
        }
        return all;
    }

    private static JsonArray array(List<?> things) {
        JsonArray array = new JsonArray();
        things.forEach(thing -> array.add(thing.toString()));
        return array;
    }
}
