package dev.weir.build.run;

import dev.weir.build.event.BuildEvent;
import dev.weir.build.event.Outcome;
import dev.weir.build.links.LinkCheck;
import dev.weir.build.verdict.ImpossibleException;
import dev.weir.build.verdict.ResolvedInputs;
import dev.weir.build.verdict.Survey;
import dev.weir.build.verdict.Verdict;
import dev.weir.digest.TaskKey;
import dev.weir.disk.FileTree;
import dev.weir.disk.IoText;
import dev.weir.exec.Exit;
import dev.weir.exec.Invocation;
import dev.weir.pipeline.Output;
import dev.weir.pipeline.Policy.Refresh;
import dev.weir.pipeline.Task;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.trace.Trace;
import dev.weir.workspace.OnDisk;
import dev.weir.workspace.Transaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// The run of one stale task, a transaction: old outputs aside, tries of the action, a look at what
/// it made, its bytes to the store, the trace as the commit. Whatever goes wrong before the commit
/// leaves the outputs of before.
public final class TaskRun {
    private final RunSite site;
    private final Invocations invocations;
    private final OutputGuard guard;
    private final SourceWatch watch;
    private final LinkCheck links;
    private final Commit commit;

    public TaskRun(RunSite site, OutputGuard guard, SourceWatch watch, LinkCheck links) {
        this.site = site;
        this.invocations = new Invocations(site.root(), site.outside());
        this.guard = guard;
        this.watch = watch;
        this.links = links;
        this.commit = new Commit(site);
    }

    /// Runs the task to its end.
    Outcome run(Task task, Verdict.Stale stale, Survey.Finding finding)
            throws InterruptedException {
        site.events().on(new BuildEvent.TaskStarted(task.name(), stale.why()));
        long start = System.nanoTime();
        try {
            site.transactions().forgetFailed(task.name(), task.outputs());
        } catch (IOException stays) {
            site.events().on(new BuildEvent.Warned(IoText.of(stays)));
        }
        try (TaskLog log = new TaskLog(site.log(task), task.name(), site.events())) {
            Progress progress = new Progress(task, stale.key(), finding, log, start);
            try {
                return guarded(progress);
            } catch (ImpossibleException refused) {
                return progress.failed(refused.message(), Optional.empty());
            } catch (IOException refused) {
                return progress.failed(IoText.of(refused), Optional.empty());
            } catch (UncheckedIOException refused) {
                return progress.failed(IoText.of(refused), Optional.empty());
            }
        }
    }

    /// A run under way.
    record Progress(Task task, TaskKey key, Survey.Finding finding, TaskLog log, long start) {
        Duration took() {
            return Duration.ofNanos(System.nanoTime() - start);
        }

        Outcome failed(String message, Optional<Path> partialOutputs) {
            return new Outcome.Failed(message, took(), log.lastLines(), log.file(), partialOutputs);
        }
    }

    private Outcome guarded(Progress progress)
            throws InterruptedException, IOException, ImpossibleException {
        Task task = progress.task();
        OutputGuard.Look look = guard.look(task, task.outputs(), progress.finding().trace());
        if (look.refusal().isPresent()) {
            return progress.failed(look.refusal().get(), Optional.empty());
        }
        ResolvedInputs inputs = progress.finding().inputs().orElseThrow();
        Path scratch = site.scratch(task);
        Checkpoints.Folder resume = resume(progress);
        try {
            Invocation invocation =
                    invocations.of(
                            task,
                            progress.key(),
                            inputs,
                            new Invocations.Folders(scratch, resume.own()));
            Undeclared.warnings(task, invocation, inputs, site.outside())
                    .forEach(warning -> site.events().on(new BuildEvent.Warned(warning)));
            if (task.isEffect()) {
                forgetSuccess(progress.finding().trace());
            }
            Transaction transaction =
                    site.transactions().begin(task.name(), task.outputs(), look.save());
            Outcome outcome = transacted(progress, invocation, resume, transaction);
            if (outcome instanceof Outcome.Ran) {
                site.tellSaved(look.save());
            }
            return outcome;
        } finally {
            tidy(scratch, resume);
        }
    }

    /// The checkpoints to go on from; those of a run that nobody saw the end of only if no input
    /// was touched since that began.
    private Checkpoints.Folder resume(Progress progress) throws InterruptedException, IOException {
        Task task = progress.task();
        Checkpoints.Folder folder = site.checkpoints().open(task.name(), progress.key());
        if (folder.cutOff().isEmpty()) {
            return folder;
        }
        Optional<WorkspacePath> touched = watch.touchedSince(task, folder.cutOff().get());
        if (touched.isEmpty()) {
            site.checkpoints().goOn(folder);
            return folder;
        }
        site.events()
                .on(
                        new BuildEvent.Warned(
                                "task '"
                                        + task.name()
                                        + "' begins anew: '"
                                        + touched.get()
                                        + "' was touched since the run began whose checkpoints are there, so they may be of something else"));
        site.checkpoints().forget(task.name());
        return site.checkpoints().open(task.name(), progress.key());
    }

    /// What stays is in nobody's way.
    private void tidy(Path scratch, Checkpoints.Folder resume) {
        try {
            site.checkpoints().close(resume);
            FileTree.remove(scratch);
        } catch (IOException stays) {
            site.events().on(new BuildEvent.Warned(IoText.of(stays)));
        }
    }

    /// An effect may act on the world and fail then, or be ended or killed: from here on its last
    /// success says nothing about the world.
    private void forgetSuccess(Optional<Trace> last) throws IOException {
        if (last.isPresent() && !last.get().isTriedSince()) {
            site.stores().traces().append(last.get().triedSince(), "");
        }
    }

