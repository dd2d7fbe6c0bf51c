package dev.weir.build.verdict;

import dev.weir.pipeline.Action;
import dev.weir.pipeline.Output;
import dev.weir.pipeline.Outside;
import dev.weir.pipeline.Task;
import dev.weir.pipeline.Value;
import dev.weir.pipeline.WorkspacePath;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Makes the fields of a task's key. What is not put here is not in the key: name, help, needs,
/// policy, secrets.
public final class KeyBuilder {
    private static final String TOOL = "tool ";

    private final Outside outside;
    private final StepKeys steps;
    private final ToolAnswers tools;

    /// @param outside weir's own environment
    public KeyBuilder(Outside outside, StepKeys steps, ToolAnswers tools) {
        this.outside = outside;
        this.steps = steps;
        this.tools = tools;
    }

    KeyFields fields(Task task, ResolvedInputs inputs)
            throws InterruptedException, ImpossibleException {
        SortedMap<String, String> config = new TreeMap<>();
        switch (task.action()) {
            case Action.Command command -> {
                List<String> scripts = new CommandText(command, inputs.inText()).scripts();
                for (int i = 0; i < scripts.size(); i++) {
                    config.put(
                            scripts.size() == 1 ? "command" : "command " + (i + 1), scripts.get(i));
                }
                config.put("shell", words(command.shell()));
                config.put("workdir", command.workdir().text());
            }
            case Action.StepCall(String step, Value.Mapping with) -> {
                config.put("step", step);
                steps.code(step)
                        .forEach((part, digest) ->
                                config.put(
                                        part.isEmpty()
                                                ? Reason.STEP_CODE
                                                : Reason.STEP_CODE + " " + part,
                                        digest));
                config.putAll(JsonText.leaves("with", steps.canonical(step, with)));
                inputs.byName().forEach((name, paths) -> config.put("input " + name, names(paths)));
            }
            case Action.Group() -> throw new IllegalStateException("a group has no key");
        }
        for (Output output : task.outputs()) {
            String name = task.action() instanceof Action.StepCall ? " " + output.name() : "";
            config.put("output " + output.path(), (output.folder() ? "folder" : "file") + name);
        }
        environment(task, config);
        task.params()
                .forEach((path, value) -> config.putAll(JsonText.leaves("params." + path, value)));
        config.putAll(inputs.further());
        return new KeyFields(config, inputs.entries());
    }

    /// What a task's tools said so far counts no more.
    void forgetTools(Task task) {
        tools.forget(task.environment(), outside);
    }

    /// What a task runs with that is no longer what its key was made of, for a person. Tools are
    /// asked anew.
    public Optional<String> changed(Task task, KeyFields before) throws InterruptedException {
        Optional<String> code =
                task.action() instanceof Action.StepCall(String step, _)
                        ? steps.changed(step)
                        : Optional.empty();
        if (code.isPresent() || task.environment().tools().isEmpty()) {
            return code.map(path -> "'" + path + "'");
        }
        forgetTools(task);
        return tools.of(task.environment(), outside).entrySet().stream()
                .filter(tool -> !tool.getValue().equals(before.config().get(TOOL + tool.getKey())))
                .map(tool -> "the answer of '" + tool.getKey() + "'")
                .findFirst();
    }

    /// Quoted where needed, so that it shows where one ends.
    private static String words(List<String> shell) {
        return shell.stream().map(CommandText::word).collect(Collectors.joining(" "));
    }

    private static String names(List<WorkspacePath> paths) {
        return JsonText.of(
                new Value.Sequence(
                        paths.stream().<Value>map(path -> new Value.Text(path.text())).toList()));
    }

    private void environment(Task task, SortedMap<String, String> config)
            throws InterruptedException {
        if (task.environment().inherited()) {
            config.put("environment", "inherit");
        }
        task.environment().fixed().forEach((name, value) -> config.put("env." + name, value));
        for (String name : task.environment().passed()) {
            String value = outside.value(name);
            if (value != null) {
                config.put("env." + name, value);
            }
        }
        if (!task.environment().tools().isEmpty()) {
            tools.of(task.environment(), outside)
                    .forEach((tool, answer) -> config.put(TOOL + tool, answer));
        }
    }
}
