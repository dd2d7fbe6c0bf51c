package dev.weir.build;

import dev.weir.build.run.RunSite;
import dev.weir.build.verdict.Stores;
import dev.weir.cache.Fetched;
import dev.weir.digest.Digest;
import dev.weir.digest.Manifest;
import dev.weir.disk.CacheFolder;
import dev.weir.disk.FileTree;
import dev.weir.disk.IoText;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.workspace.Saved;
import dev.weir.workspace.UndoLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/// Brings back what a build replaced although weir had not made it: at each place exactly what
/// stood there. What stands there now, or that nothing does, and what is in the way, is saved
/// first, so that undoing can be undone. Needs the workspace's lock.
final class Undoing {
    /// Made anew for each place; the next build removes it if this one dies.
    private static final String TEMP = RunSite.SCRATCH + "/undo~";

    private final CacheFolder cache;
    private final Stores stores;
    private final UndoLog undo;
    private final List<WorkspacePath> back = new ArrayList<>();
    private final List<WorkspacePath> removed = new ArrayList<>();
    private final List<WorkspacePath> lost = new ArrayList<>();
    private final SequencedMap<WorkspacePath, String> stuck = new LinkedHashMap<>();

    private Undoing(CacheFolder cache, Stores stores, UndoLog undo) {
        this.cache = cache;
        this.stores = stores;
        this.undo = undo;
    }

    /// Brings back all of it; goes on with what was cut off. A place that was brought back already
    /// is brought back again then: what stood there first is what counts as saved.
    ///
    /// @param which build; the last one that saved something when empty
    static Undone undo(CacheFolder cache, Stores stores, UndoLog undo, Optional<String> which)
            throws IOException {
        Optional<UndoLog.Unfinished> unfinished =
                undo.unfinished().filter(it -> which.isEmpty() || it.of().equals(which.get()));
        if (unfinished.isPresent()) {
            return new Undoing(cache, stores, undo.as(unfinished.get().by()))
                    .undo(undo.of(unfinished.get().of()));
        }
        List<Saved> last = which.isPresent() ? undo.of(which.get()) : undo.last();
        if (last.isEmpty()) {
            return Undone.nothing(others(cache, undo));
        }
        undo.undoing(last.getFirst().run());
        return new Undoing(cache, stores, undo).undo(last);
    }

    private Undone undo(List<Saved> last) throws IOException {
        List<Saved> again = new ArrayList<>();
        for (var place : places(last).entrySet()) {
            try {
                bringBack(place.getKey(), place.getValue());
            } catch (IOException refused) {
                stuck.put(place.getKey(), IoText.of(refused));
                again.addAll(place.getValue());
            }
        }
        String run = last.getFirst().run();
        undo.undone(run, again);
        return new Undone(run, back, removed, lost, stuck, others(cache, undo));
    }

    private static SequencedMap<String, List<WorkspacePath>> others(CacheFolder cache, UndoLog undo)
            throws IOException {
        SequencedMap<String, List<Saved>> byRun = new LinkedHashMap<>();
        for (Saved saved : UndoLog.all(cache)) {
            if (!saved.run().equals(undo.run())) {
                byRun.computeIfAbsent(saved.run(), _ -> new ArrayList<>()).add(saved);
            }
        }
        SequencedMap<String, List<WorkspacePath>> others = new LinkedHashMap<>();
        byRun.reversed()
                .forEach((run, saved) -> others.put(run, List.copyOf(places(saved).keySet())));
        return others;
    }

    /// What stood at each place that was saved, a folder before what was in it. Of a place that a
    /// build saved twice the first counts.
    private static SequencedMap<WorkspacePath, List<Saved>> places(List<Saved> all) {
        SequencedMap<WorkspacePath, List<Saved>> places = new LinkedHashMap<>();
        List<Saved> place = List.of();
        for (Saved saved : all) {
            if (!place.isEmpty() && isIn(saved, place.getFirst())) {
                place.add(saved);
            } else {
                place = new ArrayList<>(List.of(saved));
                places.putIfAbsent(saved.path(), place);
            }
        }
        return places;
    }

    private static boolean isIn(Saved one, Saved folder) {
        return folder.stood() instanceof Saved.Folder && one.path().isBelow(folder.path());
    }

    private void bringBack(WorkspacePath path, List<Saved> saved) throws IOException {
        if (saved.getFirst().stood() instanceof Saved.Nothing) {
            remove(path);
            return;
        }
        if (!isHeld(saved)) {
            lost.add(path);
            return;
        }
        Optional<WorkspacePath> inTheWay = inTheWay(path);
        if (inTheWay.isPresent()) {
            undo.save(List.of(inTheWay.get()));
            FileTree.remove(stores.disk().place(inTheWay.get()));
            removed.add(inTheWay.get());
        }
        Path place = stores.disk().place(path);
        FileTree.makeFolders(Objects.requireNonNull(place.getParent()));
        Path temp = cache.folder(TEMP);
        try {
            Path made = temp.resolve("made");
            if (make(made, path, saved)) {
                undo.saveAlsoNothing(path);
                FileTree.remove(place);
                FileTree.take(made, place);
                back.add(path);
            } else {
                lost.add(path);
            }
        } finally {
            FileTree.remove(temp);
        }
    }

    private void remove(WorkspacePath path) throws IOException {
        Path place = stores.disk().place(path);
        if (FileTree.exists(place)) {
            undo.save(List.of(path));
            FileTree.remove(place);
        }
        removed.add(path);
    }

    private boolean isHeld(List<Saved> saved) {
        return saved.stream()
                .allMatch(one ->
                        one.file().map(file -> stores.saved().holds(file.digest())).orElse(true));
    }

    /// The first of the folders above that is none.
    private Optional<WorkspacePath> inTheWay(WorkspacePath path) {
        String text = path.text();
        for (int slash = text.indexOf('/'); slash > 0; slash = text.indexOf('/', slash + 1)) {
            WorkspacePath above = new WorkspacePath(text.substring(0, slash));
            Path place = stores.disk().place(above);
            if (FileTree.exists(place) && !Files.isDirectory(place)) {
                return Optional.of(above);
            }
        }
        return Optional.empty();
    }

    /// Makes what stood at a place; false when bytes of it are damaged.
    private boolean make(Path to, WorkspacePath path, List<Saved> saved) throws IOException {
        Path place = stores.disk().place(path);
        for (Saved one : saved) {
            Path relative = place.relativize(stores.disk().place(one.path()));
            Path where = relative.toString().isEmpty() ? to : to.resolve(relative);
            switch (one.stood()) {
                case Saved.Folder() -> Files.createDirectories(where);
                case Saved.Member(Manifest.Member member) -> {
                    if (!isMade(member, where)) {
                        return false;
                    }
                }
                case Saved.Nothing() -> {}
            }
        }
        return true;
    }

    private boolean isMade(Manifest.Member member, Path where) throws IOException {
        return switch (member) {
            case Manifest.File(Digest digest, boolean executable, _) ->
                    stores.saved().materialise(digest, where, executable) instanceof Fetched.Done;
            case Manifest.Link(String target) -> {
                Files.createSymbolicLink(where, Path.of(target));
                yield true;
            }
        };
    }
}
