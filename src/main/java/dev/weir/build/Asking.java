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
import dev.weir.pipeline.WorkspacePath;
import java.util.BitSet;
import java.util.Collection;
import java.util.SortedMap;

/// The verdicts on tasks, as stores tell what there is.
record Asking(BuildSetup setup) {
    /// On each of the tasks and all they need.
    Survey survey(Collection<TaskName> tasks, BuildRequest request, Stores stores)
            throws InterruptedException {
        TaskGraph graph = setup.graph();
        BitSet closure = graph.closure(tasks);
        Knowledge knowledge = knowledge(closure, stores);
        return Survey.of(graph, closure, judge(stores, knowledge), knowledge, new Wishes(request));
    }

    /// What is known before anything is asked: what is left over counts for nothing.
    Knowledge knowledge(BitSet closure, Stores stores) throws InterruptedException {
        return new Knowledge(setup.graph().size(), stores, leftovers(closure, stores));
    }

    /// What tasks of the closure would pick up from other declarations, with who made it.
    SortedMap<WorkspacePath, TaskName> leftovers(BitSet closure, Stores stores)
            throws InterruptedException {
        return Leftovers.of(setup.pipeline(), setup.pipelinefile(), setup.graph(), closure, stores);
    }

    /// Judges tasks from now on.
    Judge judge(Stores stores, Knowledge knowledge) {
        return new Judge(setup.graph(), stores, keys(), knowledge, setup.clock().instant());
    }

    /// Makes keys.
    KeyBuilder keys() {
        return new KeyBuilder(setup.outside(), setup.steps(), setup.tools());
    }
}
