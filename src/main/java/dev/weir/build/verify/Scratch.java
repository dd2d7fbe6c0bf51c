package dev.weir.build.verify;

import dev.weir.build.verdict.InputView;
import dev.weir.build.verdict.ResolvedInputs;
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
import java.util.Comparator;
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

    /// Copies the inputs, each once: several may name the same. Folders with links come first, as
    /// others may name what is behind these.
    ///
    /// @return the input whose bytes are nowhere any more, if there is one
    Optional<WorkspacePath> fill(ResolvedInputs inputs, InputView view, Recording recording)
            throws IOException, InterruptedException {
        List<Map.Entry<WorkspacePath, Manifest>> folders = new ArrayList<>();
        for (Input input : task.inputs()) {
            WorkspacePath path = input.pattern().root();
            Entry entry = inputs.entries().get(path);
            if (!input.pattern().isGlob()
                    && isCopied(path)
                    && entry != null
                    && entry.kind() == Entry.Kind.FOLDER) {
                Optional<Manifest> manifest = view.manifest(input);
                if (manifest.isEmpty()) {
                    return Optional.of(path);
                }
                folders.add(Map.entry(path, manifest.get()));
            }
        }
        folders.sort(Comparator.comparing(folder -> !hasLinks(folder.getValue())));
        for (Map.Entry<WorkspacePath, Manifest> folder : folders) {
            if (!fill(folder.getKey(), folder.getValue(), recording)) {
                return Optional.of(folder.getKey());
            }
        }
        for (Map.Entry<WorkspacePath, Entry> input : inputs.entries().entrySet()) {
            WorkspacePath path = input.getKey();
            if (isCopied(path)
                    && input.getValue().kind() != Entry.Kind.FOLDER
                    && !copy(path, input.getValue(), recording)) {
                return Optional.of(path);
            }
        }
        return Optional.empty();
    }

    /// What is named from the root of the file system is read where it is.
    private static boolean isCopied(WorkspacePath path) {
        return !path.text().startsWith("/");
    }

    private static boolean hasLinks(Manifest manifest) {
        return manifest.members().values().stream().anyMatch(Manifest.Link.class::isInstance);
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
                    if (!copy(path, entry(file), recording)) {
                        return false;
                    }
                }
                case Manifest.Link(String target) -> {
                    if (!FileTree.exists(place(path))) {
                        Files.createDirectories(place(path).getParent());
                        Files.createSymbolicLink(place(path), Path.of(target));
                    }
                }
            }
        }
        return true;
    }

    private boolean copy(WorkspacePath path, Entry entry, Recording recording)
            throws IOException, InterruptedException {
        return FileTree.exists(place(path)) || recording.copy(path, entry, place(path));
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
