package dev.weir.pipelinefile.task;

import dev.weir.diagnostic.Diagnostics;
import dev.weir.diagnostic.Quoted;
import dev.weir.diagnostic.Span;
import dev.weir.pipeline.Action;
import dev.weir.pipeline.Value;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.pipelinefile.expression.Interpolation;
import dev.weir.pipelinefile.key.Fields;
import dev.weir.pipelinefile.key.Key;
import dev.weir.pipelinefile.key.Typed;
import dev.weir.pipelinefile.render.Renderer;
import dev.weir.pipelinefile.yaml.Node;
import dev.weir.step.catalogue.StepEntry;
import java.util.List;
import java.util.Optional;

/// Reads what a task does.
final class ActionReader {
    static final List<Key> OF_COMMANDS =
            List.of(
                    Key.TASK_PARAMS,
                    Key.TASK_ENV,
                    Key.SECRETS,
                    Key.TOOLS,
                    Key.SHELL,
                    Key.ENVIRONMENT,
                    Key.WORKDIR);
    private static final List<Key> OF_GROUPS = List.of(Key.HELP, Key.NEEDS, Key.WHEN, Key.MATRIX);

    private final TaskScope task;
    private final Typed keys;
    private final boolean there;
    private final Diagnostics diagnostics;

    ActionReader(TaskScope task, Typed keys, boolean there) {
        this.task = task;
        this.keys = keys;
        this.there = there;
        this.diagnostics = task.diagnostics();
    }

    /// The action, or nothing when it is not known.
    Optional<Action> read() {
        Fields fields = task.fields();
        if (fields.has(Key.RUN) && fields.has(Key.USES)) {
            diagnostics.error(fields.keySpan(Key.USES), "a task has 'run' or 'uses', not both", "");
            return Optional.empty();
        }
        if (fields.has(Key.RUN)) {
            return command();
        }
        return fields.has(Key.USES) ? step() : group();
    }

    private Optional<Action> command() {
        if (task.fields().has(Key.WITH)) {
            diagnostics.error(
                    task.fields().keySpan(Key.WITH),
                    "'with' is for steps, and this task has 'run'",
                    "a command reads params from its text, from 'env' or from $WEIR_PARAMS");
        }
        if (task.fields().has(Key.CLASSPATH)) {
            diagnostics.error(
                    task.fields().keySpan(Key.CLASSPATH),
                    "'classpath' is for steps, and this task has 'run'");
        }
        Optional<WorkspacePath> workdir = workdir();
        Optional<List<String>> shell = new ShellReader(keys, diagnostics).read();
        ScriptReader reader =
                new ScriptReader(
                        task,
                        there,
                        shell.orElse(Action.Command.SH),
                        workdir.orElse(WorkspacePath.of(".")));
        return task.fields()
                .value(Key.RUN)
                .flatMap(reader::read)
                .filter(_ -> workdir.isPresent() && shell.isPresent())
                .map(scripts ->
                        new Action.Command(scripts, shell.orElseThrow(), workdir.orElseThrow()));
    }

    private Optional<WorkspacePath> workdir() {
        Optional<Node> node = task.fields().value(Key.WORKDIR);
        if (node.isEmpty()) {
            return Optional.of(task.home().folder());
        }
        Optional<String> text = keys.text(Key.WORKDIR);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            WorkspacePath path = WorkspacePath.of(task.home().path(text.get()));
            if (path.isInside()) {
                return Optional.of(path);
            }
            diagnostics.error(
                    node.get().span(),
                    "'workdir' must lie inside the folder of the Pipelinefile: "
                            + Quoted.of(text.get()));
        } catch (IllegalArgumentException wrong) {
            diagnostics.error(node.get().span(), String.valueOf(wrong.getMessage()));
        }
        return Optional.empty();
    }

    private Optional<Action> step() {
        for (Key key : OF_COMMANDS) {
            if (task.fields().has(key)) {
                diagnostics.error(
                        task.fields().keySpan(key),
                        Quoted.of(key.word()) + " is for commands, and this task has 'uses'",
                        "a step is told everything by 'with'");
            }
        }
        Optional<StepEntry> entry = new StepFinder(task, keys).find();
        Optional<Value.Mapping> with = with(entry);
        return entry.isPresent() && with.isPresent()
                ? Optional.of(new Action.StepCall(entry.get().name(), with.get()))
                : Optional.empty();
    }

    /// Settings of a step that is not known are looked through for wrong expressions only.
    private Optional<Value.Mapping> with(Optional<StepEntry> entry) {
        Optional<Node> node = task.fields().value(Key.WITH);
        Renderer renderer = task.rendererOfSettings(there);
        if (node.isPresent() && entry.isEmpty()) {
            renderer.value(node.get());
        }
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        Span at = task.fields().keySpan(node.isPresent() ? Key.WITH : Key.USES);
        Node.Mapping none = new Node.Mapping(at, List.of());
        SettingsReader reader = new SettingsReader(renderer, diagnostics);
        return switch (node.orElse(none)) {
            case Node.Mapping mapping -> reader.read(mapping, entry.get().shape(), at);
            case Node.Scalar scalar when Interpolation.isIn(scalar.text()) ->
                    renderer.value(scalar)
                            .flatMap(value -> reader.read(value, entry.get().shape(), scalar));
            case Node other -> {
                keys.wrongKind(Key.WITH, other);
                yield Optional.empty();
            }
        };
    }

    private Optional<Action> group() {
        Fields fields = task.fields();
        if (fields.isBroken()) {
            return Optional.empty();
        }
        List<String> others =
                Key.all(Key.Of.TASK).stream()
                        .filter(key -> fields.has(key) && !OF_GROUPS.contains(key))
                        .map(Key::word)
                        .toList();
        if (others.isEmpty() && fields.has(Key.NEEDS)) {
            return Optional.of(new Action.Group());
        }
        String name = "the task " + Quoted.of(task.name().declared());
        diagnostics.error(
                task.at(),
                others.isEmpty()
                        ? name + " has nothing to do"
                        : name + " has " + String.join(", ", others) + ", but nothing to do",
                "give it 'run' or 'uses'; a task with only 'needs' is a name for those it needs");
        return Optional.empty();
    }
}
