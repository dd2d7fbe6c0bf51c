package dev.weir.pipelinefile.task;

import dev.weir.diagnostic.Diagnostics;
import dev.weir.diagnostic.Span;
import dev.weir.pipeline.Input;
import dev.weir.pipeline.Output;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.pipelinefile.file.Home;
import dev.weir.pipelinefile.key.Fields;
import dev.weir.pipelinefile.key.Key;
import dev.weir.pipelinefile.matrix.Cell;
import dev.weir.pipelinefile.render.Names;
import dev.weir.pipelinefile.render.Position;
import dev.weir.pipelinefile.render.Renderer;
import dev.weir.pipelinefile.yaml.Node;
import java.util.List;
import java.util.Optional;

/// One task while it is read. Variables and outputs are worked out when they are first asked for,
/// by the task itself or by another one.
public final class TaskScope {
    private final TaskDeclaration declaration;
    private final Surroundings surroundings;
    private final PathEntries declaredInputs;
    private final PathEntries declaredOutputs;
    private Optional<Optional<String>> absence = Optional.empty();
    private Optional<TaskVariables> variables = Optional.empty();
    private Optional<Paths<Output>> outputs = Optional.empty();
    private Paths<Input> inputs = new Paths<>(List.of(), false);

    public TaskScope(TaskDeclaration declaration, Surroundings surroundings) {
        this.declaration = declaration;
        this.surroundings = surroundings;
        Fields fields = declaration.fields();
        this.declaredInputs =
                PathEntries.of(fields, Key.INPUTS, Key.Of.INPUT, surroundings.diagnostics());
        this.declaredOutputs =
                PathEntries.of(fields, Key.OUTPUTS, Key.Of.OUTPUT, surroundings.diagnostics());
    }

    public TaskName name() {
        return declaration.name();
    }

    public Cell cell() {
        return declaration.cell();
    }

    /// Why it is not there with these params, nothing when it is.
    public Optional<String> absence() {
        if (absence.isEmpty()) {
            absence = Optional.of(WhenReader.absence(this));
        }
        return absence.get();
    }

    /// Whether it is there with these params.
    public boolean isThere() {
        return absence().isEmpty();
    }

    public Span at() {
        return declaration.at();
    }

    public Fields fields() {
        return declaration.fields();
    }

    public Surroundings surroundings() {
        return surroundings;
    }

    public Diagnostics diagnostics() {
        return surroundings.diagnostics();
    }

    public PathEntries declaredInputs() {
        return declaredInputs;
    }

    public PathEntries declaredOutputs() {
        return declaredOutputs;
    }

    /// Fills in the expressions that stand in some position of the task. What they make is as the
    /// file itself would write it.
    ///
    /// @param there whether the task is there; if not, only the names in them are checked
    public Renderer renderer(Position position, boolean there) {
        return renderer(position, there, home().folder());
    }

    /// The same for what is read from the folder of the Pipelinefile.
    public Renderer rendererOfSettings(boolean there) {
        return renderer(Position.ACTION, there, WorkspacePath.of("."));
    }

    private Renderer renderer(Position position, boolean there, WorkspacePath folder) {
        Names names = new TaskNames(this, position, there);
        return new Renderer(names, surroundings.diagnostics(), surroundings.budget(), folder);
    }

    /// Where the names and paths of its file belong.
    public Home home() {
        return surroundings.home();
    }

    /// The variables of its command, those of every command among them.
    public TaskVariables variables() {
        if (variables.isEmpty()) {
            Renderer renderer = renderer(Position.ENV, true);
            VariablesReader reader = new VariablesReader(renderer, diagnostics());
            variables =
                    Optional.of(
                            surroundings
                                    .variables()
                                    .with(reader.read(declaration.env()))
                                    .with(reader.read(fields().value(Key.TASK_ENV))));
        }
        return variables.get();
    }

    /// Whether a variable is declared to be a secret.
    public boolean isSecret(String variable) {
        return switch (fields().value(Key.SECRETS).orElse(null)) {
            case Node.Scalar one -> one.text().equals(variable);
            case Node.Sequence(_, var items) ->
                    items.stream()
                            .anyMatch(item ->
                                    item instanceof Node.Scalar one && one.text().equals(variable));
            case null, default -> false;
        };
    }

    /// Its outputs. Not to be asked for by what they are made of: see [Tasks#circle].
    public Paths<Output> outputs() {
        if (outputs.isEmpty()) {
            surroundings.tasks().open(name());
            outputs = Optional.of(OutputsReader.read(this, true));
            surroundings.tasks().close(name());
        }
        return outputs.get();
    }

    public Paths<Input> inputs() {
        return inputs;
    }

    /// Remembers the inputs for what is read after them.
    public void inputs(Paths<Input> known) {
        inputs = known;
    }

    /// Inputs or outputs in declared order.
    ///
    /// @param broken whether some are missing because of a mistake that was reported
    record Paths<T>(List<T> known, boolean broken) {
        Paths {
            known = List.copyOf(known);
        }
    }
}
