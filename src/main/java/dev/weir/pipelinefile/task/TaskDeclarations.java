package dev.weir.pipelinefile.task;

import dev.weir.diagnostic.Diagnostics;
import dev.weir.diagnostic.Quoted;
import dev.weir.pipeline.TaskName;
import dev.weir.pipelinefile.CommandNames;
import dev.weir.pipelinefile.key.Fields;
import dev.weir.pipelinefile.key.Key;
import dev.weir.pipelinefile.matrix.Cell;
import dev.weir.pipelinefile.matrix.MatrixReader;
import dev.weir.pipelinefile.render.Describe;
import dev.weir.pipelinefile.render.Renderer;
import dev.weir.pipelinefile.yaml.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads `tasks:`: which tasks there are, each cell of a matrix one of them, before anything is
/// known of what they do.
public final class TaskDeclarations {
    private final Surroundings surroundings;
    private final Diagnostics diagnostics;
    private final Renderer matrices;

    public TaskDeclarations(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.diagnostics = surroundings.diagnostics();
        this.matrices =
                new Renderer(
                        expression -> surroundings.params().resolve(expression, "a matrix"),
                        diagnostics,
                        surroundings.budget());
    }

    /// Declares the tasks of a Pipelinefile.
    public void read(Fields pipeline) {
        Optional<Node> node = pipeline.value(Key.TASKS);
        Defaults defaults = Defaults.of(pipeline, diagnostics);
        if (node.isPresent() && node.get() instanceof Node.Mapping mapping) {
            mapping.entries().forEach(entry -> declare(entry, defaults));
        } else if (node.isPresent()) {
            diagnostics.error(
                    node.get().span(),
                    "'tasks' takes "
                            + Key.TASKS.takes().text()
                            + ", not "
                            + Describe.wrong(node.get()));
        } else if (!pipeline.isBroken() && !pipeline.has(Key.INCLUDE)) {
            diagnostics.error(
                    pipeline.keySpan(Key.TASKS).part(0, 0),
                    "there are no tasks",
                    "add 'tasks:' and the first task below it");
        }
    }

    private void declare(Node.Entry entry, Defaults defaults) {
        String name = entry.name();
        Node value = entry.value();
        boolean nothing = value instanceof Node.Scalar scalar && scalar.isNothing();
        if (!TaskName.isSimple(name)) {
            diagnostics.error(
                    entry.key().span(),
                    "not a name of a task: " + Quoted.of(name),
                    "names are letters, digits, '_' and '-', and do not start with '-'");
            surroundings.tasks().addBroken(name);
        } else if (nothing || value instanceof Node.Mapping) {
            Node.Mapping mapping =
                    value instanceof Node.Mapping given
                            ? given
                            : new Node.Mapping(value.span(), List.of());
            warnOfCommand(entry);
            Fields own = Fields.of(mapping, Key.Of.TASK, diagnostics);
            declare(entry, defaults.around(own), defaults.env());
        } else {
            diagnostics.error(
                    value.span(),
                    "a task is a mapping, not " + Describe.wrong(value),
                    "write the command behind 'run:'");
            surroundings.tasks().addBroken(name);
        }
    }

    private void warnOfCommand(Node.Entry entry) {
        String name = entry.name();
        if (CommandNames.ALL.contains(name)) {
            diagnostics.warning(
                    entry.key().span(),
                    "the task " + Quoted.of(name) + " has the name of a command",
                    "'weir run " + name + "' builds it, 'weir " + name + "' does not");
        }
    }

    private void declare(Node.Entry entry, Fields keys, Optional<Node> env) {
        TaskName name = new TaskName(surroundings.home().name(entry.name()));
        Optional<List<Cell>> cells =
                keys.value(Key.MATRIX)
                        .map(node -> cells(name, node))
                        .orElse(Optional.of(List.of(Cell.NONE)));
        if (cells.isEmpty()) {
            surroundings.tasks().addBroken(entry.name());
            return;
        }
        List<TaskScope> scopes = new ArrayList<>();
        for (Cell cell : cells.get()) {
            TaskName own = name.at(cell.labels());
            scopes.add(
                    new TaskScope(
                            new TaskDeclaration(own, entry.key().span(), keys, env, cell),
                            surroundings));
        }
        surroundings.tasks().add(entry.name(), scopes);
    }

    private Optional<List<Cell>> cells(TaskName name, Node matrix) {
        return new MatrixReader(name, matrices, diagnostics)
                .read(matrix)
                .filter(cells ->
                        surroundings.budget().takeCells(cells.size(), matrix.span(), diagnostics));
    }
}
