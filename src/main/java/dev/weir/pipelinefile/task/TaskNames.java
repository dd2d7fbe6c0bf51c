package dev.weir.pipelinefile.task;

import dev.weir.diagnostic.Diagnostics;
import dev.weir.diagnostic.Quoted;
import dev.weir.pipeline.Input;
import dev.weir.pipeline.Output;
import dev.weir.pipeline.Value;
import dev.weir.pipelinefile.expression.Expression;
import dev.weir.pipelinefile.param.Params;
import dev.weir.pipelinefile.render.Names;
import dev.weir.pipelinefile.render.Position;
import dev.weir.pipelinefile.render.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What expressions in some position of a task name.
///
/// In a task that is not there only the names are checked: values may then be missing for good
/// reasons, as the file that only this task reads.
final class TaskNames implements Names {
    /// What names all outputs of another task, unless one has that name.
    private static final String OUT = "out";

    private final TaskScope task;
    private final Position position;
    private final boolean there;
    private final Diagnostics diagnostics;

    TaskNames(TaskScope task, Position position, boolean there) {
        this.task = task;
        this.position = position;
        this.there = there;
        this.diagnostics = task.diagnostics();
    }

    @Override
    public Resolution resolve(Expression expression) {
        if (!position.roots().contains(expression.root())) {
            return task.surroundings()
                    .params()
                    .unknown(expression, position.roots(), position.text());
        }
        return switch (expression.root()) {
            case "params" -> param(expression);
            case "env" -> variable(expression);
            case "tasks" -> outputOfTask(expression);
            case "matrix" -> new CellNames(task.cell(), diagnostics).resolve(expression, there);
            case "outputs" -> ownOutput(expression);
            case "inputs" -> ownInput(expression);
            default -> ownName(expression);
        };
    }

    private Resolution param(Expression expression) {
        Params params = task.surroundings().params();
        if (there) {
            return params.value(expression);
        }
        params.find(expression, 1);
        return new Resolution.Unknown();
    }

    private Resolution variable(Expression expression) {
        if (!there) {
            return new Resolution.Unknown();
        }
        if (task.isSecret(name(expression, 1))) {
            return mistake(
                    expression,
                    "a secret cannot stand in a text, it would be kept with it",
                    "a command reads it as $" + name(expression, 1));
        }
        boolean declared = position != Position.ENV && position != Position.WHEN;
        if (declared && expression.path().size() == 2) {
            String name = expression.path().get(1);
            String fixed = task.variables().fixed().get(name);
            if (fixed != null) {
                return new Resolution.Known(new Value.Text(fixed));
            }
            if (task.variables().unknown().contains(name)) {
                return new Resolution.Unknown();
            }
        }
        return task.surroundings().outside().resolve(expression);
    }

    private Resolution ownName(Expression expression) {
        if (expression.names().equals(List.of("name"))) {
            return new Resolution.Known(new Value.Text(task.name().text()));
        }
        return mistake(
                expression,
                "unknown name " + Quoted.of(expression.text()),
                "of the task itself 'task.name' is known; the outputs of others are under 'tasks'");
    }

    private Resolution ownOutput(Expression expression) {
        PathEntries declared = task.declaredOutputs();
        if (!isDeclared(declared, expression, "output") || !there) {
            return new Resolution.Unknown();
        }
        return made(task.outputs(), name(expression, 1));
    }

    private Resolution ownInput(Expression expression) {
        if (!isDeclared(task.declaredInputs(), expression, "input") || !there) {
            return new Resolution.Unknown();
        }
        String name = name(expression, 1);
        List<Input> named =
                task.inputs().known().stream()
                        .filter(input -> name.isEmpty() || input.name().equals(name))
                        .toList();
        return task.inputs().broken() ? new Resolution.Unknown() : new Resolution.Read(name, named);
    }

    private static String name(Expression expression, int index) {
        return index < expression.path().size() ? expression.path().get(index) : "";
    }

