package dev.weir.build;

import dev.weir.build.verdict.Stores;
import dev.weir.cache.Fetched;
import dev.weir.digest.Digest;
import dev.weir.digest.Manifest;
import dev.weir.disk.FileTree;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.workspace.Saved;
import dev.weir.workspace.UndoLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Brings back what the last build replaced although weir had not made it. What stands in its place
/// is saved first, so that undoing can be undone. Needs the workspace's lock.
final class Undoing {
    private final Stores stores;
    private final UndoLog undo;

    Undoing(Stores stores, UndoLog undo) {
        this.stores = stores;
        this.undo = undo;
    }

    /// Brings back all of it.
    Undone undo() throws IOException {
        List<Saved> last = undo.last();
        Map<WorkspacePath, Saved> first = new LinkedHashMap<>();
        last.forEach(saved -> first.putIfAbsent(saved.path(), saved));
        undo.save(List.copyOf(first.keySet()));
        List<WorkspacePath> back = new ArrayList<>();
        List<WorkspacePath> lost = new ArrayList<>();
        for (Saved saved : first.values()) {
            (bringBack(saved) ? back : lost).add(saved.path());
        }
        if (!last.isEmpty()) {
            undo.undone(last.getFirst().run());
        }
        return new Undone(back, lost);
    }

    private boolean bringBack(Saved saved) throws IOException {
        Path place = stores.disk().place(saved.path());
        FileTree.makeFolders(Objects.requireNonNull(place.getParent()));
        return switch (saved.member()) {
            case Manifest.File(Digest digest, boolean executable, _) -> {
                if (!stores.saved().holds(digest)) {
                    yield false;
                }
                if (FileTree.isFolder(place)) {
                    FileTree.remove(place);
                }
                yield stores.saved().materialise(digest, place, executable) instanceof Fetched.Done;
            }
            case Manifest.Link(String target) -> {
                FileTree.remove(place);
                Files.createSymbolicLink(place, Path.of(target));
                yield true;
            }
        };
    }
}
