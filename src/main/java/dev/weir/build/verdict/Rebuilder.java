package dev.weir.build.verdict;

import dev.weir.cache.ActionResult;
import dev.weir.digest.Entry;
import dev.weir.digest.TaskKey;
import dev.weir.pipeline.Output;
import dev.weir.pipeline.Policy.Refresh;
import dev.weir.pipeline.Task;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.trace.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Whether a task has to run. Pure: looks at nothing but the task and the snapshot.
public final class Rebuilder {
    private Rebuilder() {}

    /// The verdict on a task that is no group.
    public static Verdict verdict(Task task, Snapshot snapshot) {
        if (snapshot.forced()) {
            return new Verdict.Stale(snapshot.key(), List.of(new Reason.Forced()));
        }
        if (task.isPlainCommand()) {
            return new Verdict.Stale(snapshot.key(), List.of(new Reason.AlwaysRuns()));
        }
        if (isFrozen(task, snapshot.trace())) {
            return frozen(task, snapshot, snapshot.trace().orElseThrow());
        }
        return task.isEffect() ? effect(task, snapshot) : ordinary(task, snapshot);
    }

    /// Whether a task stands by its last result, whatever its command and inputs are now.
    public static boolean isFrozen(Task task, Optional<Trace> trace) {
        return trace.isPresent()
                && !task.isPlainCommand()
                && task.policy().refresh().filter(Refresh.Never.class::isInstance).isPresent();
    }

    private static Verdict frozen(Task task, Snapshot snapshot, Trace trace) {
        for (Output output : task.outputs()) {
            if (!hasMade(trace, output)) {
                return new Verdict.Impossible(
                        "it is frozen ('refresh: never') but has not made '"
                                + output.text()
                                + "' yet: make it with --force");
            }
        }
        List<Reason> damage = damage(task, trace.outputs(), snapshot.disk());
        if (damage.isEmpty()) {
            return new Verdict.UpToDate(trace.key(), trace.outputs(), true);
        }
        if (!task.isEffect() && snapshot.recorded().isPresent() && snapshot.bytesHeld()) {
            return new Verdict.Restorable(trace.key(), snapshot.recorded().get(), damage);
        }
        return new Verdict.Impossible(
                "it is frozen ('refresh: never') but "
                        + damage.getFirst().message()
                        + " and not in the cache: make it again with --force");
    }

    /// Whether that was an output then, and a folder if it is one now.
    private static boolean hasMade(Trace trace, Output output) {
        Entry made = trace.outputs().get(output.path());
        return made != null && output.folder() == (made.kind() == Entry.Kind.FOLDER);
    }

    /// An effect counts as done only if the last thing it did in this workspace, or tried to do,
    /// was this.
    private static Verdict effect(Task task, Snapshot snapshot) {
        if (snapshot.trace().isEmpty()) {
            return new Verdict.Stale(snapshot.key(), List.of(new Reason.NeverRan()));
        }
        Trace trace = snapshot.trace().get();
        List<Reason> why = new ArrayList<>(ReasonDiff.between(trace, snapshot.fields()));
        why.addAll(damage(task, trace.outputs(), snapshot.disk()));
        refreshDue(task, trace.finished(), snapshot.now()).ifPresent(why::add);
        if (why.isEmpty() && trace.key().equals(snapshot.key())) {
            return new Verdict.UpToDate(trace.key(), trace.outputs(), true);
        }
        if (why.isEmpty()) {
            why.add(trace.isTriedSince() ? new Reason.TriedSince() : new Reason.Unsettled());
        }
        return new Verdict.Stale(snapshot.key(), why);
    }

