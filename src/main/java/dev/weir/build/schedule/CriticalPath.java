package dev.weir.build.schedule;

import dev.weir.graph.TaskGraph;
import java.util.BitSet;

/// How long a build takes at least from the start of each task on: the task itself and the longest
/// chain of what waits for it, by how long each took last. What starts with the longest chain keeps
/// the whole shortest (list scheduling by critical path; Graham, "Bounds on multiprocessing timing
/// anomalies", 1969).
final class CriticalPath {
    private CriticalPath() {}

    /// In nanoseconds, by task; 0 for tasks outside of the closure.
    static long[] of(TaskGraph graph, BitSet closure, Jobs jobs) {
        long[] left = new long[graph.size()];
        for (int task = closure.previousSetBit(graph.size() - 1);
                task >= 0;
                task = closure.previousSetBit(task - 1)) {
            long longest = 0;
            for (int follower : graph.followers(task)) {
                longest = Math.max(longest, left[follower]);
            }
            left[task] = jobs.took(task) + longest;
        }
        return left;
    }
}
