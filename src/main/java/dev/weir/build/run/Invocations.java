package dev.weir.build.run;

import dev.weir.build.verdict.CommandText;
import dev.weir.build.verdict.ImpossibleException;
import dev.weir.build.verdict.ResolvedInputs;
import dev.weir.digest.TaskKey;
import dev.weir.disk.FileTree;
import dev.weir.exec.CommandEnvironment;
import dev.weir.exec.Invocation;
import dev.weir.pipeline.Action;
import dev.weir.pipeline.Output;
import dev.weir.pipeline.Outside;
import dev.weir.pipeline.Task;
import dev.weir.pipeline.Value;
import dev.weir.pipeline.WorkspacePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Makes what a runner needs from a task whose inputs are known.
public final class Invocations {
    private final Path root;
    private final Outside outside;

    /// @param outside weir's own environment
    public Invocations(Path root, Outside outside) {
        this.root = root;
        this.outside = outside;
    }

    /// The folders of a run.
    ///
    /// @param scratch as [#makeScratch] makes it
    /// @param resume for checkpoints
    public record Folders(Path scratch, Path resume) {}

    /// @throws ImpossibleException when the environment lacks something
    public Invocation of(Task task, TaskKey key, ResolvedInputs inputs, Folders folders)
            throws ImpossibleException, IOException {
        return new Invocation(
                task.name(),
                key,
                work(task, inputs, folders),
                root,
                folders.scratch(),
                folders.resume(),
                task.policy().resources(),
                task.policy().timeout());
    }

    private Invocation.Work work(Task task, ResolvedInputs inputs, Folders folders)
            throws ImpossibleException, IOException {
        return switch (task.action()) {
            case Action.Command command -> scripts(task, command, inputs, folders);
            case Action.StepCall(String step, Value.Mapping with) ->
                    new Invocation.StepRun(step, with, places(inputs.byName()), outputs(task));
            case Action.Group() -> throw new IllegalStateException("a group does not run");
        };
    }

    private Invocation.Scripts scripts(
            Task task, Action.Command command, ResolvedInputs inputs, Folders folders)
            throws ImpossibleException, IOException {
        SortedMap<String, Path> places = new TreeMap<>();
        places.put(CommandEnvironment.RESUME, folders.resume());
        if (!task.params().isEmpty()) {
            places.put(CommandEnvironment.PARAMS, params(folders.scratch()));
        }
        List<String> scripts = new CommandText(command, inputs.inText()).scripts();
        return switch (CommandEnvironment.make(task.environment(), outside, places)) {
            case CommandEnvironment.Complete(var variables, var secrets) -> {
                List<String> texts = new ArrayList<>(scripts);
                texts.addAll(variables.values());
                new LinkedWorkdir(root, command.workdir()).check(task, inputs.all(), texts);
                yield new Invocation.Scripts(
                        scripts,
                        command.shell(),
                        root.resolve(command.workdir().text()),
                        variables,
                        secrets);
            }
            case CommandEnvironment.Refused refused ->
                    throw new ImpossibleException(refused.message());
        };
    }

    /// Makes the scratch folder as each try finds it, whatever an earlier one left in it.
    public static void makeScratch(Task task, Path scratch) throws IOException {
        FileTree.remove(scratch);
        boolean step = task.action() instanceof Action.StepCall;
        if (step || !task.params().isEmpty()) {
            Files.createDirectories(scratch);
        }
        if (!step && !task.params().isEmpty()) {
            ParamsFile.write(task.params(), params(scratch));
        }
    }

    private static Path params(Path scratch) {
        return scratch.resolve("params.json");
    }

    private SortedMap<String, List<Path>> places(SortedMap<String, List<WorkspacePath>> paths) {
        SortedMap<String, List<Path>> places = new TreeMap<>();
        paths.forEach((name, all) -> places.put(name, all.stream().map(this::place).toList()));
        return places;
    }

    private SortedMap<String, List<Path>> outputs(Task task) {
        SortedMap<String, List<Path>> outputs = new TreeMap<>();
        for (Output output : task.outputs()) {
            outputs.computeIfAbsent(output.name(), _ -> new ArrayList<>())
                    .add(place(output.path()));
        }
        return outputs;
    }

    private Path place(WorkspacePath path) {
        return root.resolve(path.text());
    }
}
