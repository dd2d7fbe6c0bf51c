package dev.weir.build.run;

import dev.weir.build.event.BuildEvent;
import dev.weir.build.event.Outcome;
import dev.weir.build.links.LinkCheck;
import dev.weir.build.schedule.Jobs;
import dev.weir.build.verdict.FirstLook;
import dev.weir.build.verdict.Judge;
import dev.weir.build.verdict.KeyFields;
import dev.weir.build.verdict.Knowledge;
import dev.weir.build.verdict.Reason;
import dev.weir.build.verdict.Rebuilder;
import dev.weir.build.verdict.Survey;
import dev.weir.build.verdict.Verdict;
import dev.weir.build.verdict.Wishes;
import dev.weir.digest.Entry;
import dev.weir.digest.TaskKey;
import dev.weir.disk.IoText;
import dev.weir.graph.TaskGraph;
import dev.weir.pipeline.Input;
import dev.weir.pipeline.Output;
import dev.weir.pipeline.Policy;
import dev.weir.pipeline.Task;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.WorkspacePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/// The tasks of one build, as the scheduler sees them: judged by the judge, run or restored by a
/// worker, their temporary outputs brought and removed.
public final class BuildJobs implements Jobs {
    private static final Policy.Resources FOR_RESTORING = new Policy.Resources(1, 0);

    private final RunSite site;
    private final TaskGraph graph;
    private final Judge judge;
    private final Knowledge knowledge;
    private final Wishes wishes;
    private final TaskRun running;
    private final TaskRestore restoring;
    private final Temporaries temporaries;
    private final FirstLook before;
    private final LinkCheck links;
    private final Tidying leftovers;
    private final Set<WorkspacePath> followed = new HashSet<>();
    private final Map<Integer, TaskName> bytesNeeded = new HashMap<>();
    private final Survey.Finding[] findings;
    private final OldAnswers oldAnswers;

    /// Takes away what inputs come to now and is left over.
    @FunctionalInterface
    public interface Tidying {
        /// Whether anything was.
        boolean tidy() throws IOException, InterruptedException;
    }

    /// @param links to ask again of what tasks made since
    /// @param leftovers those that were there before are gone
    public BuildJobs(
            RunSite site,
            TaskGraph graph,
            Judge judge,
            Knowledge knowledge,
            Wishes wishes,
            TaskRun running,
            TaskRestore restoring,
            Temporaries temporaries,
            FirstLook before,
            LinkCheck links,
            Tidying leftovers) {
        this.site = site;
        this.graph = graph;
        this.judge = judge;
        this.knowledge = knowledge;
        this.wishes = wishes;
        this.running = running;
        this.restoring = restoring;
        this.temporaries = temporaries;
        this.before = before;
        this.links = links;
        this.leftovers = leftovers;
        this.findings = new Survey.Finding[graph.size()];
        this.oldAnswers = new OldAnswers(graph, judge);
    }

    @Override
    public long took(int number) {
        return judge.trace(number).map(trace -> trace.took().toNanos()).orElse(0L);
    }

    @Override
    public Decision decide(int number) throws InterruptedException {
        Task task = graph.task(number);
        temporaries.opened(number);
        boolean mayRun = wishes.mayRun(task);
        oldAnswers.forgetFor(number);
        Survey.Finding finding = judged(number, mayRun);
        findings[number] = finding;
        judge.takeDamage().forEach(damage -> site.events().on(new BuildEvent.Warned(damage)));
        return switch (finding.verdict()) {
            case Verdict.Grouped() -> new Decision.Settled(new Outcome.Grouped());
            case Verdict.UpToDate upToDate -> {
                if (!upToDate.recorded()) {
                    adopt(task, finding, upToDate);
                }
                yield new Decision.Settled(new Outcome.UpToDate(upToDate.outputs()));
            }
            case Verdict.Restorable restorable -> new Decision.Do(restorable, FOR_RESTORING);
            // It is never up to date, so it cannot hold up what may run alone.
            case Verdict.Stale _ when !mayRun && task.isPlainCommand() ->
                    new Decision.Settled(new Outcome.Grouped());
            case Verdict.Stale stale when !mayRun ->
                    new Decision.Settled(
                            failure("not up to date, and only the named tasks may run"));
            case Verdict.Stale stale -> {
                List<Integer> lost = temporaries.lost(number);
                yield lost.isEmpty()
                        ? new Decision.Do(stale, task.policy().resources())
                        : await(number, lost);
            }
            case Verdict.Impossible(String message) -> new Decision.Settled(failure(message));
            case Verdict.Pending(var makers) ->
                    await(
                            number,
                            makers.stream().map(it -> graph.number(it).orElseThrow()).toList());
        };
    }

    /// A task whose bytes another one lacks runs like one that is forced, but for that reason.
    private Survey.Finding judged(int number, boolean mayRun) throws InterruptedException {
        boolean forced = wishes.isForced(graph.task(number));
        TaskName reader = bytesNeeded.get(number);
        if (reader == null) {
            Optional<Survey.Finding> found = before.again(number, knowledge);
            if (found.isPresent()) {
                return found.get();
            }
        }
        Survey.Finding finding = judge.judge(number, mayRun && (forced || reader != null));
        List<Behind> behind = behind(graph.task(number), finding);
        if (isNew(behind) && tidied()) {
            finding = judge.judge(number, mayRun && (forced || reader != null));
        }
        Optional<String> shortcut = shortcut(graph.task(number), behind);
        if (shortcut.isPresent()) {
            return new Survey.Finding(
                    new Verdict.Impossible(shortcut.get()),
                    finding.fields(),
                    finding.inputs(),
                    finding.trace());
        }
        return mayRun
                        && !forced
                        && reader != null
                        && finding.verdict() instanceof Verdict.Stale(TaskKey key, _)
                ? new Survey.Finding(
                        new Verdict.Stale(key, List.of(new Reason.BytesNeeded(reader))),
                        finding.fields(),
                        finding.inputs(),
                        finding.trace())
                : finding;
    }

