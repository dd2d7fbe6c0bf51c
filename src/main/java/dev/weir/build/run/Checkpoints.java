package dev.weir.build.run;

import dev.weir.digest.TaskKey;
import dev.weir.disk.CacheFolder;
import dev.weir.disk.FileTree;
import dev.weir.pipeline.TaskName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// The folders in which actions keep how far they came, `resume/<task>/<key>`: what a run of a task
/// left there is given to the next run with the same key, however the first one ended. A task has
/// those of one key at most.
///
/// What a run that was seen to its end left is named `<key>.kept` until then. So one that was cut
/// off is told from it, and the time of `resume/<task>` says when it began: of its sources nobody
/// has seen whether they stood still.
///
/// Most runs leave nothing. Their folders serve other tasks of the same build, by renaming: to make
/// folders takes many times as long. Safe for several threads that run different tasks.
public final class Checkpoints implements AutoCloseable {
    /// In weir's own folder.
    public static final String FOLDER = "resume";

    private static final String KEPT = ".kept";

    private final CacheFolder cache;
    private final Deque<Folder> empty = new ArrayDeque<>();

    public Checkpoints(CacheFolder cache) {
        this.cache = cache;
    }

    /// For one run.
    ///
    /// @param ofTask holds nothing but `own`
    /// @param cutOff when the run began that left what is in it and was cut off, if one was
    record Folder(Path ofTask, Path own, Optional<Instant> cutOff) {
        /// Where what is in it waits for the next run.
        private Path kept() {
            return ofTask.resolve(own.getFileName() + KEPT);
        }

        /// Whether something was kept in it.
        boolean isUsed() throws IOException {
            return !FileTree.childrenIfAny(own).isEmpty();
        }

        private boolean isAsMade() throws IOException {
            return FileTree.isFolder(own)
                    && Files.isWritable(own)
                    && FileTree.childrenIfAny(own).isEmpty();
        }
    }

    /// The folder for a run; those of other keys are removed.
    synchronized Folder open(TaskName task, TaskKey key) throws IOException {
        Folder folder =
                new Folder(place(task), place(task).resolve(key.digest().hex()), Optional.empty());
        empty.removeIf(other -> other.ofTask().equals(folder.ofTask()));
        if (FileTree.isFolder(folder.ofTask())) {
            for (Path there : FileTree.childrenIfAny(folder.ofTask())) {
                if (!there.equals(folder.own()) && !there.equals(folder.kept())) {
                    FileTree.remove(there);
                }
            }
            if (FileTree.isFolder(folder.kept())) {
                FileTree.remove(folder.own());
                FileTree.rename(folder.kept(), folder.own());
                return folder;
            }
            if (folder.isUsed()) {
                Instant began = Files.getLastModifiedTime(folder.ofTask()).toInstant();
                return new Folder(folder.ofTask(), folder.own(), Optional.of(began));
            }
        } else if (!empty.isEmpty()) {
            Folder other = empty.pop();
            FileTree.rename(other.ofTask(), folder.ofTask());
            FileTree.rename(folder.ofTask().resolve(other.own().getFileName()), folder.own());
            return folder;
        }
        cache.folder(FOLDER);
        Files.createDirectories(folder.own());
        return folder;
    }

    /// A run goes on from what one that was cut off left.
    void goOn(Folder folder) throws IOException {
        Files.setLastModifiedTime(folder.ofTask(), FileTime.from(Instant.now()));
    }

    /// A run is over, and the next one with its key may go on from what it left.
    synchronized void keep(Folder folder) throws IOException {
        FileTree.rename(folder.own(), folder.kept());
    }

    /// A run is over, and there is nothing to go on with.
    synchronized void done(Folder folder) throws IOException {
        if (folder.isAsMade()) {
            empty.push(folder);
        } else {
            FileTree.remove(folder.ofTask());
        }
    }

    /// A run is over: if it is not [#done] its folder stays if there is something in it.
    synchronized void close(Folder folder) throws IOException {
        if (!empty.contains(folder) && !folder.isUsed() && !FileTree.isFolder(folder.kept())) {
            FileTree.remove(folder.ofTask());
        }
    }

    /// Whether a weir that was killed left folders with nothing in them; not while one is at work.
    public boolean isAnyUnused() throws IOException {
        for (Path ofTask : FileTree.childrenIfAny(cache.path(FOLDER))) {
            if (isUnused(ofTask)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUnused(Path ofTask) throws IOException {
        for (Path own : FileTree.childrenIfAny(ofTask)) {
            if (new Folder(ofTask, own, Optional.empty()).isUsed()) {
                return false;
            }
        }
        return true;
    }

    /// A run of the task was cut off: what it left stays if there is something in it.
    public synchronized void close(TaskName task) throws IOException {
        if (FileTree.isFolder(place(task)) && isUnused(place(task))) {
            FileTree.remove(place(task));
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

    /// Removes the folders that nobody needs any more.
    @Override
    public synchronized void close() throws IOException {
        while (!empty.isEmpty()) {
            FileTree.remove(empty.pop().ofTask());
        }
    }
}
