package dev.weir.build;

import dev.weir.digest.Entry;
import dev.weir.digest.Manifest;
import dev.weir.graph.OutputIndex;
import dev.weir.pipeline.Input;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.workspace.Contents;
import dev.weir.workspace.FileStates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a task's inputs are: what lies on the disk, and in place of other tasks' outputs what those
/// tasks are known to have made, whether it is there or not. So an absent temporary output counts
/// as its recorded content, and one that is about to be restored as what it will be.
final class InputView {
    private final FileStates disk;
    private final OutputIndex outputs;
    private final Made made;

    /// What is known of tasks' outputs.
    interface Made {
        /// The entry an output has once its task is done; empty when that task is unknown or has no
        /// such output.
        Optional<Entry> entry(OutputIndex.Made output);

        /// The files of a folder output; empty when they are not known.
        Optional<Manifest> manifest(OutputIndex.Made output);

        /// Whether the disk holds exactly that.
        boolean isOnDisk(OutputIndex.Made output);
    }

    InputView(FileStates disk, OutputIndex outputs, Made made) {
        this.disk = disk;
        this.outputs = outputs;
        this.made = made;
    }

    /// What stands behind each input of a list.
    ResolvedInputs resolve(List<Input> inputs) throws ImpossibleException, InterruptedException {
        SortedMap<String, List<WorkspacePath>> byName = new TreeMap<>();
        SortedMap<WorkspacePath, Entry> entries = new TreeMap<>();
        SortedMap<String, String> further = new TreeMap<>();
        List<WorkspacePath> all = new ArrayList<>();
        for (Input input : inputs) {
            SortedMap<WorkspacePath, Entry> found = entries(input);
            if (found.isEmpty() && !input.optional()) {
                throw new ImpossibleException(missing(input));
            }
            byName.computeIfAbsent(input.name(), _ -> new ArrayList<>()).addAll(found.keySet());
            all.addAll(found.keySet());
            found.forEach((path, entry) -> {
                Entry other = entries.putIfAbsent(path, entry);
                if (other != null && !other.sameAs(entry)) {
                    further.put("input " + input.name() + " " + path, entry.digest().hex());
                }
            });
        }
        return new ResolvedInputs(byName, all, entries, further);
    }

    private static String missing(Input input) {
        return input.pattern().isGlob()
                ? "no file matches the input '" + input.pattern() + "'"
                : "the input '" + input.pattern() + "' does not exist";
    }

    private SortedMap<WorkspacePath, Entry> entries(Input input)
            throws ImpossibleException, InterruptedException {
        List<OutputIndex.Made> feeding = outputs.feeding(input);
        WorkspacePath root = input.pattern().root();
        if (!input.pattern().isGlob() && feeding.size() == 1 && input.exclude().isEmpty()) {
            OutputIndex.Made only = feeding.getFirst();
            Optional<Entry> entry = made.entry(only);
            if (only.output().path().equals(root) && entry.isPresent()) {
                return single(root, entry.get());
            }
        }
        List<OutputIndex.Made> elsewhere =
                feeding.stream().filter(output -> !made.isOnDisk(output)).toList();
        if (elsewhere.isEmpty()) {
            return onDisk(input);
        }
        return overlaid(input, elsewhere);
    }

    private SortedMap<WorkspacePath, Entry> onDisk(Input input)
            throws ImpossibleException, InterruptedException {
        Contents contents = disk.contents(input);
        if (!contents.unreadable().isEmpty()) {
            throw new ImpossibleException(
                    "the input " + contents.unreadable().getFirst().message());
        }
        return contents.entries();
    }

    private static SortedMap<WorkspacePath, Entry> single(WorkspacePath path, Entry entry) {
        SortedMap<WorkspacePath, Entry> one = new TreeMap<>();
        one.put(path, entry);
        return one;
    }

    /// The disk with the outputs laid over it that are not there as they should be.
    private SortedMap<WorkspacePath, Entry> overlaid(Input input, List<OutputIndex.Made> elsewhere)
            throws ImpossibleException, InterruptedException {
        Map<WorkspacePath, Manifest.Member> files = new LinkedHashMap<>();
        for (OutputIndex.Made output : elsewhere) {
            collect(output, files);
        }
        if (input.pattern().isGlob()) {
            SortedMap<WorkspacePath, Entry> found = new TreeMap<>(onDisk(input));
            found.keySet().removeIf(path -> isBelowAny(path, elsewhere));
            files.forEach((path, member) -> {
                if (input.pattern().matches(path)
                        && !input.excludes(path)
                        && member instanceof Manifest.File file) {
                    found.put(path, entry(file));
                }
            });
            return found;
        }
        WorkspacePath root = input.pattern().root();
        if (files.get(root) instanceof Manifest.File file) {
            return single(root, entry(file));
        }
        SortedMap<String, Manifest.Member> members = new TreeMap<>();
        disk.manifest(input)
                .members()
                .forEach((relative, member) -> {
                    if (!isBelowAny(root.resolve(relative), elsewhere)) {
                        members.put(relative, member);
                    }
                });
        files.forEach((path, member) -> {
            if (path.isBelow(root) && !input.excludes(path)) {
                members.put(relative(root, path), member);
            }
        });
        return single(root, new Manifest(members, new java.util.TreeSet<>()).entry());
    }

    private static String relative(WorkspacePath root, WorkspacePath path) {
        return root.text().equals(".")
                ? path.text()
                : path.text().substring(root.text().length() + 1);
    }

    private static Entry entry(Manifest.File file) {
        return new Entry(
                file.executable() ? Entry.Kind.EXECUTABLE : Entry.Kind.FILE,
                file.digest(),
                file.size());
    }

    private static boolean isBelowAny(WorkspacePath path, List<OutputIndex.Made> outputs) {
        return outputs.stream()
                .anyMatch(output ->
                        path.equals(output.output().path())
                                || path.isBelow(output.output().path()));
    }

    private void collect(OutputIndex.Made output, Map<WorkspacePath, Manifest.Member> files)
            throws ImpossibleException {
        Optional<Entry> entry = made.entry(output);
        if (entry.isEmpty()) {
            return;
        }
        WorkspacePath path = output.output().path();
        if (entry.get().kind() != Entry.Kind.FOLDER) {
            boolean executable = entry.get().kind() == Entry.Kind.EXECUTABLE;
            files.put(
                    path, new Manifest.File(entry.get().digest(), executable, entry.get().size()));
            return;
        }
        Manifest manifest =
                made.manifest(output)
                        .orElseThrow(() ->
                                new ImpossibleException(
                                        "what the temporary output '"
                                                + path
                                                + "/' held is no longer in the cache: run its task with --rerun"));
        manifest.members().forEach((relative, member) -> files.put(path.resolve(relative), member));
    }
}