    private Outcome transacted(
            Progress progress,
            Invocation invocation,
            Checkpoints.Folder resume,
            Transaction transaction)
            throws InterruptedException, IOException {
        Instant began = Instant.now();
        try {
            Exit exit =
                    new Attempts(progress.task(), site.events(), site.cancellation())
                            .run(first -> attempt(invocation, transaction, progress, first));
            if (!(exit instanceof Exit.Succeeded) && resume.isUsed()) {
                keepOrForget(
                        progress.task(),
                        resume,
                        watch.since(progress.task(), progress.finding(), began));
            }
            if (exit instanceof Exit.Cancelled) {
                return new Outcome.Stopped();
            }
            String problem;
            if (exit instanceof Exit.Succeeded(long peakMemory)) {
                Commit.Made made = commit.made(progress.task());
                SourceWatch.Changed changed =
                        watch.since(progress.task(), progress.finding(), began);
                Optional<String> wrong = wrong(progress.task(), made.outputs(), changed);
                if (wrong.isEmpty()) {
                    warnOfSecrets(progress.task(), invocation, made);
                    var outputs =
                            commit.commit(
                                    progress, made, changed.unsettling(), resume, transaction);
                    return new Outcome.Ran(outputs, progress.took(), peakMemory);
                }
                problem = wrong.get();
                if (resume.isUsed()) {
                    keepOrForget(progress.task(), resume, changed);
                }
            } else {
                problem = ExitText.of(exit);
            }
            return takenBack(progress, problem, transaction);
        } catch (IOException refused) {
            return takenBack(progress, IoText.of(refused), transaction);
        } catch (UncheckedIOException refused) {
            return takenBack(progress, IoText.of(refused), transaction);
        } finally {
            if (progress.log().tellsOfTooManyArguments()) {
                site.events().on(new BuildEvent.Warned(tooManyArguments(progress.task())));
            }
            site.close(transaction);
        }
    }

    /// A shell goes on after it in the middle of a pipe, and the task may even succeed.
    private static String tooManyArguments(Task task) {
        return "in task '"
                + task.name()
                + "' a program got more arguments than the system takes: hand many paths on by a pipe, \"printf '%s\\n' ${{ inputs }} | xargs …\", or let it read the folder";
    }

    private static Outcome takenBack(Progress progress, String problem, Transaction transaction)
            throws IOException {
        if (!transaction.isOver()) {
            transaction.rollBack();
        }
        return progress.failed(problem, partial(transaction));
    }

    /// Checkpoints of a run whose inputs changed under it are of no key.
    private void keepOrForget(Task task, Checkpoints.Folder resume, SourceWatch.Changed changed)
            throws IOException {
        if (changed.isNothing()) {
            site.checkpoints().keep(resume);
        } else {
            site.checkpoints().forget(task.name());
        }
    }

    private Exit attempt(
            Invocation invocation, Transaction transaction, Progress progress, boolean first)
            throws IOException, InterruptedException {
        if (!first) {
            transaction.again();
        }
        Invocations.makeScratch(progress.task(), invocation.scratch());
        return site.runner()
                .run(
                        invocation,
                        progress.log(),
                        new JournalledProcesses(transaction),
                        site.cancellation());
    }

    private void warnOfSecrets(Task task, Invocation invocation, Commit.Made made)
            throws IOException {
        if (invocation.work() instanceof Invocation.Scripts scripts
                && !scripts.secrets().isEmpty()) {
            for (WorkspacePath output :
                    new SecretScan(scripts.secrets()).found(site.root(), made.outputs().keySet())) {
                site.events()
                        .on(
                                new BuildEvent.Warned(
                                        "the output '"
                                                + output
                                                + "' of task '"
                                                + task.name()
                                                + "' holds a secret"
                                                + (isKept(output, task, made)
                                                        ? ", and so does the cache"
                                                        : "")));
            }
        }
    }

    private static boolean isKept(WorkspacePath path, Task task, Commit.Made made) {
        return made.cacheable()
                && task.outputs().stream()
                        .anyMatch(output -> output.stored() && output.path().equals(path));
    }

    private Optional<String> wrong(
            Task task, SortedMap<WorkspacePath, OnDisk> made, SourceWatch.Changed changed) {
        List<String> problems = OutputCheck.problems(task, made);
        if (!problems.isEmpty()) {
            return Optional.of(String.join("; ", problems));
        }
        LinkCheck now = links.again();
        for (Output output : task.outputs()) {
            Optional<LinkCheck.WrongOutput> link =
                    now.of(task.name(), output, OutputCheck.there(made, output));
            if (link.isPresent()) {
                return link.map(it -> it.message() + " (" + it.help() + ")");
            }
        }
        if (task.policy().refresh().filter(Refresh.Never.class::isInstance).isPresent()
                && changed.unsettling().isPresent()) {
            return Optional.of(
                    changed.unsettling().get()
                            + " changed while the task ran, and the result would stay ('refresh: never')");
        }
        return changed.outputs().stream()
                .findFirst()
                .map(path ->
                        "'" + path + "', which another task makes, changed while the task ran");
    }

    /// Where the outputs of a failed action are, if it made any.
    private static Optional<Path> partial(Transaction transaction) throws IOException {
        Path failed = transaction.failed();
        return !FileTree.childrenIfAny(failed).isEmpty() ? Optional.of(failed) : Optional.empty();
    }
}
