package dev.weir.build;

import dev.weir.build.event.BuildEvent;
import dev.weir.build.event.Events;
import dev.weir.build.verdict.Stores;
import dev.weir.disk.FileTree;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.workspace.UndoLog;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;

/// Moves what is left over from other declarations to the store, and says so: else a build would
/// read what a clean one does not have. Needs the workspace's lock.
///
/// What was moved counts as nobody's from then on. So what `undo` brings back is the user's, and
/// stays.
final class LeftoverRemoval {
    private final Stores stores;
    private final UndoLog undo;
    private final Events events;

    LeftoverRemoval(Stores stores, UndoLog undo, Events events) {
        this.stores = stores;
        this.undo = undo;
        this.events = events;
    }

    /// @param leftovers by path, with who made it
    void remove(SortedMap<WorkspacePath, TaskName> leftovers) throws IOException {
        if (leftovers.isEmpty()) {
            return;
        }
        undo.save(List.copyOf(leftovers.keySet()));
        for (WorkspacePath path : leftovers.keySet()) {
            FileTree.remove(stores.disk().place(path));
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
    }
}