    /// An input and the links by which it comes to what it stands for.
    private record Behind(Input input, List<WorkspacePath> links) {}

    /// Of one that lacks an input, too: a link may say better why.
    private List<Behind> behind(Task task, Survey.Finding finding) {
        if (finding.inputs().isEmpty() && !(finding.verdict() instanceof Verdict.Impossible)) {
            return List.of();
        }
        return task.inputs().stream()
                .map(input ->
                        new Behind(
                                input, links.links(input, finding.entries(), knowledge::isClosed)))
                .filter(behind -> !behind.links().isEmpty())
                .toList();
    }

    /// Whether a link is there that tasks made and that was not followed yet.
    private boolean isNew(List<Behind> behind) {
        boolean isNew = false;
        for (Behind one : behind) {
            for (WorkspacePath link : one.links()) {
                isNew |= links.isMade(link) && followed.add(link);
            }
        }
        return isNew;
    }

    /// What is left over was taken away before anything ran; links that tasks made since may lead
    /// to more.
    private boolean tidied() throws InterruptedException {
        try {
            return leftovers.tidy();
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    /// Links that lead to what the task does not wait for are refused before anything runs; tasks
    /// may have made such since.
    private Optional<String> shortcut(Task task, List<Behind> behind) {
        if (behind.isEmpty()) {
            return Optional.empty();
        }
        LinkCheck now = links.again();
        return behind.stream()
                .flatMap(one -> now.of(task.name(), one.input(), one.links()).stream())
                .findFirst()
                .map(shortcut -> shortcut.message() + " (" + shortcut.help() + ")");
    }

    /// What the makers made is needed and gone: they run again, unless they are frozen.
    private Decision await(int reader, List<Integer> makers) {
        for (int maker : makers) {
            Task task = graph.task(maker);
            if (Rebuilder.isFrozen(task, judge.trace(maker))) {
                return new Decision.Settled(
                        failure(
                                "it reads what task '"
                                        + task.name()
                                        + "' made, which is frozen ('refresh: never') and not in the cache: make it again with --rerun "
                                        + task.name()));
            }
        }
        makers.forEach(maker -> bytesNeeded.put(maker, graph.task(reader).name()));
        return new Decision.Await(makers);
    }

    private static Outcome failure(String message) {
        return new Outcome.Failed(
                message, Duration.ZERO, List.of(), Optional.empty(), Optional.empty());
    }

    /// The disk holds what another run made under this key: from now on it is this workspace's own
    /// result.
    private void adopt(Task task, Survey.Finding finding, Verdict.UpToDate upToDate) {
        KeyFields fields = finding.fields().orElseThrow();
        site.used(upToDate.key());
        site.replaced(finding.trace(), upToDate.key());
        try {
            site.stores()
                    .traces()
                    .append(
                            site.trace(
                                    task,
                                    upToDate.key(),
                                    fields,
                                    upToDate.outputs(),
                                    site.stores().finished(upToDate.key()),
                                    Duration.ZERO),
                            "");
            site.forgetCheckpoints(task);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    @Override
    public Result perform(int number, Decision.Do decided) throws InterruptedException {
        Survey.Finding finding = findings[number];
        return switch (decided.verdict()) {
            case Verdict.Restorable restorable ->
                    restoring.restore(graph.task(number), restorable, finding);
            case Verdict.Stale stale -> run(number, stale, finding);
            case Verdict.UpToDate _, Verdict.Pending _, Verdict.Grouped _, Verdict.Impossible _ ->
                    throw new IllegalStateException("nothing to do for " + decided.verdict());
        };
    }

    private Result run(int number, Verdict.Stale stale, Survey.Finding finding)
            throws InterruptedException {
        try {
            if (!temporaries.bring(number)) {
                return new Result.DecideAgain();
            }
        } catch (IOException refused) {
            return new Result.Ended(failure(IoText.of(refused)));
        }
        return new Result.Ended(running.run(graph.task(number), stale, finding));
    }

    @Override
    public void reopened(int number) {
        followed.clear();
        temporaries.opened(number);
        before.reopened(number);
    }

    @Override
    public void ended(int number, Outcome outcome) throws InterruptedException {
        bytesNeeded.remove(number);
        switch (outcome) {
            case Outcome.Ran(var outputs, _, _) -> know(number, outputs);
            case Outcome.Restored(var outputs, _) -> know(number, outputs);
            case Outcome.UpToDate _,
                    Outcome.Grouped _,
                    Outcome.Failed _,
                    Outcome.Skipped _,
                    Outcome.Stopped _ -> {}
        }
        site.events().on(new BuildEvent.TaskEnded(graph.task(number).name(), outcome));
        temporaries.ended(number, outcome);
    }

    private void know(int number, SortedMap<WorkspacePath, Entry> outputs)
            throws InterruptedException {
        oldAnswers.did(number);
        TaskKey key =
                findings[number].verdict() instanceof Verdict.Restorable restorable
                        ? restorable.key()
                        : findings[number].fields().orElseThrow().key();
        List<WorkspacePath> absent = new ArrayList<>();
        for (Output output : graph.task(number).outputs()) {
            if (output.temporary()
                    && site.stores().disk().output(output.path()).content().isEmpty()) {
                absent.add(output.path());
            }
        }
        knowledge.put(number, new Knowledge.Known(key, outputs, Set.copyOf(absent)));
    }
}
