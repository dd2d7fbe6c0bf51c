package dev.weir.build.run;

import dev.weir.build.event.BuildEvent;
import dev.weir.build.event.Events;
import dev.weir.build.verdict.KeyFields;
import dev.weir.build.verdict.Stores;
import dev.weir.digest.Entry;
import dev.weir.digest.TaskKey;
import dev.weir.disk.CacheFolder;
import dev.weir.disk.FileTree;
import dev.weir.disk.IoText;
import dev.weir.exec.Cancellation;
import dev.weir.exec.TaskRunner;
import dev.weir.pipeline.Outside;
import dev.weir.pipeline.Task;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.trace.RunId;
import dev.weir.trace.Trace;
import dev.weir.workspace.Stuck;
import dev.weir.workspace.Transaction;
import dev.weir.workspace.Transactions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// Where the tasks of one build run, and by what.
///
/// @param root the workspace
/// @param pipelinefile the file there that declares the tasks; `""` for none
/// @param checkpoints where tasks keep how far they came
/// @param outside weir's own environment
public record RunSite(
        Path root,
        String pipelinefile,
        CacheFolder cache,
        Stores stores,
        Transactions transactions,
        Checkpoints checkpoints,
        RunId run,
        TaskRunner runner,
        Outside outside,
        Events events,
        Cancellation cancellation,
        InstantSource clock) {
    /// Where the scratch folders of tasks are, in weir's own folder.
    public static final String SCRATCH = "tmp/tasks";

    /// Where the log of a task in this build goes.
    Path log(Task task) {
        return cache.path("runs/" + run + "/logs/" + task.name() + ".log");
    }

    /// What a success of a task in this build comes to.
    Trace trace(
            Task task,
            TaskKey key,
            KeyFields fields,
            SortedMap<WorkspacePath, Entry> outputs,
            Instant finished,
            Duration took) {
        return new Trace(
                task.name(),
                pipelinefile,
                key,
                run,
                fields.config(),
                fields.inputs(),
                outputs,
                finished,
                took);
    }

    /// The task is done: there is nothing to go on with.
    void forgetCheckpoints(Task task) {
        try {
            checkpoints.forget(task.name());
        } catch (IOException stays) {
            events.on(new BuildEvent.Warned(IoText.of(stays)));
        }
    }

    /// Says which files that weir had not made, or not like this, were saved and replaced.
    void tellSaved(List<WorkspacePath> saved) {
        for (WorkspacePath path : saved) {
            events.on(
                    new BuildEvent.Warned(
                            "'"
                                    + path
                                    + "' was not as weir had made it: it is replaced, 'weir undo' brings it back"));
        }
    }

    /// Ends what was not ended, and says what could not be removed.
    void close(Transaction transaction) throws IOException {
        try {
            if (!transaction.isOver()) {
                transaction.rollBack();
            }
        } finally {
            for (Stuck stuck : transaction.stuck()) {
                events.on(new BuildEvent.Warned(stuck.message()));
            }
            stores.disk().changed();
        }
    }

    /// The place for a folder of one run of a task, which whoever needs it makes. Each task has one
    /// place for it, so that what a killed weir left is taken away by the next run at the latest.
    Path scratch(Task task) throws IOException {
        Path folder = cache.path(SCRATCH).resolve(task.name().text());
        FileTree.remove(folder);
        return folder;
    }

    /// Whether results are added to the store: one that is read-only is only restored from.
    boolean adds() {
        return stores.contents().isWritable();
    }

    /// A stored result was of use.
    void used(TaskKey key) {
        stores.actions().used(key, clock.instant());
    }

    /// What stood in the workspace until now was of use until now.
    ///
    /// @param by the key of what takes its place
    void replaced(Optional<Trace> last, TaskKey by) {
        last.map(Trace::key).filter(key -> !key.equals(by)).ifPresent(this::used);
    }
}
