package dev.weir.build.schedule;

import dev.weir.build.event.Outcome;
import dev.weir.build.verdict.Reason;
import dev.weir.build.verdict.Verdict;
import dev.weir.digest.Digest;
import dev.weir.digest.Entry;
import dev.weir.digest.TaskKey;
import dev.weir.graph.TaskGraph;
import dev.weir.pipeline.Policy.Resources;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.WorkspacePath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Jobs that do what a test says, and note it. A task that is not spoken of runs, and makes `1`.
final class FakeJobs implements Jobs {
    private static final TaskKey KEY = new TaskKey(Digest.of("0".repeat(64)));

    private final TaskGraph graph;
    private final Map<String, Outcome> settled = new HashMap<>();
    private final Map<String, String> awaited = new HashMap<>();
    private final Map<String, Doing> doings = new HashMap<>();
    private final Map<String, Doing> decisions = new HashMap<>();
    private final Map<String, String> made = new HashMap<>();
    private final Map<String, Resources> resources = new HashMap<>();
    private final Map<String, Runnable> ends = new HashMap<>();
    private final Map<String, Duration> lasted = new HashMap<>();
    private final Set<String> failing = new HashSet<>();
    private final Set<String> again = new HashSet<>();
    private final List<String> events = new ArrayList<>();
    private final List<String> performed = new ArrayList<>();
    private final Map<String, Integer> open = new HashMap<>();
    private final Map<String, Resources> running = new TreeMap<>();
    private final List<List<Resources>> together = new ArrayList<>();

    /// What a task does.
    interface Doing {
        void run() throws InterruptedException;
    }

    FakeJobs(TaskGraph graph) {
        this.graph = graph;
    }

    /// At its first decision there is nothing to do.
    FakeJobs settling(String task, Outcome outcome) {
        settled.put(task, outcome);
        return this;
    }

    /// At its first decision it needs another to run, unless that ran in this build.
    FakeJobs awaiting(String task, String producer) {
        awaited.put(task, producer);
        return this;
    }

    FakeJobs doing(String task, Doing doing) {
        doings.put(task, doing);
        return this;
    }

    /// Before it is decided on.
    FakeJobs deciding(String task, Doing doing) {
        decisions.put(task, doing);
        return this;
    }

    FakeJobs making(String task, String content) {
        made.put(task, content);
        return this;
    }

    FakeJobs failing(String task) {
        failing.add(task);
        return this;
    }

    /// The first time it is performed it has to be decided again.
    FakeJobs decidingAgain(String task) {
        again.add(task);
        return this;
    }

    /// It took so long when it ran last.
    FakeJobs lasting(String task, Duration took) {
        lasted.put(task, took);
        return this;
    }

    FakeJobs taking(String task, Resources needs) {
        resources.put(task, needs);
        return this;
    }

    FakeJobs onEnd(String task, Runnable then) {
        ends.put(task, then);
        return this;
    }

    static Outcome upToDate(String content) {
        return new Outcome.UpToDate(outputs(content));
    }

    private static SortedMap<WorkspacePath, Entry> outputs(String content) {
        String hex = String.format("%064x", content.hashCode());
        SortedMap<WorkspacePath, Entry> outputs = new TreeMap<>();
        outputs.put(WorkspacePath.of("out"), new Entry(Entry.Kind.FILE, Digest.of(hex), 1));
        return outputs;
    }

    private String name(int task) {
        return graph.task(task).name().text();
    }

    @Override
    public long took(int task) {
        return lasted.getOrDefault(name(task), Duration.ZERO).toNanos();
    }

    @Override
    public Decision decide(int task) throws InterruptedException {
        decisions.getOrDefault(name(task), () -> {}).run();
        return decided(task);
    }

    private synchronized Decision decided(int task) {
        String name = name(task);
        events.add("?" + name);
        open.merge(name, 1, Integer::sum);
        Outcome outcome = settled.remove(name);
        if (outcome != null) {
            return new Decision.Settled(outcome);
        }
        String producer = awaited.remove(name);
        if (producer != null && !performed.contains(producer)) {
            open.merge(name, -1, Integer::sum);
            return new Decision.Await(List.of(graph.number(new TaskName(producer)).orElseThrow()));
        }
        return new Decision.Do(
                new Verdict.Stale(KEY, List.of(new Reason.NeverRan())),
                resources.getOrDefault(name, new Resources(1, 0)));
    }

    @Override
    public Result perform(int task, Decision.Do decided) throws InterruptedException {
        String name = name(task);
        begin(name, decided.resources());
        try {
            doings.getOrDefault(name, () -> Thread.sleep(0, 100_000)).run();
        } finally {
            finish(name);
        }
        return result(name);
    }

    private synchronized void begin(String name, Resources needs) {
        performed.add(name);
        running.put(name, needs);
        together.add(List.copyOf(running.values()));
    }

    private synchronized void finish(String name) {
        running.remove(name);
    }

    private synchronized Result result(String name) {
        if (again.remove(name)) {
            open.merge(name, -1, Integer::sum);
            return new Result.DecideAgain();
        }
        return new Result.Ended(
                failing.contains(name)
                        ? new Outcome.Failed(
                                "no", Duration.ZERO, List.of(), Optional.empty(), Optional.empty())
                        : new Outcome.Ran(outputs(made.getOrDefault(name, "1")), Duration.ZERO, 0));
    }

    @Override
    public synchronized void reopened(int task) {
        open.computeIfPresent(name(task), (_, count) -> Math.max(0, count - 1));
    }

    @Override
    public synchronized void ended(int task, Outcome outcome) {
        String name = name(task);
        events.add("!" + name);
        open.merge(name, -1, Integer::sum);
        ends.getOrDefault(name, () -> {}).run();
    }

    /// `?t` when a task was decided on, `!t` when it was done with.
    synchronized List<String> events() {
        return List.copyOf(events);
    }

    /// The tasks that were performed, in the order in which they began.
    synchronized List<String> performed() {
        return List.copyOf(performed);
    }

    /// How often a task was decided on.
    synchronized long decided(String task) {
        return events.stream().filter(("?" + task)::equals).count();
    }

    /// What ran at once, each time something began.
    synchronized List<List<Resources>> together() {
        return List.copyOf(together);
    }

    synchronized int running() {
        return running.size();
    }

    /// Tasks that were decided on and not ended as often.
    synchronized Map<String, Integer> unended() {
        Map<String, Integer> left = new TreeMap<>(open);
        left.values().removeIf(count -> count == 0);
        return left;
    }
}