    private static Verdict ordinary(Task task, Snapshot snapshot) {
        Optional<Known> known = known(snapshot);
        if (known.isEmpty()) {
            return new Verdict.Stale(snapshot.key(), changes(task, snapshot));
        }
        List<Reason> damage = damage(task, known.get().outputs(), snapshot.disk());
        Optional<Reason> due = refreshDue(task, known.get().finished(), snapshot.now());
        if (due.isPresent()) {
            damage.addFirst(due.get());
            return new Verdict.Stale(snapshot.key(), damage);
        }
        if (damage.isEmpty()) {
            return new Verdict.UpToDate(
                    snapshot.key(), known.get().outputs(), known.get().traced());
        }
        List<Reason> why = changes(task, snapshot);
        if (snapshot.recorded().isPresent() && snapshot.bytesHeld()) {
            return new Verdict.Restorable(snapshot.key(), snapshot.recorded().get(), why);
        }
        List<Reason> lost = new ArrayList<>(why);
        lost.add(lost(task, damage));
        return new Verdict.Stale(snapshot.key(), lost);
    }

    /// Why a result that was recorded cannot be restored.
    private static Reason lost(Task task, List<Reason> damage) {
        for (Output output : task.outputs()) {
            if (!output.stored()
                    && (damage.contains(new Reason.OutputMissing(output.path()))
                            || damage.contains(new Reason.OutputModified(output.path())))) {
                return new Reason.NotStored(output.path());
            }
        }
        return new Reason.ResultLost();
    }

    /// The newest result recorded for the key, by the workspace or by the cache.
    private static Optional<Known> known(Snapshot snapshot) {
        TaskKey key = snapshot.key();
        Optional<Trace> trace = snapshot.trace().filter(last -> last.key().equals(key));
        if (trace.isPresent()) {
            return Optional.of(new Known(trace.get().outputs(), trace.get().finished(), true));
        }
        return snapshot.recorded()
                .map(result -> new Known(entries(result), result.finished(), false));
    }

    /// The outputs of a result as they are compared.
    public static SortedMap<WorkspacePath, Entry> entries(ActionResult result) {
        SortedMap<WorkspacePath, Entry> entries = new TreeMap<>();
        result.outputs().forEach((path, made) -> entries.put(path, made.entry()));
        return entries;
    }

    private static List<Reason> changes(Task task, Snapshot snapshot) {
        if (snapshot.trace().isEmpty()) {
            return List.of(new Reason.NeverRan());
        }
        Trace trace = snapshot.trace().get();
        List<Reason> why = new ArrayList<>(ReasonDiff.between(trace, snapshot.fields()));
        why.addAll(damage(task, trace.outputs(), snapshot.disk()));
        if (why.isEmpty() && !trace.key().equals(snapshot.key())) {
            why.add(new Reason.Unsettled());
        }
        return why;
    }

    /// Where the disk differs from what was recorded. A temporary output may be absent.
    private static List<Reason> damage(
            Task task,
            SortedMap<WorkspacePath, Entry> recorded,
            SortedMap<WorkspacePath, Entry> disk) {
        List<Reason> damage = new ArrayList<>();
        for (Output output : task.outputs()) {
            Entry made = recorded.get(output.path());
            Entry there = disk.get(output.path());
            if (there == null) {
                if (!output.temporary() || made == null) {
                    damage.add(new Reason.OutputMissing(output.path()));
                }
            } else if (made == null || !there.sameAs(made)) {
                damage.add(new Reason.OutputModified(output.path()));
            }
        }
        return damage;
    }

    private static Optional<Reason> refreshDue(Task task, Instant finished, Instant now) {
        return task.policy()
                .refresh()
                .flatMap(refresh -> {
                    Duration age = Duration.between(finished, now);
                    boolean due =
                            switch (refresh) {
                                case Refresh.Always() -> true;
                                case Refresh.After(Duration limit) ->
                                        age.isNegative() || age.compareTo(limit) > 0;
                                case Refresh.Never() -> false;
                            };
                    return due ? Optional.of(new Reason.RefreshDue(age)) : Optional.empty();
                });
    }

    /// A recorded result.
    ///
    /// @param traced whether this workspace's trace holds it
    private record Known(
            SortedMap<WorkspacePath, Entry> outputs, Instant finished, boolean traced) {}
}
