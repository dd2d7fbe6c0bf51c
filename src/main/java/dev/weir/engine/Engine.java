package dev.weir.cli.command;

import dev.weir.build.BuildSetup;
import dev.weir.build.ToolAnswers;
import dev.weir.cli.session.Project;
import dev.weir.cli.session.Session;
import dev.weir.exec.ActionRunner;
import dev.weir.exec.Cancellation;
import dev.weir.exec.CommandEnvironment;
import dev.weir.exec.command.CommandRunner;
import dev.weir.exec.step.StepRunner;
import dev.weir.exec.tool.ToolMemory;
import dev.weir.exec.tool.ToolVersions;
import dev.weir.ml.BuiltInSteps;
import dev.weir.pipeline.Environment;
import java.util.Optional;
import java.util.SortedMap;

/// Puts the engine together: the one place that knows every part of it.
final class Engine {
    private Engine() {}

    /// What a build of the project works with.
    ///
    /// @param cancellation ends what is asked of tools
    static BuildSetup setup(Session session, Project project, Cancellation cancellation) {
        return new BuildSetup(
                project.root(),
                project.cache(),
                project.pipeline(),
                project.graph(),
                session.environment(),
                new ActionRunner(
                        new CommandRunner(), new StepRunner(step -> BuiltInSteps.type(step))),
                new CataloguedSteps(project.steps()),
                tools(session, project, cancellation),
                session.clock());
    }

    private static ToolAnswers tools(Session session, Project project, Cancellation cancellation) {
        SortedMap<String, String> environment = plain(session);
        ToolVersions versions =
                new ToolVersions(project.root(), environment, ToolMemory.NONE, cancellation);
        return versions::of;
    }

    /// What a task that declares nothing gets.
    private static SortedMap<String, String> plain(Session session) {
        return switch (CommandEnvironment.make(
                Environment.NONE, session.environment(), Optional.empty())) {
            case CommandEnvironment.Complete(var variables, _) -> variables;
            case CommandEnvironment.Refused refused ->
                    throw new IllegalStateException(refused.message());
        };
    }
}
