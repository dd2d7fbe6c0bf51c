package dev.weir.build.verify;

import dev.weir.build.verdict.Stores;
import dev.weir.cache.ActionResult;
import dev.weir.cache.Fetched;
import dev.weir.cache.Lookup;
import dev.weir.digest.Entry;
import dev.weir.digest.Manifest;
import dev.weir.digest.TaskKey;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.workspace.OnDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What tasks are known to have made: on the disk, or in the store where the disk does not hold it.
final class Recording {
    private final Stores stores;

    Recording(Stores stores) {
        this.stores = stores;
    }

    /// The files of a folder with that content, which a task made under a key; empty when they are
    /// not known any more.
    Optional<Manifest> manifest(WorkspacePath path, Entry entry, TaskKey key)
            throws InterruptedException {
        if (stores.disk().output(path) instanceof OnDisk.Folder(Manifest manifest, Entry there, _)
                && there.sameAs(entry)) {
            return Optional.of(manifest);
        }
        return stores.find(key) instanceof Lookup.Hit(ActionResult result)
                        && result.outputs().get(path)
                                instanceof ActionResult.MadeFolder(Manifest manifest)
                        && manifest.entry().sameAs(entry)
                ? Optional.of(manifest)
                : Optional.empty();
    }

    /// Makes a file of that content at a place.
    ///
    /// @param path where the workspace has it, if it has it
    /// @return whether the bytes were still there
    boolean copy(WorkspacePath path, Entry entry, Path to)
            throws IOException, InterruptedException {
        Files.createDirectories(to.getParent());
        if (stores.disk().output(path) instanceof OnDisk.File(Entry there, _)
                && there.sameAs(entry)) {
            Files.copy(stores.disk().place(path), to);
            return true;
        }
        return stores.contents()
                        .materialise(entry.digest(), to, entry.kind() == Entry.Kind.EXECUTABLE)
                instanceof Fetched.Done;
    }
}
