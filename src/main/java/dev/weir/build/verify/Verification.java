package dev.weir.build.verify;

import dev.weir.build.event.Outcome;
import dev.weir.build.schedule.Jobs;
import dev.weir.build.schedule.Scheduler;
import dev.weir.build.schedule.Slots;
import dev.weir.build.verdict.Stores;
import dev.weir.build.verdict.Survey;
import dev.weir.build.verdict.Verdict;
import dev.weir.disk.CacheFolder;
import dev.weir.exec.Cancellation;
import dev.weir.exec.TaskRunner;
import dev.weir.graph.TaskGraph;
import dev.weir.pipeline.Outside;
import dev.weir.pipeline.Policy;
import dev.weir.pipeline.Task;
import dev.weir.pipeline.TaskName;
import dev.weir.workspace.Transactions;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Runs tasks again, as many at once as a build would, and says of each what came of it. Needs the
/// workspace's lock, so that nothing it reads changes under it.
public final class Verification implements Jobs {
    private final Site site;
    private final Survey survey;
    private final Set<TaskName> asked;
    private final Listener listener;
    private final Rerun rerun;
    private final Map<TaskName, Verified> done = new ConcurrentHashMap<>();

    /// Where tasks run again, and by what.
    ///
    /// @param cache weir's own folder
    /// @param stores nothing is added to them
    /// @param transactions for journals
    /// @param outside weir's own environment
    public record Site(
            CacheFolder cache,
            TaskGraph graph,
            Stores stores,
            Transactions transactions,
            TaskRunner runner,
            Outside outside,
            Tables tables,
            Cancellation cancellation) {}

    /// Is told of each task, one at a time.
    @FunctionalInterface
    public interface Listener {
        void on(TaskName task, Verified verified);
    }

    /// @param survey of the asked tasks and what they need
    public Verification(Site site, Survey survey, Collection<TaskName> asked, Listener listener) {
        this.site = site;
        this.survey = survey;
        this.asked = new HashSet<>(asked);
        this.listener = listener;
        this.rerun = new Rerun(site, survey);
    }

    /// Runs all of them to the end, or until cancelled.
    public void run(Slots slots) throws InterruptedException {
        TaskGraph graph = site.graph();
        var _ =
                new Scheduler(graph, graph.closure(asked), this, slots, true, site.cancellation())
                        .run();
    }

    @Override
    public long took(int number) {
        return Optional.ofNullable(survey.findings().get(site.graph().task(number).name()))
                .flatMap(Survey.Finding::trace)
                .map(trace -> trace.took().toNanos())
                .orElse(0L);
    }

    @Override
    public Decision decide(int number) {
        Task task = site.graph().task(number);
        if (!asked.contains(task.name()) || task.isGroup()) {
            return new Decision.Settled(new Outcome.Grouped());
        }
        Survey.Finding finding = Objects.requireNonNull(survey.findings().get(task.name()));
        Optional<String> hindrance = hindrance(task, finding);
        if (hindrance.isPresent()) {
            done.put(task.name(), new Verified.Skipped(hindrance.get()));
            return new Decision.Settled(new Outcome.Grouped());
        }
        return new Decision.Do(finding.verdict(), task.policy().resources());
    }

    private static Optional<String> hindrance(Task task, Survey.Finding finding) {
        if (task.isEffect()) {
            return Optional.of("it acts on the world");
        }
        if (task.isPlainCommand()) {
            return Optional.of("it has neither inputs nor outputs");
        }
        if (task.policy().refresh().isPresent()) {
            return Optional.of(
                    task.policy().refresh().get() instanceof Policy.Refresh.Never
                            ? "it is frozen (refresh: never)"
                            : "its source changes by itself (refresh)");
        }
        if (!(finding.verdict() instanceof Verdict.UpToDate)) {
            return Optional.of("it is not up to date, so there is nothing to compare with");
        }
        return finding.inputs().isEmpty()
                ? Optional.of("what it read is not known")
                : Optional.empty();
    }

    @Override
    public Result perform(int number, Decision.Do decided) throws InterruptedException {
        Task task = site.graph().task(number);
        Survey.Finding finding = Objects.requireNonNull(survey.findings().get(task.name()));
        Verified verified = rerun.run(task, finding);
        if (site.cancellation().isRequested()) {
            return new Result.Ended(new Outcome.Stopped());
        }
        done.put(task.name(), verified);
        return new Result.Ended(new Outcome.Grouped());
    }

    @Override
    public void reopened(int number) {
        throw new IllegalStateException("nothing is awaited: " + number);
    }

    @Override
    public void ended(int number, Outcome outcome) {
        TaskName name = site.graph().task(number).name();
        Verified verified = done.get(name);
        if (verified != null) {
            listener.on(name, verified);
        }
    }
}
