package dev.weir.build.schedule;

import dev.weir.pipeline.Policy;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// What running tasks occupy together. What they hold never exceeds the capacity, but for a task
/// that alone is above that of the machine: that one runs with nothing beside it.
///
/// Used by one thread.
public final class Slots {
    /// What is lacking when it is of no pool.
    static final String MACHINE = "";

    private final int cpus;
    private final long memory;
    private final Map<String, Integer> poolsFree;
    private int cpusTaken;
    private long memoryTaken;
    private int running;
    private boolean alone;

    /// @param memory bytes that tasks may declare together
    /// @param pools how much there is of each
    public Slots(int cpus, long memory, SortedMap<String, Integer> pools) {
        this.cpus = cpus;
        this.memory = memory;
        this.poolsFree = new HashMap<>(pools);
    }

    /// Whether it matters who starts first: of tasks that run one by one it does not.
    boolean isForSeveral() {
        return cpus > 1;
    }

    /// Whether the smallest task could start.
    boolean hasRoom() {
        return !alone && cpusTaken < cpus;
    }

    /// Takes what a task needs, if it is free.
    ///
    /// @return what is not free: a pool's name, else [#MACHINE]
    Optional<String> take(Policy.Resources needs) {
        if (alone) {
            return Optional.of(MACHINE);
        }
        for (Map.Entry<String, Integer> pool : needs.pools().entrySet()) {
            if (poolsFree.getOrDefault(pool.getKey(), 0) < pool.getValue()) {
                return Optional.of(pool.getKey());
            }
        }
        boolean large = isLarge(needs);
        boolean free =
                large
                        ? running == 0
                        : cpusTaken + needs.cpu() <= cpus && memoryTaken + needs.memory() <= memory;
        if (!free) {
            return Optional.of(MACHINE);
        }
        running++;
        cpusTaken += needs.cpu();
        memoryTaken += needs.memory();
        needs.pools().forEach((pool, taken) -> poolsFree.merge(pool, -taken, Integer::sum));
        alone = large;
        return Optional.empty();
    }

    /// Gives back what was taken.
    void give(Policy.Resources needs) {
        running--;
        cpusTaken -= needs.cpu();
        memoryTaken -= needs.memory();
        needs.pools().forEach((pool, taken) -> poolsFree.merge(pool, taken, Integer::sum));
        alone = false;
    }

    /// How many hold something.
    int running() {
        return running;
    }

    private boolean isLarge(Policy.Resources needs) {
        return needs.cpu() > cpus || needs.memory() > memory;
    }
}
