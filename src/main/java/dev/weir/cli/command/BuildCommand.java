package dev.weir.cli.command;

import dev.weir.build.BuildRefused;
import dev.weir.build.event.BuildEvent;
import dev.weir.build.event.BuildListener;
import dev.weir.build.event.BuildReport;
import dev.weir.build.verdict.BuildRequest;
import dev.weir.cli.session.ExitCode;
import dev.weir.cli.session.Mistake;
import dev.weir.cli.session.Project;
import dev.weir.diagnostic.DiagnosticException;
import dev.weir.diagnostic.Quoted;
import dev.weir.graph.TaskGraph;
import dev.weir.pipeline.TaskName;
import java.io.IOException;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Brings targets up to date: what weir does when no other command is named.
final class BuildCommand implements Command {
    static final Set<Option> OPTIONS =
            Set.of(
                    Option.FORCE,
                    Option.RERUN,
                    Option.ONLY,
                    Option.DRY_RUN,
                    Option.JOBS,
                    Option.KEEP_GOING,
                    Option.OVERWRITE,
                    Option.KEEP_TEMPORARY,
                    Option.ATTACH,
                    Option.LOGS,
                    Option.LIST,
                    Option.CLEAN,
                    Option.JSON);

    @Override
    public String synopsis() {
        return "weir run [OPTION…] [TARGET…]";
    }

    @Override
    public String help() {
        return "Bring targets up to date, as weir without a command; takes any task's name";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "weir run list  # the task named 'list', not the command",
                "weir run clean-rows --attach  # with 'breakpoint()' in its Python code",
                "weir run train --rerun train  # train again, whatever is known",
                "weir run --json deploy  # events as lines of JSON");
    }

    @Override
    public Set<Option> options() {
        return OPTIONS;
    }

    @Override
    public ExitCode run(Call call) throws IOException, InterruptedException {
        if (call.arguments().has(Option.LIST)) {
            return new ListCommand().run(call);
        }
        if (call.arguments().has(Option.CLEAN)) {
            refuseWithClean(call.arguments());
            return new CleanCommand().runWithCache(call);
        }
        Project project = call.project();
        Targets targets = new Targets(project);
        List<TaskName> named = targets.of(call.arguments().operands());
        if (named.isEmpty()) {
            named = targets.usual();
            if (named.isEmpty()) {
                return withoutTarget(call);
            }
        }
        if (call.arguments().has(Option.ATTACH)) {
            call.attach(Attachment.of(project.pipeline(), named));
        }
        BuildRequest request = request(call, targets, named);
        if (call.arguments().has(Option.DRY_RUN)) {
            return new DryRun(call).run(request);
        }
        return build(call, request);
    }

    private static void refuseWithClean(Arguments arguments) {
        for (Option option : OPTIONS) {
            if (option != Option.CLEAN && arguments.has(option)) {
                throw Mistake.of(
                        "option '--clean' does not go with " + Quoted.of(option.full()),
                        "'weir clean' removes outputs; build in a call of its own");
            }
        }
    }

    private static ExitCode withoutTarget(Call call) throws IOException, InterruptedException {
        new ListCommand().run(call);
        throw Mistake.of(
                "no target is named and the Pipelinefile has no 'default'",
                "name one of the tasks above, or write 'default: TASK' into the Pipelinefile");
    }

    private static BuildRequest request(Call call, Targets targets, List<TaskName> named)
            throws IOException {
        Arguments arguments = call.arguments();
        BuildRequest usual = BuildRequest.of(named);
        return new BuildRequest(
                named,
                arguments.has(Option.FORCE),
                rerun(call, targets, named),
                arguments.has(Option.ONLY),
                arguments.has(Option.KEEP_GOING),
                arguments.value(Option.JOBS).map(BuildCommand::jobs).orElse(usual.jobs()),
                arguments.has(Option.OVERWRITE),
                arguments.has(Option.KEEP_TEMPORARY));
    }

    /// A task that has the terminal runs whatever is known: that is what it was given it for.
    ///
    /// @throws DiagnosticException when no target needs what a word means: it would be passed over
    private static Set<TaskName> rerun(Call call, Targets targets, List<TaskName> named)
            throws IOException {
        Arguments arguments = call.arguments();
        List<String> words = arguments.values(Option.RERUN);
        Set<TaskName> rerun = new HashSet<>(targets.of(words));
        if (!rerun.isEmpty()) {
            TaskGraph graph = call.project().graph();
            BitSet needed = graph.closure(named);
            for (String word : words) {
                if (targets.of(List.of(word)).stream()
                        .noneMatch(task -> needed.get(graph.number(task).orElseThrow()))) {
                    throw Mistake.of(
                            "task " + Quoted.of(word) + " is to run again, but no target needs it",
                            "name it as a target too");
                }
            }
        }
        if (arguments.has(Option.ATTACH)) {
            rerun.addAll(named);
        }
        return rerun;
    }

    static int jobs(String text) {
        try {
            int jobs = Integer.parseInt(text);
            if (jobs >= 1) {
                return jobs;
            }
        } catch (NumberFormatException _) {
            // said below, as for a number that is too small
        }
        throw Mistake.of("option '--jobs' needs a number from 1, not " + Quoted.of(text), "");
    }

    private static ExitCode build(Call call, BuildRequest request)
            throws IOException, InterruptedException {
        Project project = call.project();
        try (Interruption interruption = new Interruption(call.session(), call::isAttached);
                BuildView view = BuildView.of(call)) {
            BuildListener listener =
                    event -> {
                        if (event instanceof BuildEvent.Started) {
                            call.tasksRun();
                            interruption.listen();
                        }
                        view.on(event);
                    };
            BuildReport report =
                    call.build(interruption.cancellation())
                            .build(request, listener, interruption.cancellation());
            call.keepPlan();
            if (report.run().isEmpty()) {
                view.on(new BuildEvent.Ended(report));
                if (report.isGood() && isPlain(call)) {
                    call.isAnswered();
                }
            }
            return exitCode(report, interruption);
        } catch (BuildRefused refused) {
            throw Refusals.at(project, refused);
        }
    }

    private static boolean isPlain(Call call) {
        return !call.arguments().has(Option.JSON) && !call.arguments().has(Option.LOGS);
    }

    private static ExitCode exitCode(BuildReport report, Interruption interruption) {
        if (report.cancelled()) {
            return interruption.code().orElse(ExitCode.INTERRUPTED);
        }
        return report.isGood() ? ExitCode.DONE : ExitCode.FAILED;
    }
}
