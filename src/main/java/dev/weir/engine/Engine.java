package dev.weir.engine;

import dev.weir.build.verdict.StepKeys;
import dev.weir.build.verdict.ToolAnswers;
import dev.weir.build.verify.Tables;
import dev.weir.exec.ActionRunner;
import dev.weir.exec.Cancellation;
import dev.weir.exec.TaskRunner;
import dev.weir.exec.command.CommandRunner;
import dev.weir.exec.step.StepRunner;
import dev.weir.exec.step.Steps;
import dev.weir.exec.tool.ToolVersions;
import dev.weir.ml.BuiltInSteps;
import dev.weir.ml.data.TableDifference;
import dev.weir.step.Step;
import dev.weir.step.StepFailure;
import dev.weir.step.catalogue.StepCatalogue;
import dev.weir.step.own.OwnCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/// The parts of a build that do the work: the one place that knows them all.
///
/// @param runner runs actions
/// @param steps what of steps goes into keys
/// @param tools what tools say of themselves
public record Engine(TaskRunner runner, StepKeys steps, ToolAnswers tools) {
    /// Commands of the shell and the built-in steps.
    ///
    /// @param root the workspace
    /// @param steps in which every step of the pipeline is
    /// @param own has those of them that the user wrote
    /// @param cancellation ends what is asked of tools
    public static Engine of(
            Path root,
            StepCatalogue steps,
            Supplier<Optional<OwnCode>> own,
            Cancellation cancellation) {
        return new Engine(
                new ActionRunner(new CommandRunner(), new StepRunner(step -> load(step, own))),
                new CataloguedSteps(steps, own),
                new AskedTools(new ToolVersions(root, cancellation)));
    }

    /// Compares Parquet files.
    public static Tables tables() {
        return (recorded, again, scratch) -> {
            try {
                return TableDifference.between(recorded, again, scratch)
                        .map(it ->
                                new Tables.Cell(it.row(), it.column(), it.recorded(), it.again()));
            } catch (StepFailure unreadable) {
                return Optional.empty();
            }
        };
    }

    private static Optional<Steps.Loaded> load(String step, Supplier<Optional<OwnCode>> own)
            throws IOException {
        Optional<Class<? extends Step<?>>> builtIn = BuiltInSteps.type(step);
        if (builtIn.isPresent()) {
            return builtIn.map(type -> new Steps.Loaded(type, () -> {}));
        }
        Optional<OwnCode> code = own.get();
        return code.isEmpty()
                ? Optional.empty()
                : code.get()
                        .open(step)
                        .map(opened -> new Steps.Loaded(opened.type(), opened.loader()));
    }
}
