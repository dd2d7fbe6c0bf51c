package dev.weir.build.run;

import dev.weir.build.verdict.Judge;
import dev.weir.graph.TaskGraph;
import dev.weir.pipeline.Environment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Answers of tools that are older than what they have to tell of: a task may make the tools that
/// those after it use, or what these answer by. For the one thread that decides.
final class OldAnswers {
    private final TaskGraph graph;
    private final Judge judge;

    /// By task, which of the tasks that did something was the last that it comes after, itself
    /// included, counted from 1.
    private final long[] last;

    private final Map<Environment, Long> asked = new HashMap<>();
    private long done;

    OldAnswers(TaskGraph graph, Judge judge) {
        this.graph = graph;
        this.judge = judge;
        this.last = new long[graph.size()];
    }

    /// Has the tools of a task asked again where need be; its sources and gates have ended.
    void forgetFor(int number) {
        for (int[] edges : List.of(graph.sources(number), graph.gates(number))) {
            for (int earlier : edges) {
                last[number] = Math.max(last[number], last[earlier]);
            }
        }
        Environment declared = graph.task(number).environment();
        if (!declared.tools().isEmpty() && last[number] > asked.getOrDefault(declared, 0L)) {
            judge.forgetTools(number);
            asked.put(declared, done);
        }
    }

    /// A task ran or was restored.
    void did(int number) {
        done++;
        last[number] = done;
    }
}
