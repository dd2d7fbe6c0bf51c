package dev.weir.pipelinefile.task;

import dev.weir.diagnostic.Diagnostics;
import dev.weir.diagnostic.Quoted;
import dev.weir.pipeline.Action;
import dev.weir.pipeline.Environment;
import dev.weir.pipeline.Input;
import dev.weir.pipeline.Output;
import dev.weir.pipeline.Task;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.Value;
import dev.weir.pipelinefile.expression.Expression;
import dev.weir.pipelinefile.expression.Interpolation;
import dev.weir.pipelinefile.key.Key;
import dev.weir.pipelinefile.key.Typed;
import dev.weir.pipelinefile.param.Params;
import dev.weir.pipelinefile.render.Position;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads one task.
public final class TaskReader {
    private static final String INHERIT = "inherit";
    private static final String STRICT = "strict";

    private final TaskScope scope;
    private final boolean there;
    private final Diagnostics diagnostics;
    private final Typed keys;

    public TaskReader(TaskScope scope) {
        this.scope = scope;
        this.there = scope.isThere();
        this.diagnostics = scope.diagnostics();
        this.keys = new Typed(scope.fields(), scope.renderer(Position.ACTION, there), diagnostics);
    }

    /// The task, or nothing when it has a mistake or is not there: then only what is wrong whatever
    /// the params are was looked for.
    public Optional<Task> read() {
        TaskScope.Paths<Output> outputs =
                there ? scope.outputs() : OutputsReader.read(scope, false);
        TaskScope.Paths<Input> inputs = InputsReader.read(scope, there);
        scope.inputs(inputs);
        String help = keys.text(Key.HELP).orElse("");
        Optional<Action> action = new ActionReader(scope, keys, there).read();
        boolean effect =
                !scope.declaredInputs().entries().isEmpty()
                        && scope.declaredOutputs().entries().isEmpty();
        var policy = PolicyReader.read(keys, scope.surroundings().pools(), effect);
        boolean command = scope.fields().has(Key.RUN) && !scope.fields().has(Key.USES);
        Environment environment = command ? environment() : Environment.NONE;
        SortedMap<String, Value> params = command ? params() : new TreeMap<>();
        var needs = needs();
        return action.filter(_ -> there)
                .map(done ->
                        new Task(
                                scope.name(),
                                help,
                                done,
                                inputs.known(),
                                outputs.known(),
                                needs,
                                params,
                                environment,
                                policy));
    }

    private Environment environment() {
        TaskVariables variables = there ? scope.variables() : TaskVariables.none();
        VariablesReader reader =
                new VariablesReader(scope.renderer(Position.ENV, there), diagnostics);
        if (!there) {
            reader.read(scope.fields().value(Key.TASK_ENV));
        }
        List<String> secrets = reader.secrets(keys, variables);
        List<String> tools = keys.texts(Key.TOOLS).stream().map(Typed.Item::text).toList();
        return new Environment(
                variables.fixed(), variables.passed(), secrets, tools, inheritsEnvironment());
    }

    private boolean inheritsEnvironment() {
        Optional<String> word = keys.text(Key.ENVIRONMENT);
        word.filter(text -> !text.equals(INHERIT) && !text.equals(STRICT))
                .ifPresent(text -> keys.wrong(Key.ENVIRONMENT, new Value.Text(text)));
        return word.filter(INHERIT::equals).isPresent();
    }

    private List<TaskName> needs() {
        SequencedSet<TaskName> needs = new LinkedHashSet<>();
        for (Typed.Item item : keys.texts(Key.NEEDS)) {
            scope.surroundings()
                    .tasks()
                    .find(item.text(), item.node().span(), scope.cell())
                    .ifPresent(needed ->
                            needed.scopes().stream()
                                    .filter(TaskScope::isThere)
                                    .map(TaskScope::name)
                                    .forEach(needs::add));
            if (keys.fields().isDefault(Key.NEEDS)) {
                needs.remove(scope.name());
            }
        }
        return List.copyOf(needs);
    }

    /// The slices of the params the command reads; one inside another is left out.
    private SortedMap<String, Value> params() {
        SortedMap<String, Value> slices = new TreeMap<>();
        for (Typed.Item item : keys.texts(Key.TASK_PARAMS)) {
            List<String> path = List.of(item.text().split("\\.", -1));
            if (!path.stream().allMatch(Interpolation::isName)) {
                diagnostics.error(
                        item.node().span(),
                        Quoted.of(item.text()) + " is not the path of a param",
                        "write it with dots: model.max_depth");
                continue;
            }
            Expression named = new Expression(path, "", item.node().span());
            Params params = scope.surroundings().params();
            params.find(named, 0)
                    .filter(_ -> there)
                    .flatMap(tree -> params.value(tree, named))
                    .ifPresent(value -> slices.put(item.text(), value));
        }
        slices.keySet().removeIf(path -> isInside(path, slices));
        return slices;
    }

    private static boolean isInside(String path, SortedMap<String, Value> slices) {
        for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
            if (slices.containsKey(path.substring(0, dot))) {
                return true;
            }
        }
        return false;
    }
}
