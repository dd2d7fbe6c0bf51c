package dev.weir.build.schedule;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/// Jobs that wait for what they need. The most urgent starts first; where it has no room, those
/// behind it that have pass by, but only so often: then what it needs is left free for it. A job
/// that waits for a pool holds up nobody who takes none of it.
///
/// Used by one thread.
final class Queue {
    /// How often a job that has no room may be passed by smaller ones before they wait for it.
    private static final int PATIENCE = 8;

    private final Slots slots;
    private SortedMap<Integer, Waiting> jobs;

    /// @param order of tasks, the most urgent first
    Queue(Slots slots, Comparator<Integer> order) {
        this.slots = slots;
        this.jobs = new TreeMap<>(order);
    }

    /// Tasks are as urgent as it says from now on.
    void reorder(Comparator<Integer> order) {
        SortedMap<Integer, Waiting> ordered = new TreeMap<>(order);
        ordered.putAll(new HashMap<>(jobs));
        jobs = ordered;
    }

    /// Whether jobs compete for the next place.
    boolean isCrowded() {
        return jobs.size() > 1;
    }

    /// A job of a task.
    record Job(int task, Jobs.Decision.Do decided) {}

    private static final class Waiting {
        private final Job job;
        private int passedBy;

        Waiting(Job job) {
            this.job = job;
        }

        Set<String> pools() {
            return job.decided().resources().pools().keySet();
        }
    }

    void add(Job job) {
        jobs.put(job.task(), new Waiting(job));
    }

    /// The job of a task is not to start.
    void remove(int task) {
        jobs.remove(task);
    }

    /// The next job that can start; what it needs is taken.
    ///
    /// @param held tells of a task whether it cannot start now whatever is free
    Optional<Job> next(IntPredicate held) {
        Map<String, Waiting> first = new HashMap<>();
        Set<String> reserved = new HashSet<>();
        for (Iterator<Waiting> all = jobs.values().iterator(); all.hasNext(); ) {
            if (!slots.hasRoom()) {
                return Optional.empty();
            }
            Waiting one = all.next();
            if (takesOf(one, reserved)) {
                continue;
            }
            Optional<String> lacking =
                    held.test(one.job.task())
                            ? Optional.of(Slots.MACHINE)
                            : slots.take(one.job.decided().resources());
            if (lacking.isEmpty()) {
                all.remove();
                passBy(first, one);
                return Optional.of(one.job);
            }
            if (one.passedBy >= PATIENCE) {
                if (lacking.get().equals(Slots.MACHINE)) {
                    return Optional.empty();
                }
                reserved.addAll(one.pools());
            }
            first.putIfAbsent(lacking.get(), one);
        }
        return Optional.empty();
    }

    private static boolean takesOf(Waiting job, Set<String> reserved) {
        for (String pool : job.pools()) {
            if (reserved.contains(pool)) {
                return true;
            }
        }
        return false;
    }

    private static void passBy(Map<String, Waiting> first, Waiting starting) {
        first.forEach((lacking, waiting) -> {
            if (lacking.equals(Slots.MACHINE) || starting.pools().contains(lacking)) {
                waiting.passedBy++;
            }
        });
    }
}
