package dev.weir.engine;

import dev.weir.build.Build;
import dev.weir.build.BuildRefused;
import dev.weir.build.BuildSetup;
import dev.weir.build.event.BuildListener;
import dev.weir.build.event.BuildReport;
import dev.weir.build.upkeep.Storage;
import dev.weir.build.verdict.BuildRequest;
import dev.weir.build.verdict.Survey;
import dev.weir.exec.Cancellation;
import dev.weir.graph.TaskGraph;
import dev.weir.pipeline.Action;
import dev.weir.pipeline.Outside;
import dev.weir.pipeline.Pipeline;
import dev.weir.pipeline.Task;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.Unseen;
import dev.weir.step.catalogue.StepCatalogue;
import dev.weir.step.catalogue.StepEntry;
import dev.weir.workspace.Looks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// A pipeline in a folder, for Java programs:
///
/// ```java
/// Weir weir = Weir.of(Path.of(""), pipeline);
/// BuildReport report = weir.build("train");
/// ```
///
/// It shares the folder's `cache/`, or the store that `WEIR_CACHE` names, with `weir` on the
/// command line, and its results with a Pipelinefile that says the same. Not for several threads.
public final class Weir {
    private final Path root;
    private final Pipeline pipeline;
    private final TaskGraph graph;
    private final StepCatalogue steps = StepCatalogue.builtIn();

    private Weir(Path root, Pipeline pipeline) {
        this.root = root;
        this.pipeline = pipeline;
        checkSteps();
        this.graph = TaskGraph.of(pipeline);
    }

    /// Touches nothing yet.
    ///
    /// @param folder the workspace: what the pipeline's paths are relative to
    /// @throws IllegalArgumentException when the pipeline uses steps that there are not, or with
    ///   settings that they do not take; it says all of them
    /// @throws dev.weir.graph.ProblemsException when its tasks do not fit together; it says why
    public static Weir of(Path folder, Pipeline pipeline) {
        return new Weir(folder.toAbsolutePath().normalize(), pipeline);
    }

    private void checkSteps() {
        List<String> mistakes = new ArrayList<>();
        for (Task task : pipeline.tasks().values()) {
            if (task.action() instanceof Action.StepCall call) {
                mistake(call)
                        .ifPresent(what -> mistakes.add("task '" + task.name() + "': " + what));
            }
        }
        if (!mistakes.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", mistakes));
        }
    }

    private Optional<String> mistake(Action.StepCall call) {
        Optional<StepEntry> step = steps.find(call.step());
        if (step.isEmpty()) {
            return Optional.of(
                    "no step named '"
                            + call.step()
                            + "', there are "
                            + String.join(", ", steps.names()));
        }
        try {
            step.get().shape().canonical(call.with());
            return Optional.empty();
        } catch (IllegalArgumentException wrong) {
            return Optional.of(String.valueOf(wrong.getMessage()));
        }
    }

    /// A request for tasks by name, for the pipeline's own target when none is named.
    ///
    /// @throws IllegalArgumentException when there is no such task, or no target
    public BuildRequest request(String... targets) {
        List<TaskName> names = new ArrayList<>();
        for (String target : targets) {
            names.add(new TaskName(target));
        }
        if (names.isEmpty()) {
            names.addAll(pipeline.targets());
        }
        if (names.isEmpty()) {
            throw new IllegalArgumentException("no target is named and the pipeline has none");
        }
        for (TaskName name : names) {
            if (!pipeline.tasks().containsKey(name)) {
                throw new IllegalArgumentException("no task named '" + name + "'");
            }
        }
        return BuildRequest.of(names);
    }

    /// Brings tasks up to date on all processors, in silence.
    ///
    /// @param targets tasks, the pipeline's own target when none is named
    /// @return how it ended; a task that failed is an outcome, no exception
    /// @throws BuildRefused when something is in the way that is known before anything runs
    /// @throws IOException when weir's own files cannot be written
    public BuildReport build(String... targets)
            throws BuildRefused, InterruptedException, IOException {
        return build(request(targets), _ -> {}, new Cancellation());
    }

    /// Brings up to date what is asked for, in the way that is asked for.
    ///
    /// @param listener is told what happens, one event at a time
    /// @param cancellation ends the build early; what runs is ended, and its old outputs come back
    public BuildReport build(
            BuildRequest request, BuildListener listener, Cancellation cancellation)
            throws BuildRefused, InterruptedException, IOException {
        return engine(cancellation).build(request, listener, cancellation);
    }

    /// The verdict on every task that the targets need, with all reasons; changes nothing.
    public Survey survey(String... targets) throws InterruptedException, IOException {
        return engine(new Cancellation()).survey(request(targets));
    }

    /// What else can be done in the workspace: clean, undo.
    ///
    /// @param cancellation ends what is asked of tools
    public Build engine(Cancellation cancellation) {
        Engine engine = Engine.of(root, steps, Optional::empty, cancellation);
        return Build.of(
                new BuildSetup(
                        root,
                        "",
                        Collections.emptySortedSet(),
                        root.resolve(Unseen.CACHE),
                        Storage.of(root, System.getenv()),
                        pipeline,
                        graph,
                        Outside.of(System.getenv()),
                        engine.runner(),
                        engine.steps(),
                        engine.tools(),
                        InstantSource.system(),
                        Looks.unrecorded()));
    }
}
