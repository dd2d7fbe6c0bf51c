package dev.weir.build.schedule;

import dev.weir.build.event.Outcome;
import dev.weir.digest.Entry;
import dev.weir.exec.Cancellation;
import dev.weir.graph.TaskGraph;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.WorkspacePath;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// In which order tasks run: each after all it waits for, as many at once as their resources allow,
/// none after a failure unless the build keeps going. One thread decides; workers do what it
/// decided. Of those that could start, the one with the longest chain of tasks behind it starts
/// first, by how long they took last ([CriticalPath]), else the first declared.
///
/// A task that is done may be opened again when its bytes are needed and gone; those that read it
/// are then looked at again if it made something else. All behind a task that is open wait for it,
/// but for what runs already: while that reads what it made, it is not made again. So nothing ever
/// reads what is being made, or a mixture of old and new.
public final class Scheduler {
    /// Of more tasks it is looked up how long they took only when several compete.
    private static final int FEW = 1_000;

    private final TaskGraph graph;
    private final BitSet closure;
    private final Jobs jobs;
    private final Slots slots;
    private final boolean keepGoing;
    private final Cancellation cancellation;

    private final int[] waitingFor;
    private final State[] states;
    private final @Nullable Outcome[] outcomes;
    private final Map<Integer, Set<Integer>> awaited = new HashMap<>();
    private PriorityQueue<Integer> ready = new PriorityQueue<>();
    private final Queue queue;
    private boolean ordered;
    private final BlockingQueue<Done> finished = new LinkedBlockingQueue<>();
    private final Workers workers = new Workers();
    private boolean failed;

    private enum State {
        WAITING,
        READY,
        QUEUED,
        RUNNING,
        DONE
    }

    private record Done(Queue.Job job, Jobs.@Nullable Result result, @Nullable Throwable thrown) {}

    public Scheduler(
            TaskGraph graph,
            BitSet closure,
            Jobs jobs,
            Slots slots,
            boolean keepGoing,
            Cancellation cancellation) {
        this.graph = graph;
        this.closure = closure;
        this.jobs = jobs;
        this.slots = slots;
        this.queue = new Queue(slots, Comparator.naturalOrder());
        this.keepGoing = keepGoing;
        this.cancellation = cancellation;
        this.waitingFor = new int[graph.size()];
        this.states = new State[graph.size()];
        this.outcomes = new Outcome[graph.size()];
    }

    /// Brings every task of the closure to an outcome.
    public SequencedMap<TaskName, Outcome> run() throws InterruptedException {
        if (closure.cardinality() <= FEW) {
            order();
        }
        for (int task = closure.nextSetBit(0); task >= 0; task = closure.nextSetBit(task + 1)) {
            waitingFor[task] = before(task).length;
            states[task] = State.WAITING;
            if (waitingFor[task] == 0) {
                makeReady(task);
            }
        }
        try {
            while (true) {
                decideReady();
                startQueued();
                if (slots.running() == 0) {
                    break;
                }
                settle(finished.take());
            }
        } finally {
            endRunning();
        }
        return everyOutcome();
    }

    /// From now on what has most behind it comes first.
    private void order() {
        ordered = true;
        if (!slots.isForSeveral()) {
            return;
        }
        long[] left = CriticalPath.of(graph, closure, jobs);
        Comparator<Integer> order =
                (one, other) -> {
                    int longer = Long.compare(left[other], left[one]);
                    return longer != 0 ? longer : Integer.compare(one, other);
                };
        PriorityQueue<Integer> inOrder = new PriorityQueue<>(order);
        inOrder.addAll(ready);
        ready = inOrder;
        queue.reorder(order);
    }

    /// Leaves nothing running, also when deciding threw.
    private void endRunning() {
        if (slots.running() > 0) {
            cancellation.request();
        }
        while (slots.running() > 0) {
            Done done = Uninterrupted.take(finished);
            slots.give(done.job().decided().resources());
        }
        workers.end();
    }

    private int[] before(int task) {
        BitSet all = new BitSet();
        for (int source : graph.sources(task)) {
            all.set(source);
        }
        for (int gate : graph.gates(task)) {
            all.set(gate);
        }
        return all.stream().toArray();
    }

    private boolean isStopping() {
        return cancellation.isRequested() || failed && !keepGoing;
    }

    private void makeReady(int task) {
        states[task] = State.READY;
        ready.add(task);
    }

    private void decideReady() throws InterruptedException {
        while (!ready.isEmpty() && !isStopping()) {
            int task = ready.remove();
            switch (jobs.decide(task)) {
                case Jobs.Decision.Settled(Outcome outcome) -> end(task, outcome);
                case Jobs.Decision.Do job -> {
                    states[task] = State.QUEUED;
                    queue.add(new Queue.Job(task, job));
                }
                case Jobs.Decision.Await(List<Integer> producers) -> await(task, producers);
            }
            startQueued();
        }
    }

    /// The producers run again although they are done; the task is decided on anew after them.
    private void await(int task, List<Integer> producers) {
        states[task] = State.WAITING;
        for (int producer : producers) {
            if (states[producer] == State.DONE) {
                reopen(producer);
            }
            waitFor(task, producer);
        }
    }

    private void waitFor(int task, int open) {
        if (awaited.computeIfAbsent(open, _ -> new LinkedHashSet<>()).add(task)) {
            waitingFor[task]++;
        }
    }

    /// A task that is done is decided on again, and all behind it that has not begun waits for it.
    private void reopen(int task) {
        jobs.reopened(task);
        BitSet behind = reached(task, graph::followers);
        behind.stream().filter(closure::get).forEach(reader -> holdBack(reader, task));
        decideAfterOpen(task);
    }

