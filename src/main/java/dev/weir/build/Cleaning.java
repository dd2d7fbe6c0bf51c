package dev.weir.build;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Removes what tasks made, and what is known of it; never what the pipeline did not make. Needs
/// the workspace's lock.
final class Cleaning {
    /// What goes when the store is cleared; the rest of weir's folder is the user's.
    private static final List<String> STORE =
            List.of("objects", "actions", "runs", "tmp", "failed", "resume");

    /// What of the state stays: the lock is held.
    private static final Set<String> HELD = Set.of("lock", "holder");

    private final Stores stores;
    private final UndoLog undo;
    private final List<WorkspacePath> removed = new ArrayList<>();
    private final List<WorkspacePath> kept = new ArrayList<>();
    private final List<WorkspacePath> saved = new ArrayList<>();
    private long bytes;

    Cleaning(Stores stores, UndoLog undo) {
        this.stores = stores;
        this.undo = undo;
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
            stores.traces().forget(task.name(), "");
        }
    }

    private void clean(Output output, Optional<Trace> last, boolean keepEdited)
            throws IOException, InterruptedException {
        OnDisk there = stores.disk().output(output.path());
        if (there instanceof OnDisk.Nothing) {
            return;
        }
        Optional<Entry> content = there.content();
        Optional<Entry> made = last.map(trace -> trace.outputs().get(output.path()));
        if (made.isPresent() && content.isPresent() && made.get().sameAs(content.get())) {
            remove(output, content.get());
        } else if (made.isEmpty()
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

    /// Whether a folder holds files that its last run did not make.
    private boolean isForeign(OnDisk there, Trace last, Output output) {
        if (!(there instanceof OnDisk.Folder(Manifest manifest, _, _))) {
            return false;
        }
        return !(stores.actions().find(last.key()) instanceof Lookup.Hit(ActionResult result)
                && result.outputs().get(output.path())
                        instanceof ActionResult.MadeFolder(Manifest made)
                && made.members().keySet().containsAll(manifest.members().keySet()));
    }

    private void remove(Output output, Entry content) throws IOException {
        FileTree.remove(stores.disk().place(output.path()));
        removed.add(output.path());
        bytes += content.size();
    }

    /// Clears the store and all that is known of earlier builds.
    void clearStore(CacheFolder cache) throws IOException {
        for (String name : STORE) {
            clear(cache.path(name));
        }
        Path state = cache.path("state");
        if (FileTree.isFolder(state)) {
            for (Path one : FileTree.children(state)) {
                if (!HELD.contains(one.getFileName().toString())) {
                    clear(one);
                }
            }
        }
    }

    private void clear(Path folder) throws IOException {
        if (FileTree.exists(folder)) {
            bytes += size(folder);
            FileTree.remove(folder);
        }
    }

    private static long size(Path folder) throws IOException {
        long[] size = {0};
        Files.walkFileTree(
                folder,
                new java.nio.file.SimpleFileVisitor<>() {
                    @Override
                    public java.nio.file.FileVisitResult visitFile(
                            Path file, BasicFileAttributes attributes) {
                        size[0] += attributes.size();
                        return java.nio.file.FileVisitResult.CONTINUE;
                    }
                });
        return size[0];
    }

    /// What was done.
    Cleaned done() {
        return new Cleaned(removed, kept, saved, bytes);
    }
}
