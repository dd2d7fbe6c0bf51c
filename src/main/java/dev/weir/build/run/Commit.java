package dev.weir.build.run;

import dev.weir.build.event.BuildEvent;
import dev.weir.build.verdict.KeyFields;
import dev.weir.cache.ActionResult;
import dev.weir.cache.Recorded;
import dev.weir.digest.Digest;
import dev.weir.digest.Entry;
import dev.weir.pipeline.Output;
import dev.weir.pipeline.Task;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.trace.Trace;
import dev.weir.workspace.OnDisk;
import dev.weir.workspace.Transaction;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Makes what a successful action left the task's result: bytes to the store, the entry to the
/// action cache, the trace to the log. The trace is the commit.
final class Commit {
    private final RunSite site;

    Commit(RunSite site) {
        this.site = site;
    }

    /// What stands at the outputs.
    ///
    /// @param cacheable whether its bytes are in the store, but for those of outputs that are not
    ///   to be
    record Made(SortedMap<WorkspacePath, OnDisk> outputs, boolean cacheable) {}

    /// Looks at the outputs, and keeps the bytes of those that are to be kept; of an effect none.
    Made made(Task task) throws IOException, InterruptedException {
        site.stores().disk().changed();
        SortedMap<WorkspacePath, OnDisk> made = new TreeMap<>();
        for (Output output : task.outputs()) {
            made.put(
                    output.path(),
                    task.isEffect() || !output.stored() || !site.adds()
                            ? site.stores().disk().output(output.path())
                            : site.stores()
                                    .disk()
                                    .keep(
                                            output.path(),
                                            new StoreKeeper(site.stores().contents())));
        }
        if (task.isEffect() || task.isPlainCommand() || !site.adds()) {
            return new Made(made, false);
        }
        List<String> uncacheable = OutputCheck.uncacheable(made);
        uncacheable.forEach(
                why -> warn("the result of task '" + task.name() + "' cannot be cached: " + why));
        return new Made(made, uncacheable.isEmpty());
    }

    /// Records the result.
    ///
    /// @param changed what changed while the action ran: the outputs stay, but count for no key
    SortedMap<WorkspacePath, Entry> commit(
            TaskRun.Progress progress,
            Made made,
            Optional<String> changed,
            Checkpoints.Folder resume,
            Transaction transaction)
            throws IOException {
        Task task = progress.task();
        Instant finished = site.clock().instant();
        SortedMap<WorkspacePath, Entry> outputs = new TreeMap<>();
        made.outputs()
                .forEach((path, there) ->
                        there.content().ifPresent(entry -> outputs.put(path, entry)));
        if (changed.isPresent()) {
            warn(
                    changed.get()
                            + " changed while task '"
                            + task.name()
                            + "' ran: its result is kept but not cached, and it will run again");
        } else if (made.cacheable()) {
            record(progress, made, finished);
        }
        KeyFields fields = progress.finding().fields().orElseThrow();
        Trace trace = site.trace(task, progress.key(), fields, outputs, finished, progress.took());
        site.stores()
                .traces()
                .append(changed.isEmpty() ? trace : trace.unsettled(), transaction.id());
        site.replaced(progress.finding().trace(), progress.key());
        site.checkpoints().done(resume);
        transaction.commit();
        return outputs;
    }

    private void record(TaskRun.Progress progress, Made made, Instant finished) throws IOException {
        Task task = progress.task();
        ActionResult result =
                new ActionResult(
                        task.name().text(),
                        OutputCheck.made(made.outputs()),
                        keptLog(progress.log()),
                        site.run().text(),
                        finished,
                        progress.took());
        if (site.stores().actions().record(progress.key(), result)
                        instanceof Recorded.Differs(var first, _)
                && task.policy().refresh().isEmpty()) {
            warn(
                    "task '"
                            + task.name()
                            + "' made something else from the same inputs: '"
                            + first
                            + "' differs from what was recorded before (a nondeterministic task, or one that reads more than it declares)");
        }
    }

    private Optional<Digest> keptLog(TaskLog log) throws IOException {
        log.close();
        Optional<Path> file = log.file();
        return file.isPresent()
                ? Optional.of(site.stores().contents().put(file.get()))
                : Optional.empty();
    }

    private void warn(String message) {
        site.events().on(new BuildEvent.Warned(message));
    }
}
