package dev.weir.build.verify;

import dev.weir.build.verify.Difference.Place;
import dev.weir.digest.Entry;
import dev.weir.digest.Manifest;
import dev.weir.digest.TaskKey;
import dev.weir.pipeline.Output;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.workspace.FileStates;
import dev.weir.workspace.OnDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/// Compares what a task made again with what it is recorded to have made.
final class OutputComparison {
    private static final String NOTHING = "nothing";
    private static final String EMPTY = "an empty folder";

    private final Recording recording;
    private final TaskKey key;
    private final FileStates again;
    private final FileComparison files;
    private final Path recorded;

    /// @param again sees what was made again
    /// @param recorded a folder for recorded bytes
    OutputComparison(
            Recording recording,
            TaskKey key,
            FileStates again,
            FileComparison files,
            Path recorded) {
        this.recording = recording;
        this.key = key;
        this.again = again;
        this.files = files;
        this.recorded = recorded;
    }

    /// What differs, one for each output that does.
    List<Difference> differences(List<Output> outputs, SortedMap<WorkspacePath, Entry> made)
            throws IOException, InterruptedException {
        List<Difference> differences = new ArrayList<>();
        for (Output output : outputs) {
            Entry before = made.get(output.path());
            if (before != null) {
                of(output.path(), before).ifPresent(differences::add);
            }
        }
        return differences;
    }

    private Optional<Difference> of(WorkspacePath path, Entry before)
            throws IOException, InterruptedException {
        OnDisk there = again.output(path);
        Optional<Entry> now = there.content();
        if (now.isPresent() && now.get().sameAs(before)) {
            return Optional.empty();
        }
        if (now.isEmpty()) {
            return Optional.of(kind(path, word(before), NOTHING));
        }
        if (there instanceof OnDisk.Folder(Manifest manifest, _, _)) {
            return before.kind() == Entry.Kind.FOLDER
                    ? inFolder(path, before, manifest)
                    : Optional.of(kind(path, word(before), word(now.get())));
        }
        return before.kind() == Entry.Kind.FOLDER
                ? Optional.of(kind(path, word(before), word(now.get())))
                : Optional.of(inFile(path, before, now.get()));
    }

    private static String word(Entry entry) {
        return entry.kind() == Entry.Kind.FOLDER ? "a folder" : "a file";
    }

    private static Difference kind(WorkspacePath path, String recorded, String again) {
        return new Difference(path, new Place.Kind(), recorded, again, 0);
    }

    private Optional<Difference> inFolder(WorkspacePath folder, Entry before, Manifest now)
            throws IOException, InterruptedException {
        Optional<Manifest> known = recording.manifest(folder, before, key);
        if (known.isEmpty()) {
            return Optional.of(new Difference(folder, new Place.Unknown(), "", "", 0));
        }
        List<String> differing = differing(known.get().members(), now.members());
        if (differing.isEmpty()) {
            return Optional.of(ofEmptyFolders(folder, known.get(), now));
        }
        String name = differing.getFirst();
        Difference first =
                member(
                        folder.resolve(name),
                        Optional.ofNullable(known.get().members().get(name)),
                        Optional.ofNullable(now.members().get(name)));
        return Optional.of(
                new Difference(
                        first.path(),
                        first.place(),
                        first.recorded(),
                        first.again(),
                        differing.size() - 1));
    }

    private static Difference ofEmptyFolders(WorkspacePath folder, Manifest before, Manifest now) {
        SortedSet<String> names = new TreeSet<>(before.emptyFolders());
        names.addAll(now.emptyFolders());
        names.removeIf(
                name -> before.emptyFolders().contains(name) && now.emptyFolders().contains(name));
        String first = names.getFirst();
        boolean recorded = before.emptyFolders().contains(first);
        return new Difference(
                folder.resolve(first),
                new Place.Kind(),
                recorded ? EMPTY : NOTHING,
                recorded ? NOTHING : EMPTY,
                names.size() - 1);
    }

    private static List<String> differing(
            Map<String, Manifest.Member> before, Map<String, Manifest.Member> now) {
        SortedSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(now.keySet());
        return names.stream()
                .filter(name ->
                        !Optional.ofNullable(before.get(name))
                                .equals(Optional.ofNullable(now.get(name))))
                .toList();
    }

    private Difference member(
            WorkspacePath path, Optional<Manifest.Member> before, Optional<Manifest.Member> now)
            throws IOException, InterruptedException {
        if (before.isPresent()
                && now.isPresent()
                && before.get() instanceof Manifest.File was
                && now.get() instanceof Manifest.File is) {
            return inFile(path, Scratch.entry(was), Scratch.entry(is));
        }
        return kind(path, word(before), word(now));
    }

    private static String word(Optional<Manifest.Member> member) {
        return member.map(it ->
                        switch (it) {
                            case Manifest.File _ -> "a file";
                            case Manifest.Link(String target) -> "a link to " + target;
                        })
                .orElse(NOTHING);
    }

    private Difference inFile(WorkspacePath path, Entry before, Entry now)
            throws IOException, InterruptedException {
        if (before.digest().equals(now.digest())) {
            return new Difference(path, new Place.Mode(), mode(before), mode(now), 0);
        }
        Path was = recorded.resolve(path.text());
        if (!recording.copy(path, before, was)) {
            return new Difference(path, new Place.Unknown(), "", "", 0);
        }
        Optional<Difference> first = files.first(path, was, again.place(path));
        Files.delete(was);
        return first.orElse(new Difference(path, new Place.Unknown(), "", "", 0));
    }

    private static String mode(Entry entry) {
        return entry.kind() == Entry.Kind.EXECUTABLE ? "executable" : "not executable";
    }
}
