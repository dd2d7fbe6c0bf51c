package dev.weir.build;

import dev.weir.build.verdict.BuildRequest;
import dev.weir.build.verdict.Judge;
import dev.weir.build.verdict.KeyBuilder;
import dev.weir.build.verdict.Knowledge;
import dev.weir.build.verdict.Leftovers;
import dev.weir.build.verdict.Stores;
import dev.weir.build.verdict.Survey;
import dev.weir.build.verdict.Wishes;
import dev.weir.graph.TaskGraph;
import dev.weir.pipeline.TaskName;
import java.util.BitSet;
import java.util.Collection;

/// The verdicts on tasks, as stores tell what there is.
record Asking(BuildSetup setup) {
    /// On each of the tasks and all they need.
    Survey survey(Collection<TaskName> tasks, BuildRequest request, Stores stores)
            throws InterruptedException {
        TaskGraph graph = setup.graph();
        BitSet closure = graph.closure(tasks);
        Knowledge knowledge =
                new Knowledge(
                        graph.size(),
                        stores,
                        Leftovers.of(
                                setup.pipeline(), setup.pipelinefile(), graph, closure, stores));
        return Survey.of(graph, closure, judge(stores, knowledge), knowledge, new Wishes(request));
    }

    /// Judges tasks from now on.
    Judge judge(Stores stores, Knowledge knowledge) {
        KeyBuilder keys = new KeyBuilder(setup.outside(), setup.steps(), setup.tools());
        return new Judge(setup.graph(), stores, keys, knowledge, setup.clock().instant());
    }
}
