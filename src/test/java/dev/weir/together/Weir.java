package dev.weir.together;

import dev.weir.build.Build;
import dev.weir.build.BuildSetup;
import dev.weir.build.event.BuildEvent;
import dev.weir.build.event.BuildReport;
import dev.weir.build.upkeep.Storage;
import dev.weir.build.upkeep.Upkeep;
import dev.weir.build.verdict.BuildRequest;
import dev.weir.build.verdict.StepKeys;
import dev.weir.cache.garbage.Budget;
import dev.weir.disk.CacheFolder;
import dev.weir.exec.Cancellation;
import dev.weir.graph.TaskGraph;
import dev.weir.pipeline.Outside;
import dev.weir.pipeline.Pipeline;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.Value;
import dev.weir.workspace.Looks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;

/// Carries out calls in a workspace, in this JVM.
///
/// @param root the workspace, with the sources of the plot in it
record Weir(Path root, Plot plot) {
    private static final StepKeys NO_STEPS =
            new StepKeys() {
                @Override
                public SortedMap<String, String> code(String step) {
                    throw new IllegalStateException(step);
                }

                @Override
                public Value.Mapping canonical(String step, Value.Mapping with) {
                    throw new IllegalStateException(step);
                }
            };

    /// Carries it out, and looks at the outputs while no other may touch them.
    ///
    /// @return whether it had nothing to do
    boolean call(Ask ask) throws Exception {
        Build build = Build.of(setup(ask.variant()));
        List<TaskName> tasks =
                ask.targets().stream()
                        .map(number -> new TaskName(plot.parts().get(number).name()))
                        .toList();
        return switch (ask.kind()) {
            case BUILD -> build(build, ask, tasks);
            case COLLECT -> {
                var _ =
                        new Upkeep(
                                        new CacheFolder(root.resolve("cache")),
                                        Storage.own(root),
                                        Clock.systemUTC(),
                                        () -> {})
                                .collect(new Budget(Optional.of(0L), Optional.empty()));
                yield false;
            }
            case CLEAN, CLEAR -> {
                var _ =
                        build.clean(
                                tasks, ask.kind() == Ask.Kind.CLEAR, _ -> {}, new Cancellation());
                yield false;
            }
        };
    }

    private boolean build(Build build, Ask ask, List<TaskName> targets) throws Exception {
        BuildRequest request =
                new BuildRequest(targets, false, Set.of(), false, true, ask.jobs(), false, false);
        AtomicReference<String> wrong = new AtomicReference<>("");
        BuildReport report =
                build.build(
                        request,
                        event -> {
                            if (event instanceof BuildEvent.Ended) {
                                wrong.set(wrong(ask));
                            }
                        },
                        new Cancellation());
        Set<String> good = new TreeSet<>();
        plot.good(ask.targets(), ask.variant()).forEach(part -> good.add(part.name()));
        report.outcomes()
                .forEach((task, outcome) ->
                        Guard.require(
                                outcome.isGood() == good.contains(task.text()),
                                task + " ended otherwise: " + report.outcomes()));
        Guard.require(wrong.get().isEmpty(), wrong.get());
        return report.run().isEmpty();
    }

    private String wrong(Ask ask) {
        try {
            SortedMap<String, String> made = plot.made(ask.targets(), ask.variant(), sources());
            for (Map.Entry<String, String> file : made.entrySet()) {
                if (!file.getKey().startsWith(Part.OUT)
                        && !Files.exists(root.resolve(file.getKey()))) {
                    continue;
                }
                if (!Files.exists(root.resolve(file.getKey()))) {
                    return file.getKey() + " is not there at the end of the build";
                }
                if (!Files.readString(root.resolve(file.getKey())).equals(file.getValue())) {
                    return file.getKey() + " is another at the end of the build";
                }
            }
            return "";
        } catch (IOException gone) {
            return "at the end of the build: " + gone;
        }
    }

    /// What the sources hold.
    SortedMap<String, String> sources() throws IOException {
        SortedMap<String, String> sources = new TreeMap<>();
        for (Part part : plot.parts()) {
            sources.put(part.source(), Files.readString(root.resolve(part.source())));
        }
        return sources;
    }

    private BuildSetup setup(int variant) {
        Pipeline pipeline = plot.pipeline(variant);
        return new BuildSetup(
                root,
                "Pipelinefile.yaml",
                Collections.emptySortedSet(),
                root.resolve("cache"),
                Storage.own(root),
                pipeline,
                TaskGraph.of(pipeline),
                Outside.of(Map.of()),
                new PlotRunner(root, plot, variant),
                NO_STEPS,
                (declared, outside) -> new TreeMap<>(),
                Clock.systemUTC(),
                Looks.unrecorded());
    }
}
