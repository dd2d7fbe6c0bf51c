package dev.weir.build.run;

import dev.weir.build.event.BuildEvent;
import dev.weir.build.event.Outcome;
import dev.weir.build.schedule.Jobs;
import dev.weir.build.verdict.ImpossibleException;
import dev.weir.build.verdict.Judge;
import dev.weir.build.verdict.KeyFields;
import dev.weir.build.verdict.Rebuilder;
import dev.weir.build.verdict.Survey;
import dev.weir.build.verdict.Verdict;
import dev.weir.cache.ActionResult;
import dev.weir.cache.Fetched;
import dev.weir.digest.Entry;
import dev.weir.digest.Manifest;
import dev.weir.disk.IoText;
import dev.weir.pipeline.Output;
import dev.weir.pipeline.Task;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.trace.Trace;
import dev.weir.workspace.Transaction;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// Brings a task's recorded outputs back, as a transaction like that of a run.
public final class TaskRestore {
    private final RunSite site;
    private final OutputGuard guard;

    public TaskRestore(RunSite site, OutputGuard guard) {
        this.site = site;
        this.guard = guard;
    }

    /// Restores the outputs that differ from the recorded result.
    Jobs.Result restore(Task task, Verdict.Restorable restorable, Survey.Finding finding)
            throws InterruptedException {
        try {
            List<Output> outputs =
                    Judge.outputsToRestore(task, restorable.result(), site.stores().standing(task));
            OutputGuard.Look look = guard.look(task, outputs, finding.trace());
            if (look.refusal().isPresent()) {
                return ended(look.refusal().get());
            }
            Jobs.Result result =
                    transacted(
                            task,
                            restorable,
                            finding,
                            outputs,
                            site.transactions().begin(task.name(), outputs, look.save()));
            if (result instanceof Jobs.Result.Ended) {
                site.tellSaved(look.save());
            }
            return result;
        } catch (ImpossibleException refused) {
            return ended(refused.message());
        } catch (IOException refused) {
            return ended(IoText.of(refused));
        }
    }

    private static Jobs.Result ended(String message) {
        return new Jobs.Result.Ended(
                new Outcome.Failed(
                        message, Duration.ZERO, List.of(), Optional.empty(), Optional.empty()));
    }

    private Jobs.Result transacted(
            Task task,
            Verdict.Restorable restorable,
            Survey.Finding finding,
            List<Output> outputs,
            Transaction transaction)
            throws IOException {
        try {
            for (Output output : outputs) {
                if (!(fetch(output, restorable.result()) instanceof Fetched.Done)) {
                    site.events()
                            .on(
                                    new BuildEvent.Warned(
                                            "the cached result of task '"
                                                    + task.name()
                                                    + "' is damaged: '"
                                                    + output.path()
                                                    + "' is made again"));
                    return new Jobs.Result.DecideAgain();
                }
            }
            SortedMap<WorkspacePath, Entry> made = Rebuilder.entries(restorable.result());
            site.stores().traces().append(trace(task, restorable, finding, made), transaction.id());
            site.used(restorable.key());
            site.replaced(finding.trace(), restorable.key());
            site.forgetCheckpoints(task);
            transaction.commit();
            return new Jobs.Result.Ended(new Outcome.Restored(made, restorable.result().took()));
        } finally {
            site.close(transaction);
        }
    }

    /// A frozen task's trace goes on saying what it was made from.
    private Trace trace(
            Task task,
            Verdict.Restorable restorable,
            Survey.Finding finding,
            SortedMap<WorkspacePath, Entry> made) {
        KeyFields now = finding.fields().orElseThrow();
        KeyFields fields =
                finding.trace()
                        .filter(last -> last.key().equals(restorable.key()))
                        .map(last -> new KeyFields(last.config(), last.inputs()))
                        .orElse(now);
        return site.trace(
                task,
                restorable.key(),
                fields,
                made,
                restorable.result().finished(),
                restorable.result().took());
    }

    private Fetched fetch(Output output, ActionResult result) throws IOException {
        Path place = site.stores().disk().place(output.path());
        ActionResult.Made made = result.outputs().get(output.path());
        return switch (made) {
            case ActionResult.MadeFile(Entry entry) ->
                    site.stores()
                            .contents()
                            .materialise(
                                    entry.digest(), place, entry.kind() == Entry.Kind.EXECUTABLE);
            case ActionResult.MadeFolder(Manifest manifest) ->
                    site.stores().contents().materialise(manifest, place);
            case null ->
                    throw new IllegalStateException("a result without its output " + output.path());
        };
    }
}
