package dev.weir.workspace;

import dev.weir.disk.Beside;
import dev.weir.disk.CacheFolder;
import dev.weir.disk.FileTree;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.WorkspacePath;
import java.io.IOException;
import java.nio.file.Path;

/// Where what stands at outputs goes when a transaction is taken back.
///
/// @param folder in weir's own, for all of them
/// @param role the word in the name of what stays beside its place, as it cannot be taken there
record Partial(Path folder, String role) {
    /// For those of a task whose action failed.
    static Partial failed(CacheFolder cache, TaskName task) {
        return new Partial(cache.path("failed/" + task), "failed");
    }

    /// For those that a killed weir left.
    static Partial killed(CacheFolder cache, TaskName task, String transaction) {
        return new Partial(killed(cache, task).resolve(transaction), "killed");
    }

    /// The folder with one for each transaction of a task.
    static Path killed(CacheFolder cache, TaskName task) {
        return cache.path("killed/" + task);
    }

    /// Takes what stands at an output there, whole or not at all.
    void take(Path place, WorkspacePath output) throws IOException {
        Path to = folder.resolve(output.text());
        try {
            FileTree.remove(to);
            FileTree.makeFolders(above(to));
            FileTree.take(place, to);
        } catch (IOException refused) {
            removeEmptyAbove(to);
            throw refused;
        }
    }

    /// Where it stays if it cannot be taken.
    Path beside(Path place) {
        return Beside.of(place, role);
    }

    /// The same with a number when something stands there already.
    Path unusedBeside(Path place) {
        return Beside.unused(place, role);
    }

    /// So that a folder tells of nothing that is not there.
    private void removeEmptyAbove(Path path) throws IOException {
        for (Path at = above(path);
                at.startsWith(folder) && FileTree.removeIfEmpty(at);
                at = above(at)) {}
    }

    private static Path above(Path path) {
        Path parent = path.getParent();
        return parent == null ? path : parent;
    }
}
