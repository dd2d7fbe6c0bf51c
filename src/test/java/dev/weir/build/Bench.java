package dev.weir.build;

import dev.weir.build.event.BuildEvent;
import dev.weir.build.event.BuildReport;
import dev.weir.build.upkeep.Storage;
import dev.weir.build.verdict.BuildRequest;
import dev.weir.build.verdict.StepKeys;
import dev.weir.exec.Cancellation;
import dev.weir.exec.command.CommandRunner;
import dev.weir.graph.TaskGraph;
import dev.weir.pipeline.Outside;
import dev.weir.pipeline.Pipeline;
import dev.weir.pipeline.PipelineBuilder;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.Value;
import dev.weir.workspace.Looks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// A folder in which pipelines are built by real commands. Each success is followed by an unasked
/// second build, which must have nothing to do.
final class Bench {
    private final Path root;
    private final List<String> warnings = new ArrayList<>();

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

    Bench(Path root) {
        this.root = root;
    }

    /// What became of each task: `upper:Ran count:UpToDate`.
    String build(PipelineBuilder pipeline, String... targets) throws Exception {
        List<TaskName> names = List.of(targets).stream().map(TaskName::new).toList();
        return build(pipeline.build(), BuildRequest.of(names));
    }

    /// The same for a request of any kind, though no second build is asked for more.
    String build(Pipeline pipeline, BuildRequest request) throws Exception {
        warnings.clear();
        BuildReport report = once(pipeline, request);
        if (report.isGood()) {
            BuildReport second =
                    once(
                            pipeline,
                            new BuildRequest(
                                    request.targets(),
                                    false,
                                    Set.of(),
                                    false,
                                    false,
                                    2,
                                    false,
                                    false));
            if (second.run().isPresent()) {
                throw new AssertionError("a second build does something: " + text(second));
            }
        }
        return text(report);
    }

    private BuildReport once(Pipeline pipeline, BuildRequest request) throws Exception {
        return Build.of(setup(root, pipeline)).build(request, this::note, new Cancellation());
    }

    /// A build with real commands, no steps and no tools.
    static BuildSetup setup(Path root, Pipeline pipeline) {
        return new BuildSetup(
                root,
                "Pipelinefile.yaml",
                Collections.emptySortedSet(),
                root.resolve("cache"),
                Storage.own(root),
                pipeline,
                TaskGraph.of(pipeline),
                Outside.of(Map.of("PATH", System.getenv("PATH"))),
                new CommandRunner(),
                NO_STEPS,
                (declared, outside) -> new TreeMap<>(),
                Clock.systemUTC(),
                Looks.unrecorded());
    }

    private void note(BuildEvent event) {
        if (event instanceof BuildEvent.Warned(String message)) {
            warnings.add(message);
        }
    }

    /// What became of each task: `upper:Ran count:UpToDate`.
    static String text(BuildReport report) {
        List<String> outcomes = new ArrayList<>();
        report.outcomes()
                .forEach((task, outcome) ->
                        outcomes.add(task + ":" + outcome.getClass().getSimpleName()));
        return String.join(" ", outcomes);
    }

    /// What weir warned of in the last build.
    List<String> warnings() {
        return warnings;
    }

    void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    String read(String path) throws IOException {
        return Files.readString(root.resolve(path));
    }

    boolean has(String path) {
        return Files.exists(root.resolve(path), LinkOption.NOFOLLOW_LINKS);
    }

    /// Removes files and folders with all that is in them.
    void remove(String path) throws IOException {
        dev.weir.disk.FileTree.remove(root.resolve(path));
    }
}