    /// Whether an expression names all of the task's inputs or outputs, or one that is declared.
    private boolean isDeclared(PathEntries declared, Expression expression, String word) {
        String name = name(expression, 1);
        if (expression.path().size() == 2 && declared.names().contains(name)) {
            return true;
        }
        if (declared.broken()) {
            return false;
        }
        if (expression.path().size() > 2) {
            mistake(expression, "an " + word + " has one name", "");
            return false;
        }
        if (declared.entries().isEmpty()) {
            mistake(expression, "this task has no " + word + "s", "");
            return false;
        }
        if (name.isEmpty()) {
            return true;
        }
        diagnostics.error(
                expression.nameSpan(1),
                "this task has no " + word + " named " + Quoted.of(name),
                declared.names().isEmpty()
                        ? "${{ " + word + "s }} names all of them"
                        : diagnostics.suggestion(name, declared.names()));
        return false;
    }

    private Resolution outputOfTask(Expression expression) {
        if (expression.path().size() == 1) {
            return mistake(expression, "'tasks' names no task", "write ${{ tasks.NAME.OUTPUT }}");
        }
        Tasks tasks = task.surroundings().tasks();
        String below = name(expression, 1) + "." + name(expression, 2);
        if (!name(expression, 2).equals(OUT) && tasks.isOfFile(below)) {
            return mistake(
                    expression,
                    Quoted.of(below) + " is a task, not an output",
                    "write ${{ tasks." + below + "." + OUT + " }}");
        }
        Optional<Tasks.Selected> others =
                tasks.find(name(expression, 1), expression.nameSpan(1), task.cell());
        if (others.isEmpty()
                || !hasOutput(others.get().scopes().getFirst(), expression)
                || !there) {
            return new Resolution.Unknown();
        }
        List<Output> outputs = new ArrayList<>();
        for (TaskScope other : others.get().there()) {
            Optional<String> circle = tasks.circle(other.name());
            if (circle.isPresent()) {
                return mistake(expression, circle.get(), "");
            }
            String output = name(expression, 2);
            boolean all = !other.declaredOutputs().names().contains(output);
            if (!(made(other.outputs(), all ? "" : output) instanceof Resolution.Made made)) {
                return new Resolution.Unknown();
            }
            outputs.addAll(made.outputs());
        }
        return new Resolution.Made(outputs, others.get().single() && outputs.size() == 1);
    }

    /// Whether the other task has the output an expression names.
    private boolean hasOutput(TaskScope other, Expression expression) {
        PathEntries declared = other.declaredOutputs();
        if (declared.broken()) {
            return false;
        }
        String name = name(expression, 1);
        if (declared.entries().isEmpty()) {
            diagnostics.error(
                    expression.nameSpan(1), "the task " + Quoted.of(name) + " has no outputs");
            return false;
        }
        String output = name(expression, 2);
        if (expression.path().size() != 3) {
            String example = declared.names().isEmpty() ? OUT : declared.names().getFirst();
            mistake(
                    expression,
                    Quoted.of(expression.text()) + " is not an output",
                    "write ${{ tasks." + name + "." + example + " }}");
            return false;
        }
        if (output.equals(OUT) || declared.names().contains(output)) {
            return true;
        }
        diagnostics.error(
                expression.nameSpan(2),
                "the task " + Quoted.of(name) + " has no output named " + Quoted.of(output),
                declared.names().isEmpty()
                        ? "its outputs have no names: ${{ tasks." + name + ".out }}"
                        : diagnostics.suggestion(output, declared.names()));
        return false;
    }

    private static Resolution made(TaskScope.Paths<Output> outputs, String name) {
        List<Output> named =
                outputs.known().stream()
                        .filter(output -> name.isEmpty() || output.name().equals(name))
                        .toList();
        return outputs.broken() || named.isEmpty()
                ? new Resolution.Unknown()
                : new Resolution.Made(named, named.size() == 1);
    }

    private Resolution mistake(Expression expression, String message, String help) {
        diagnostics.error(expression.span(), message, help);
        return new Resolution.Unknown();
    }
}
