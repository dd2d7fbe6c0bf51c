package dev.weir.build;

import dev.weir.build.event.BuildEvent;
import dev.weir.build.event.Events;
import dev.weir.build.verdict.Stores;
import dev.weir.disk.FileTree;
import dev.weir.graph.TaskGraph;
import dev.weir.pipeline.Input;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.workspace.UndoLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SortedMap;

/// Moves what is left over from other declarations to the store, and says so: else a build would
/// read what a clean one does not have. Needs the workspace's lock.
///
/// What was moved counts as nobody's from then on. So what `undo` brings back is the user's, and
/// stays.
final class LeftoverRemoval {
    private final Asking asking;
    private final Stores stores;
    private final UndoLog undo;
    private final Events events;
    private final TaskGraph graph;
    private final BitSet closure;
    private final List<Input> folders = new ArrayList<>();

    /// @param closure the tasks of the build, which has to itself what they read
    LeftoverRemoval(BuildSetup setup, Stores stores, UndoLog undo, Events events, BitSet closure) {
        this.asking = new Asking(setup);
        this.stores = stores;
        this.undo = undo;
        this.events = events;
        this.graph = setup.graph();
        this.closure = closure;
        closure.stream()
                .mapToObj(graph::task)
                .flatMap(task -> task.inputs().stream())
                .filter(input -> !input.pattern().isGlob())
                .forEach(folders::add);
    }

    /// What inputs come to now.
    ///
    /// @return whether anything was
    boolean remove() throws IOException, InterruptedException {
        SortedMap<WorkspacePath, TaskName> leftovers = asking.leftovers(closure, stores);
        if (leftovers.isEmpty()) {
            return false;
        }
        undo.save(List.copyOf(leftovers.keySet()));
        for (WorkspacePath path : leftovers.keySet()) {
            FileTree.remove(stores.disk().place(path));
            removeEmptied(path);
            events.on(
                    new BuildEvent.Warned(
                            "'"
                                    + path
                                    + "', which task '"
                                    + leftovers.get(path)
                                    + "' made as it was declared before, is left over: it is moved to the cache, 'weir undo' brings it back"));
        }
        stores.disk().changed();
        stores.traces().disown(leftovers.keySet());
        return true;
    }

    /// Removes the folders above that nothing else is in, as far as an input reads them as part of
    /// a folder: a clean build would not have them, and whoever lists the folder would see them.
    private void removeEmptied(WorkspacePath removed) throws IOException {
        String path = removed.text();
        for (int end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
            WorkspacePath folder = new WorkspacePath(path.substring(0, end));
            Path place = stores.disk().place(folder);
            if (!isPartOfInput(folder)
                    || isMadeIn(folder)
                    || !FileTree.isFolder(place)
                    || !FileTree.removeIfEmpty(place)) {
                return;
            }
        }
    }

    private boolean isPartOfInput(WorkspacePath folder) {
        return folders.stream()
                .anyMatch(
                        input -> folder.isBelow(input.pattern().root()) && !input.excludes(folder));
    }

    /// Whether a task makes it, something in it or what it lies in.
    private boolean isMadeIn(WorkspacePath folder) {
        return graph.outputs().at(folder).isPresent()
                || graph.outputs().above(folder).isPresent()
                || !graph.outputs().below(folder).isEmpty();
    }
}
