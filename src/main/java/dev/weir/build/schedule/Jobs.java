package dev.weir.build.schedule;

import dev.weir.build.event.Outcome;
import dev.weir.build.verdict.Verdict;
import dev.weir.pipeline.Policy;
import java.util.List;

/// What the scheduler orders without knowing what it is: deciding on tasks and doing them. Tasks
/// are numbered as in the graph.
public interface Jobs {
    /// How many nanoseconds a task took when it ran last; 0 when that is not known.
    long took(int task);

    /// What to do about a task whose sources and gates are done. Called by the scheduler's thread.
    Decision decide(int task) throws InterruptedException;

    /// Does what was decided. Called by a worker.
    Result perform(int task, Decision.Do decided) throws InterruptedException;

    /// A task that is done, or that was decided on and not begun, will be decided on again. Called
    /// by the scheduler's thread.
    void reopened(int task);

    /// A task is done with. Called by the scheduler's thread, once for each time the task was
    /// decided and not opened again before it began.
    void ended(int task, Outcome outcome) throws InterruptedException;

    /// What to do about a task.
    sealed interface Decision {
        /// Nothing, or nothing can be done.
        record Settled(Outcome outcome) implements Decision {}

        /// A job for a worker.
        record Do(Verdict verdict, Policy.Resources resources) implements Decision {}

        /// Other tasks have to run first although they are up to date: it needs bytes they no
        /// longer have.
        record Await(List<Integer> producers) implements Decision {
            public Await {
                producers = List.copyOf(producers);
            }
        }
    }

    /// What came of a job.
    sealed interface Result {
        /// The task is done with.
        record Ended(Outcome outcome) implements Result {}

        /// Something in the cache was missing or damaged: decide again with what is known now.
        record DecideAgain() implements Result {}
    }
}
