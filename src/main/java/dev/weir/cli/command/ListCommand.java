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
import dev.weir.report.Sizes;
import java.io.IOException;
import java.util.LinkedHashMap;
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
        return call.arguments().has(Option.JSON)
                ? call.answerJson(json(project, findings))
                : call.answer(text(call, project.pipeline(), findings));
    }

    /// The cells of a matrix share a line, unless much is to be said.
    private static String text(
            Call call, Pipeline pipeline, SequencedMap<TaskName, Finding> findings) {
        boolean verbose = call.look().volume() == Volume.VERBOSE;
        SequencedMap<String, SequencedMap<TaskName, Finding>> lines = new LinkedHashMap<>();
        findings.forEach((name, finding) ->
                lines.computeIfAbsent(
                                verbose ? name.text() : name.declared(), _ -> new LinkedHashMap<>())
                        .put(name, finding));
        Columns columns = new Columns();
        lines.forEach((name, tasks) ->
                columns.row(
                        call.look().paint().name(name),
                        state(call, tasks),
                        about(pipeline, tasks.keySet(), verbose)));
        if (verbose) {
            pipeline.absent()
                    .forEach((name, why) ->
                            columns.row(name.text(), call.look().paint().faint("not there"), why));
        }
        return columns.text();
    }

    private static String state(Call call, SequencedMap<TaskName, Finding> tasks) {
        Finding first = tasks.firstEntry().getValue();
        String state = StateText.of(first.verdict());
        boolean alike =
                tasks.values().stream()
                        .allMatch(finding -> StateText.of(finding.verdict()).equals(state));
        return alike
                ? StateText.painted(first.verdict(), call.look().paint())
                : call.look().paint().notable(StatusCommand.counts(tasks));
    }

    private static String about(Pipeline pipeline, Set<TaskName> tasks, boolean verbose) {
        TaskName first = tasks.iterator().next();
        String help = Optional.ofNullable(pipeline.tasks().get(first)).map(Task::help).orElse("");
        String cells =
                verbose || first.cell().isEmpty()
                        ? ""
                        : " (" + Sizes.count(tasks.size(), "cell") + ")";
        String usual = pipeline.targets().contains(first) ? " (default)" : "";
        return (help + cells + usual).strip();
    }

    private static JsonArray json(Project project, SequencedMap<TaskName, Finding> findings) {
        JsonArray all = new JsonArray();
        for (Task task : project.graph().tasks()) {
            JsonObject one = new JsonObject();
            one.addProperty("name", task.name().text());
            if (!task.name().cell().isEmpty()) {
                JsonObject cell = new JsonObject();
                task.name().cell().forEach(cell::addProperty);
                one.add("matrix", cell);
            }
            one.addProperty("help", task.help());
            Finding finding = findings.get(task.name());
            if (finding != null) {
                StatusCommand.add(one, finding.verdict());
            }
            one.addProperty("default", project.pipeline().targets().contains(task.name()));
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
