package dev.weir.build.verdict;

import dev.weir.digest.Entry;
import dev.weir.digest.Manifest;
import dev.weir.graph.OutputIndex;
import dev.weir.pipeline.Input;
import dev.weir.pipeline.Output;
import dev.weir.pipeline.Unseen;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.workspace.Contents;
import dev.weir.workspace.FileStates;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The disk with outputs laid over it that are not there as they should be. An input comes to the
/// same here as it does once they are there.
final class Overlay {
    private final FileStates disk;
    private final List<WorkspacePath> places;
    private final SortedMap<WorkspacePath, Manifest.File> files = new TreeMap<>();
    private final SortedSet<WorkspacePath> folders = new TreeSet<>();

    /// @param outputs those that are not there
    Overlay(FileStates disk, List<OutputIndex.Made> outputs, InputView.Made made)
            throws LostException {
        this.disk = disk;
        this.places = outputs.stream().map(OutputIndex.Made::output).map(Output::path).toList();
        for (OutputIndex.Made output : outputs) {
            Optional<Entry> entry = made.entry(output);
            if (entry.isPresent()) {
                add(output, entry.get(), made);
            }
        }
    }

    private void add(OutputIndex.Made output, Entry entry, InputView.Made made)
            throws LostException {
        WorkspacePath path = output.output().path();
        if (entry.kind() != Entry.Kind.FOLDER) {
            boolean executable = entry.kind() == Entry.Kind.EXECUTABLE;
            files.put(path, new Manifest.File(entry.digest(), executable, entry.size()));
            return;
        }
        Manifest manifest =
                made.manifest(output).orElseThrow(() -> new LostException(output.task()));
        ManifestView view = ManifestView.of(manifest);
        view.folders().forEach(below -> folders.add(below.isEmpty() ? path : path.resolve(below)));
        view.files().forEach((below, file) -> files.put(path.resolve(below), file));
    }

    /// What an input stands for.
    SortedMap<WorkspacePath, Entry> entries(Input input)
            throws ImpossibleException, InterruptedException {
        Contents there = disk.contents(input);
        for (var unreadable : there.unreadable()) {
            if (!isReplaced(unreadable.path())) {
                throw new ImpossibleException("the input " + unreadable.message());
            }
        }
        return input.pattern().isGlob() ? glob(input, there) : plain(input, there);
    }

    private SortedMap<WorkspacePath, Entry> glob(Input input, Contents there) {
        SortedMap<WorkspacePath, Entry> found = new TreeMap<>(there.entries());
        found.keySet().removeIf(this::isReplaced);
        files.forEach((path, file) -> {
            if (input.pattern().matches(path) && !input.excludes(path)) {
                found.put(path, entry(file));
            }
        });
        return found;
    }

    private SortedMap<WorkspacePath, Entry> plain(Input input, Contents there)
            throws InterruptedException {
        WorkspacePath root = input.pattern().root();
        SortedMap<WorkspacePath, Entry> found = new TreeMap<>();
        Manifest.File whole = files.get(root);
        if (input.excludes(root)) {
            return found;
        }
        if (whole != null) {
            found.put(root, entry(whole));
            return found;
        }
        Entry own = there.entries().get(root);
        if (own != null && own.kind() != Entry.Kind.FOLDER && !isReplaced(root)) {
            // Stands in the way of the folder that was read: whoever put it there meant a change.
            found.put(root, own);
            return found;
        }
        Manifest manifest = manifest(input);
        if (!manifest.members().isEmpty() || isFolder(root)) {
            found.put(root, manifest.entry());
        }
        return found;
    }

    /// The files of a folder as an input sees it.
    Manifest manifest(Input input) throws InterruptedException {
        WorkspacePath root = input.pattern().root();
        SortedMap<String, Manifest.Member> members = new TreeMap<>();
        disk.manifest(input)
                .members()
                .forEach((below, member) -> {
                    if (!isReplaced(root.resolve(below))) {
                        members.put(below, member);
                    }
                });
        files.forEach((path, file) -> {
            if (path.isBelow(root) && !input.excludes(path) && isSeen(path, root)) {
                members.put(path.relativeTo(root), file);
            }
        });
        return new Manifest(members, new TreeSet<>());
    }

    private boolean isFolder(WorkspacePath path) {
        return !isReplaced(path) || folders.contains(path);
    }

    /// No output is in weir's own folder.
    private static boolean isSeen(WorkspacePath path, WorkspacePath root) {
        for (String name : path.relativeTo(root).split("/")) {
            if (Unseen.anywhere(name)) {
                return false;
            }
        }
        return true;
    }

    private boolean isReplaced(WorkspacePath path) {
        for (WorkspacePath place : places) {
            if (path.equals(place) || path.isBelow(place)) {
                return true;
            }
        }
        return false;
    }

    private static Entry entry(Manifest.File file) {
        return new Entry(
                file.executable() ? Entry.Kind.EXECUTABLE : Entry.Kind.FILE,
                file.digest(),
                file.size());
    }
}
