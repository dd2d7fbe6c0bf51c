package dev.weir.build.verify;

import dev.weir.build.verdict.ResolvedInputs;
import dev.weir.build.verdict.Stores;
import dev.weir.digest.Entry;
import dev.weir.digest.Manifest;
import dev.weir.disk.FileTree;
import dev.weir.pipeline.Action;
import dev.weir.pipeline.Input;
import dev.weir.pipeline.Output;
import dev.weir.pipeline.Task;
import dev.weir.pipeline.WorkspacePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A folder of its own for one task, laid out as the workspace is, with copies of what the task
/// declares to read and nothing else.
final class Scratch implements AutoCloseable {
    private static final String UP = "../";

    private final Path folder;
    private final Path root;
    private final Task task;

    /// @param folder is made, and removed again
    Scratch(Path folder, Task task) throws IOException {
        this.folder = folder;
        this.task = task;
        FileTree.remove(folder);
        Path at = Files.createDirectories(folder.resolve("w"));
        for (int i = climbs(); i > 0; i--) {
            at = at.resolve("up");
        }
        this.root = Files.createDirectories(at.resolve("workspace"));
    }

    /// How many folders above the workspace the task names.
    private int climbs() {
        List<WorkspacePath> named = new ArrayList<>();
        task.inputs().forEach(input -> named.add(input.pattern().root()));
        int most = 0;
        for (WorkspacePath path : named) {
            int climbs = 0;
            while (path.text().startsWith(UP, climbs * UP.length())) {
                climbs++;
            }
            most = Math.max(most, climbs);
        }
        return most;
    }

    /// What stands for the workspace.
    Path root() {
        return root;
    }

    /// A folder beside it, made empty.
    Path beside(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    /// Copies the inputs.
    ///
    /// @return the input whose bytes are nowhere any more, if there is one
    Optional<WorkspacePath> fill(
            ResolvedInputs inputs, Stores stores, Recording recording, List<Task> tasks)
            throws IOException, InterruptedException {
        for (Map.Entry<WorkspacePath, Entry> input : inputs.entries().entrySet()) {
            WorkspacePath path = input.getKey();
            boolean placed = path.text().startsWith("/");
            if (!placed && input.getValue().kind() == Entry.Kind.FOLDER) {
                Optional<Manifest> manifest = manifest(path, input.getValue(), stores);
                if (manifest.isEmpty()) {
                    manifest =
                            recording.manifest(
                                    path, input.getValue(), recording.maker(path, tasks));
                }
                placed = manifest.isPresent() && fill(path, manifest.get(), recording);
            } else if (!placed) {
                placed = recording.copy(path, input.getValue(), place(path));
            }
            if (!placed) {
                return Optional.of(path);
            }
        }
        return Optional.empty();
    }

    /// As the input sees the folder: without what it excludes.
    private Optional<Manifest> manifest(WorkspacePath path, Entry entry, Stores stores)
            throws InterruptedException {
        for (Input input : task.inputs()) {
            if (!input.pattern().isGlob() && input.pattern().root().equals(path)) {
                Manifest manifest = stores.disk().manifest(input);
                if (manifest.entry().sameAs(entry)) {
                    return Optional.of(manifest);
                }
            }
        }
        return Optional.empty();
    }

    private boolean fill(WorkspacePath folder, Manifest manifest, Recording recording)
            throws IOException, InterruptedException {
        Files.createDirectories(place(folder));
        for (String empty : manifest.emptyFolders()) {
            Files.createDirectories(place(folder.resolve(empty)));
        }
        for (Map.Entry<String, Manifest.Member> member : manifest.members().entrySet()) {
            WorkspacePath path = folder.resolve(member.getKey());
            switch (member.getValue()) {
                case Manifest.File file -> {
                    if (!recording.copy(path, entry(file), place(path))) {
                        return false;
                    }
                }
                case Manifest.Link(String target) -> {
                    Files.createDirectories(place(path).getParent());
                    Files.createSymbolicLink(place(path), Path.of(target));
                }
            }
        }
        return true;
    }

    /// A file of a folder as what stands at its path.
    static Entry entry(Manifest.File file) {
        return new Entry(
                file.executable() ? Entry.Kind.EXECUTABLE : Entry.Kind.FILE,
                file.digest(),
                file.size());
    }

    /// Removes what stands at the outputs, and makes the folders that a task is promised.
    void clearOutputs() throws IOException {
        if (task.action() instanceof Action.Command command) {
            Files.createDirectories(place(command.workdir()));
        }
        for (Output output : task.outputs()) {
            Path place = place(output.path());
            FileTree.remove(place);
            Files.createDirectories(output.folder() ? place : place.getParent());
        }
    }

    Path place(WorkspacePath path) {
        return root.resolve(path.text()).normalize();
    }

    @Override
    public void close() throws IOException {
        FileTree.remove(folder);
    }
}