    private void holdBack(int reader, int open) {
        switch (states[reader]) {
            case WAITING -> {}
            case READY -> ready.remove(reader);
            case QUEUED -> {
                queue.remove(reader);
                jobs.reopened(reader);
            }
            case RUNNING, DONE -> {
                return;
            }
        }
        states[reader] = State.WAITING;
        waitFor(reader, open);
    }

    /// Decides on a task once nothing is open that it comes after.
    private void decideAfterOpen(int task) {
        states[task] = State.WAITING;
        reached(task, this::before).stream()
                .filter(source -> states[source] != State.DONE)
                .forEach(source -> waitFor(task, source));
        if (waitingFor[task] == 0) {
            makeReady(task);
        }
    }

    /// What is reached from a task by one step or more.
    private static BitSet reached(int task, IntFunction<int[]> steps) {
        BitSet reached = new BitSet();
        Deque<Integer> open = new ArrayDeque<>(List.of(task));
        while (!open.isEmpty()) {
            for (int next : steps.apply(open.remove())) {
                if (!reached.get(next)) {
                    reached.set(next);
                    open.add(next);
                }
            }
        }
        return reached;
    }

    private void startQueued() {
        if (isStopping()) {
            return;
        }
        if (!ordered && queue.isCrowded()) {
            order();
        }
        for (Optional<Queue.Job> next = queue.next(this::isRead);
                next.isPresent();
                next = queue.next(this::isRead)) {
            Queue.Job job = next.get();
            states[job.task()] = State.RUNNING;
            workers.start(() -> perform(job));
        }
    }

    /// Whether a running task may be reading what this one made before, be it through a link: it is
    /// made again only after that.
    private boolean isRead(int task) {
        return outcomes[task] != null
                && reached(task, graph::followers).stream()
                        .anyMatch(reader -> states[reader] == State.RUNNING);
    }

    private void perform(Queue.Job job) {
        try {
            finished.add(new Done(job, jobs.perform(job.task(), job.decided()), null));
        } catch (InterruptedException interrupted) {
            finished.add(new Done(job, new Jobs.Result.Ended(new Outcome.Stopped()), null));
        } catch (Throwable thrown) {
            finished.add(new Done(job, null, thrown));
        }
    }

    private void settle(Done done) throws InterruptedException {
        int task = done.job().task();
        slots.give(done.job().decided().resources());
        if (done.thrown() instanceof RuntimeException bug) {
            throw bug;
        }
        if (done.thrown() instanceof Error error) {
            throw error;
        }
        switch (done.result()) {
            case Jobs.Result.Ended(Outcome outcome) -> end(task, outcome);
            case Jobs.Result.DecideAgain() -> decideAfterOpen(task);
            case null -> throw new IllegalStateException("a job ended without a result");
        }
    }

    private void end(int task, Outcome outcome) throws InterruptedException {
        Outcome before = outcomes[task];
        outcomes[task] = outcome;
        states[task] = State.DONE;
        if (before != null && outcome.isGood() && !outputs(before).equals(outputs(outcome))) {
            reopenFollowers(task);
        }
        jobs.ended(task, outcome);
        Set<Integer> readers = awaited.getOrDefault(task, Set.of());
        awaited.remove(task);
        if (outcome instanceof Outcome.Failed) {
            failed = true;
            skipFollowers(task, readers);
        }
        if (!outcome.isGood()) {
            return;
        }
        if (before == null) {
            for (int follower : graph.followers(task)) {
                release(follower);
            }
        }
        readers.forEach(this::release);
    }

    private void release(int task) {
        if (closure.get(task) && --waitingFor[task] == 0 && states[task] == State.WAITING) {
            makeReady(task);
        }
    }

    /// What read the task's earlier outputs and is done may no longer be up to date.
    private void reopenFollowers(int task) {
        for (int follower : graph.followers(task)) {
            if (closure.get(follower)
                    && states[follower] == State.DONE
                    && waitingFor[follower] == 0) {
                reopen(follower);
            }
        }
    }

    private void skipFollowers(int task, Set<Integer> readers) throws InterruptedException {
        Deque<Integer> open = new ArrayDeque<>(readers);
        for (int follower : graph.followers(task)) {
            open.add(follower);
        }
        TaskName because = graph.task(task).name();
        while (!open.isEmpty()) {
            int follower = open.remove();
            if (closure.get(follower)
                    && (states[follower] == State.WAITING || states[follower] == State.READY)) {
                ready.remove(follower);
                states[follower] = State.DONE;
                outcomes[follower] = new Outcome.Skipped(because);
                jobs.ended(follower, new Outcome.Skipped(because));
                for (int next : graph.followers(follower)) {
                    open.add(next);
                }
            }
        }
    }

    private static SortedMap<WorkspacePath, Entry> outputs(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Ran ran -> ran.outputs();
            case Outcome.Restored restored -> restored.outputs();
            case Outcome.UpToDate upToDate -> upToDate.outputs();
            case Outcome.Grouped _, Outcome.Failed _, Outcome.Skipped _, Outcome.Stopped _ ->
                    Collections.emptySortedMap();
        };
    }

    private SequencedMap<TaskName, Outcome> everyOutcome() throws InterruptedException {
        SequencedMap<TaskName, Outcome> all = new LinkedHashMap<>();
        for (int task = closure.nextSetBit(0); task >= 0; task = closure.nextSetBit(task + 1)) {
            Outcome outcome = outcomes[task];
            if (outcome == null || states[task] != State.DONE && outcome.isGood()) {
                outcome = new Outcome.Stopped();
                jobs.ended(task, outcome);
            }
            all.put(graph.task(task).name(), outcome);
        }
        return all;
    }
}
