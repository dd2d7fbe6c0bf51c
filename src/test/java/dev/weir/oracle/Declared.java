package dev.weir.oracle;

import dev.weir.build.verdict.StepKeys;
import dev.weir.oracle.TaskSpec.In;
import dev.weir.oracle.TaskSpec.Kind;
import dev.weir.oracle.TaskSpec.Trait;
import dev.weir.pipeline.Action;
import dev.weir.pipeline.Environment;
import dev.weir.pipeline.Input;
import dev.weir.pipeline.Output;
import dev.weir.pipeline.PathPattern;
import dev.weir.pipeline.Pipeline;
import dev.weir.pipeline.Policy;
import dev.weir.pipeline.Task;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.Template;
import dev.weir.pipeline.Value;
import dev.weir.pipeline.WorkspacePath;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Tasks of a case as weir takes them, and the fields that the model expects in their keys.
record Declared(Surroundings surroundings) implements StepKeys {
    static final String VARIABLE = "ORACLE";
    static final String TOOL = "tool --version";
    private static final String STEP = "tiny";

    Pipeline pipeline(List<TaskSpec> tasks) {
        SequencedMap<TaskName, Task> all = new LinkedHashMap<>();
        tasks.forEach(spec -> all.put(new TaskName(spec.name()), task(spec)));
        return new Pipeline(
                "oracle",
                List.of(),
                new LinkedHashMap<>(),
                all,
                new LinkedHashMap<>(),
                List.of(),
                new TreeMap<>());
    }

    private Task task(TaskSpec spec) {
        SortedMap<String, Value> params = new TreeMap<>();
        if (spec.has(Trait.READS_PARAMS)) {
            params.put("some." + spec.param(), new Value.Text(param(spec)));
        }
        return new Task(
                new TaskName(spec.name()),
                "",
                action(spec),
                spec.inputs().stream().map(Declared::input).toList(),
                spec.outputs().stream()
                        .map(out ->
                                new Output(
                                        "",
                                        WorkspacePath.of(out.path()),
                                        out.folder(),
                                        out.temporary(),
                                        true,
                                        Output.Kind.DATA))
                        .toList(),
                spec.needs().stream().map(TaskName::new).toList(),
                params,
                new Environment(
                        new TreeMap<>(),
                        new TreeSet<>(spec.has(Trait.PASSES_ENV) ? List.of(VARIABLE) : List.of()),
                        List.of(),
                        spec.has(Trait.ASKS_TOOL) ? List.of(TOOL) : List.of(),
                        false),
                policy(spec));
    }

    private static Input input(In in) {
        return new Input(
                in.name(),
                PathPattern.of(in.pattern().text()),
                in.optional(),
                in.exclude().stream().map(pattern -> PathPattern.of(pattern.text())).toList());
    }

    private static Policy policy(TaskSpec spec) {
        Optional<Policy.Refresh> refresh = Optional.empty();
        if (spec.has(Trait.REFRESH_ALWAYS)) {
            refresh = Optional.of(new Policy.Refresh.Always());
        } else if (spec.has(Trait.REFRESH_HOURLY)) {
            refresh = Optional.of(new Policy.Refresh.After(Duration.ofHours(1)));
        } else if (spec.has(Trait.FROZEN)) {
            refresh = Optional.of(new Policy.Refresh.Never());
        }
        return new Policy(
                new Policy.Retry(spec.attempts(), Duration.ZERO),
                Optional.empty(),
                new Policy.Resources(1, 0),
                refresh,
                spec.isEffect());
    }

    private Action action(TaskSpec spec) {
        return switch (spec.kind()) {
            case GROUP -> new Action.Group();
            case STEP -> new Action.StepCall(STEP, with(spec));
            case COMMAND, SHELL ->
                    new Action.Command(
                            List.of(script(spec)), Action.Command.SH, WorkspacePath.of("."));
        };
    }

    private Value.Mapping with(TaskSpec spec) {
        SequencedMap<String, Value> settings = new LinkedHashMap<>();
        settings.put("word", new Value.Text(spec.word()));
        settings.put("param", new Value.Text(param(spec)));
        return new Value.Mapping(settings);
    }

    private Template script(TaskSpec spec) {
        Template.Part inputs = new Template.InputPaths("", false, false);
        if (spec.kind() == Kind.SHELL) {
            return new Template(
                    List.of(
                            new Template.Literal(ShellText.before(spec, surroundings)),
                            inputs,
                            new Template.Literal(ShellText.after(spec))));
        }
        Template.Part text = new Template.Literal(text(spec));
        return new Template(spec.has(Trait.NAMES_INPUTS) ? List.of(text, inputs) : List.of(text));
    }

    private String text(TaskSpec spec) {
        return "make " + spec.word() + " " + spec.param() + "=" + param(spec) + " ";
    }

    private String param(TaskSpec spec) {
        return surroundings.params().getOrDefault(spec.param(), "");
    }

    /// The key that a task should have.
    Key key(TaskSpec spec, Reading reading) {
        SortedMap<String, String> config = new TreeMap<>();
        String words =
                reading.paths().stream().map(Declared::word).collect(Collectors.joining(" "));
        switch (spec.kind()) {
            case GROUP -> throw new IllegalStateException("a group has no key");
            case COMMAND ->
                    config.put("script", text(spec) + (spec.has(Trait.NAMES_INPUTS) ? words : ""));
            case SHELL ->
                    config.put(
                            "script",
                            ShellText.before(spec, surroundings) + words + ShellText.after(spec));
            case STEP -> {
                config.put("with", with(spec).toString());
                config.put("code", surroundings.code());
                if (!spec.inputs().isEmpty()) {
                    config.put("paths", reading.paths().toString());
                }
            }
        }
        if (spec.has(Trait.PASSES_ENV)) {
            config.put("variable", surroundings.variable());
        }
        if (spec.has(Trait.READS_PARAMS)) {
            config.put(
                    "params", "{\"some\": {\"" + spec.param() + "\": \"" + param(spec) + "\"}}\n");
        }
        return observed(spec, config, reading);
    }

    /// The key of what a running task was given.
    Key observed(TaskSpec spec, SortedMap<String, String> config, Reading reading) {
        if (spec.has(Trait.ASKS_TOOL)) {
            config.put("tool", surroundings.tool());
        }
        if (!reading.again().isEmpty()) {
            config.put("again", reading.again().toString());
        }
        return Key.of(spec, config, reading.things());
    }

    private static String word(String path) {
        boolean plain =
                path.chars()
                        .allMatch(c -> Character.isLetterOrDigit(c) || "/._@=,".indexOf(c) >= 0);
        return plain ? path : "'" + path.replace("'", "'\\''") + "'";
    }

    @Override
    public SortedMap<String, String> code(String step) {
        return new TreeMap<>(Map.of("", surroundings.code()));
    }

    @Override
    public Value.Mapping canonical(String step, Value.Mapping with) {
        SequencedMap<String, Value> all = new LinkedHashMap<>(with.values());
        all.put("default", new Value.Flag(true));
        return new Value.Mapping(all);
    }

    SortedMap<String, String> tools(java.util.SortedSet<String> tools) {
        SortedMap<String, String> answers = new TreeMap<>();
        tools.forEach(tool -> answers.put(tool, surroundings.tool()));
        return answers;
    }
}
