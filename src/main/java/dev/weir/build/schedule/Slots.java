package dev.weir.build.schedule;

import dev.weir.pipeline.Policy;

/// What running tasks occupy together. What they hold never exceeds the capacity, but for a task
/// that alone is above it: that one runs with nothing beside it.
///
/// Used by one thread.
public final class Slots {
    private final int cpus;
    private final long memory;
    private int cpusTaken;
    private long memoryTaken;
    private int running;
    private boolean alone;

    /// @param memory bytes that tasks may declare together
    public Slots(int cpus, long memory) {
        this.cpus = cpus;
        this.memory = memory;
    }

    /// Whether the smallest task could start.
    boolean hasRoom() {
        return !alone && cpusTaken < cpus;
    }

    /// Takes what a task needs, if it is free.
    boolean take(Policy.Resources needs) {
        if (alone) {
            return false;
        }
        boolean large = isLarge(needs);
        boolean free =
                large
                        ? running == 0
                        : cpusTaken + needs.cpu() <= cpus && memoryTaken + needs.memory() <= memory;
        if (free) {
            running++;
            cpusTaken += needs.cpu();
            memoryTaken += needs.memory();
            alone = large;
        }
        return free;
    }

    /// Gives back what was taken.
    void give(Policy.Resources needs) {
        running--;
        cpusTaken -= needs.cpu();
        memoryTaken -= needs.memory();
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
