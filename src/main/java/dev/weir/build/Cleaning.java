package dev.weir.build;

import dev.weir.build.run.MadeOutputs;
import dev.weir.build.upkeep.Clearing;
import dev.weir.build.verdict.Stores;
import dev.weir.cache.ActionResult;
import dev.weir.cache.Lookup;
import dev.weir.digest.Entry;
import dev.weir.digest.Manifest;
import dev.weir.disk.CacheFolder;
import dev.weir.disk.FileTree;
import dev.weir.pipeline.Output;
import dev.weir.pipeline.Task;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.trace.Trace;
import dev.weir.workspace.OnDisk;
import dev.weir.workspace.UndoLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Removes what tasks made, and what is known of it; never what the pipeline did not make. Needs
/// the workspace's lock.
final class Cleaning {
    private final Stores stores;
    private final UndoLog undo;
    private final MadeOutputs made;
    private final List<WorkspacePath> removed = new ArrayList<>();
    private final List<WorkspacePath> kept = new ArrayList<>();
    private final List<WorkspacePath> saved = new ArrayList<>();
    private long bytes;

    Cleaning(Stores stores, UndoLog undo) {
        this.stores = stores;
        this.undo = undo;
        this.made = new MadeOutputs(stores.traces());
    }

    /// Removes the outputs and the trace of a task.
    ///
    /// @param keepEdited whether outputs that were edited stay where they are
    void clean(Task task, boolean keepEdited) throws IOException, InterruptedException {
        Optional<Trace> last = stores.traces().of(task.name());
        for (Output output : task.outputs()) {
            clean(output, last, keepEdited);
        }
        if (last.isPresent()) {
            Set<WorkspacePath> elsewhere = new HashSet<>(last.get().outputs().keySet());
            task.outputs().forEach(output -> elsewhere.remove(output.path()));
            stores.traces().forget(last.get(), elsewhere);
        }
    }

    private void clean(Output output, Optional<Trace> last, boolean keepEdited)
            throws IOException, InterruptedException {
        OnDisk there = stores.disk().output(output.path());
        if (there instanceof OnDisk.Nothing) {
            return;
        }
        Optional<Entry> content = there.content();
        if (content.isPresent() && isMade(output, content.get())) {
            remove(output, content.get());
            if (last.map(Trace::outputs)
                    .filter(made -> made.containsKey(output.path()))
                    .isEmpty()) {
                stores.traces().disown(Set.of(output.path()));
            }
        } else if (last.isEmpty()
                || !last.get().outputs().containsKey(output.path())
                || content.isEmpty()
                || keepEdited
                || isForeign(there, last.orElseThrow(), output)) {
            kept.add(output.path());
        } else {
            undo.save(List.of(output.path()));
            saved.add(output.path());
            remove(output, content.get());
        }
    }

    /// Whether a run made just this there, also one with other params.
    private boolean isMade(Output output, Entry content) {
        return !stores.traces().isAnyDisowned(output.path())
                && made.at(output.path()).stream()
                        .map(run -> run.outputs().get(output.path()))
                        .anyMatch(content::sameAs);
    }

    /// Whether a folder holds files that its last run did not make.
    private boolean isForeign(OnDisk there, Trace last, Output output) {
        if (!(there instanceof OnDisk.Folder(Manifest manifest, _, _))) {
            return false;
        }
        return !(stores.actions().find(last.key()) instanceof Lookup.Hit(ActionResult result)
                && result.outputs().get(output.path())
                        instanceof ActionResult.MadeFolder(Manifest known)
                && known.members().keySet().containsAll(manifest.members().keySet()));
    }

    private void remove(Output output, Entry content) throws IOException {
        FileTree.remove(stores.disk().place(output.path()));
        removed.add(output.path());
        bytes += content.size();
    }

    /// Removes the store and all that is known of earlier builds, but not what `undo` brings back.
    void clearStore(CacheFolder cache) throws IOException {
        bytes += new Clearing().store(cache, UndoLog.bytes(cache)).records(cache).bytes();
    }

    /// What was done.
    Cleaned done() {
        return new Cleaned(removed, kept, saved, bytes);
    }
}
