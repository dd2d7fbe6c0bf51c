package dev.weir.build.verify;

import dev.weir.build.run.ExitText;
import dev.weir.build.run.Invocations;
import dev.weir.build.run.JournalledProcesses;
import dev.weir.build.run.RunSite;
import dev.weir.build.verdict.ImpossibleException;
import dev.weir.build.verdict.InputView;
import dev.weir.build.verdict.ResolvedInputs;
import dev.weir.build.verdict.Survey;
import dev.weir.build.verdict.Verdict;
import dev.weir.disk.CacheFolder;
import dev.weir.disk.IoText;
import dev.weir.exec.Exit;
import dev.weir.exec.Invocation;
import dev.weir.pipeline.Task;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.workspace.FileHasher;
import dev.weir.workspace.FileStates;
import dev.weir.workspace.Looks;
import dev.weir.workspace.StatCache;
import dev.weir.workspace.Transaction;
import dev.weir.workspace.Walks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Runs a task that is up to date once more, elsewhere. A journal without outputs tells the next
/// weir of processes and folders, should this one be killed.
final class Rerun {
    private static final int LAST_LINES = 20;

    private final Verification.Site site;
    private final InputView view;
    private final Recording recording;

    Rerun(Verification.Site site, Survey survey) {
        this.site = site;
        this.view = InputView.of(survey, site.stores().disk(), site.graph().outputs());
        this.recording = new Recording(site.stores());
    }

    Verified run(Task task, Survey.Finding finding) throws InterruptedException {
        if (!(finding.verdict() instanceof Verdict.UpToDate known)) {
            throw new IllegalArgumentException("not up to date: " + task.name());
        }
        try {
            Transaction journal = site.transactions().begin(task.name(), List.of(), List.of());
            Path folder = site.cache().folder(RunSite.SCRATCH).resolve(task.name().text());
            try (Scratch scratch = new Scratch(folder, task)) {
                return run(task, known, finding.inputs().orElseThrow(), scratch, journal);
            } finally {
                journal.commit();
            }
        } catch (ImpossibleException refused) {
            return new Verified.Failed(refused.message(), List.of());
        } catch (IOException refused) {
            return new Verified.Failed(IoText.of(refused), List.of());
        } catch (UncheckedIOException refused) {
            return new Verified.Failed(IoText.of(refused), List.of());
        }
    }

    private Verified run(
            Task task,
            Verdict.UpToDate known,
            ResolvedInputs inputs,
            Scratch scratch,
            Transaction journal)
            throws IOException, InterruptedException, ImpossibleException {
        Optional<WorkspacePath> gone = scratch.fill(inputs, view, recording);
        if (gone.isPresent()) {
            return new Verified.Skipped(
                    "its input '" + gone.get() + "' is neither on the disk nor in the cache");
        }
        Invocation invocation =
                new Invocations(scratch.root(), site.outside())
                        .of(
                                task,
                                known.key(),
                                inputs,
                                new Invocations.Folders(
                                        scratch.beside("tmp"), scratch.beside("resume")));
        Deque<String> said = new ArrayDeque<>();
        long start = System.nanoTime();
        Exit exit = run(task, invocation, scratch, said, journal);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        if (!(exit instanceof Exit.Succeeded)) {
            return exit instanceof Exit.Cancelled
                    ? new Verified.Skipped("ended")
                    : new Verified.Failed(ExitText.of(exit), List.copyOf(said));
        }
        List<Difference> differences =
                comparison(known, scratch).differences(task.outputs(), known.outputs());
        return differences.isEmpty()
                ? new Verified.Same(took)
                : new Verified.Differs(differences, took);
    }

    /// As often as the task may be tried; there is nothing that a wait would spare.
    private Exit run(
            Task task,
            Invocation invocation,
            Scratch scratch,
            Deque<String> said,
            Transaction journal)
            throws IOException, InterruptedException {
        Exit exit = new Exit.Cancelled();
        for (int left = task.policy().retry().attempts(); left > 0; left--) {
            scratch.clearOutputs();
            Invocations.makeScratch(task, invocation.scratch());
            said.clear();
            exit =
                    site.runner()
                            .run(
                                    invocation,
                                    line -> keep(said, line),
                                    new JournalledProcesses(journal),
                                    site.cancellation());
            if (exit instanceof Exit.Succeeded || exit instanceof Exit.Cancelled) {
                return exit;
            }
        }
        return exit;
    }

    private static void keep(Deque<String> said, String line) {
        said.addLast(line);
        if (said.size() > LAST_LINES) {
            said.removeFirst();
        }
    }

    private OutputComparison comparison(Verdict.UpToDate known, Scratch scratch)
            throws IOException {
        FileStates again =
                new FileStates(
                        scratch.root(),
                        StatCache.load(new CacheFolder(scratch.beside("stats"))),
                        new Walks(),
                        new FileHasher(),
                        Looks.unrecorded());
        return new OutputComparison(
                recording,
                known.key(),
                again,
                new FileComparison(site.tables(), scratch.beside("compare")),
                scratch.beside("recorded"));
    }
}
