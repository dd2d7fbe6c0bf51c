package dev.weir.build.run;

import dev.weir.digest.TaskKey;
import dev.weir.disk.CacheFolder;
import dev.weir.disk.FileTree;
import dev.weir.pipeline.TaskName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/// The folders in which actions keep how far they came, `resume/<task>/<key>`: what a run of a task
/// left there is given to the next run with the same key, however the first one ended. A task has
/// those of one key at most.
public final class Checkpoints {
    private static final String FOLDER = "resume";

    private final CacheFolder cache;

    public Checkpoints(CacheFolder cache) {
        this.cache = cache;
    }

    /// The folder for a run; those of other keys are removed.
    Path open(TaskName task, TaskKey key) throws IOException {
        Path own = cache.folder(FOLDER + "/" + task.text()).resolve(key.digest().hex());
        for (Path there : FileTree.children(place(task))) {
            if (!there.equals(own)) {
                FileTree.remove(there);
            }
        }
        return Files.createDirectories(own);
    }

    /// Whether something was kept in the folder of a run.
    static boolean isUsed(Path folder) throws IOException {
        return FileTree.isFolder(folder) && !FileTree.children(folder).isEmpty();
    }

    /// A run did not succeed: its folder stays if there is something in it.
    static void close(Path folder) throws IOException {
        if (!isUsed(folder)) {
            FileTree.remove(folder);
            Path ofTask = Objects.requireNonNull(folder.getParent());
            if (FileTree.isFolder(ofTask) && FileTree.children(ofTask).isEmpty()) {
                FileTree.remove(ofTask);
            }
        }
    }

    /// A run of the task was cut off: what it left stays if there is something in it.
    public void close(TaskName task) throws IOException {
        if (FileTree.isFolder(place(task))) {
            for (Path folder : FileTree.children(place(task))) {
                close(folder);
            }
        }
    }

    /// Nothing is to be gone on with.
    public void forget(TaskName task) throws IOException {
        FileTree.remove(place(task));
    }

    /// Where those of a task are, if it has any.
    public Path place(TaskName task) {
        return cache.path(FOLDER + "/" + task.text());
    }
}
