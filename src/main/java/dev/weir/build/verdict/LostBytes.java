package dev.weir.build.verdict;

import dev.weir.cache.ActionResult;
import dev.weir.graph.OutputIndex;
import dev.weir.graph.TaskGraph;
import dev.weir.pipeline.Input;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What a task reads that is not on the disk, and whether it can be brought.
public final class LostBytes {
    private final TaskGraph graph;
    private final Knowledge knowledge;
    private final Judge judge;

    public LostBytes(TaskGraph graph, Knowledge knowledge, Judge judge) {
        this.graph = graph;
        this.knowledge = knowledge;
        this.judge = judge;
    }

    /// The tasks that have to run again before this one can: their temporary outputs it reads are
    /// neither on the disk nor in the store.
    public List<Integer> makers(int reader) {
        Set<Integer> lost = new TreeSet<>();
        for (OutputIndex.Made output : absent(reader)) {
            Optional<ActionResult.Made> made = knowledge.recorded(output);
            if (made.isEmpty() || !judge.isHeld(made.get())) {
                lost.add(output.task());
            }
        }
        return List.copyOf(lost);
    }

    /// The outputs a task reads that have to be brought.
    public List<OutputIndex.Made> absent(int reader) {
        Set<OutputIndex.Made> absent = new HashSet<>();
        for (Input input : graph.task(reader).inputs()) {
            for (OutputIndex.Made output : graph.outputs().feeding(input)) {
                if (!knowledge.isOnDisk(output)) {
                    absent.add(output);
                }
            }
        }
        return List.copyOf(absent);
    }
}
