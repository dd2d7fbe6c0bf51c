package dev.weir.build.verdict;

import dev.weir.graph.TaskGraph;
import dev.weir.pipeline.TaskName;
import dev.weir.workspace.Looks;
import dev.weir.workspace.PackedLooks;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What a build found before it had the lock, for when it has it: while all that was looked at
/// stands as it did, the same would be found again. To look again is far less work than to judge.
///
/// Of a task that waits for one that runs, something else may be found once that has run. For one
/// thread.
public final class FirstLook {
    private final TaskGraph graph;
    private final BitSet asked = new BitSet();
    private final BitSet standing = new BitSet();
    private Optional<PackedLooks> looks;
    private final Knowledge knowledge;
    private final Map<TaskName, Survey.Finding> findings = new HashMap<>();

    /// @param looks all that the survey rests on
    public FirstLook(TaskGraph graph, Survey survey, Looks looks) {
        boolean repeatable = looks.areRepeatable() && survey.leftovers().isEmpty();
        this.graph = graph;
        this.knowledge = survey.knowledge();
        this.looks = repeatable ? Optional.of(looks.packed()) : Optional.empty();
        if (repeatable) {
            survey.findings().forEach(this::keep);
        }
    }

    /// Of a task that has to run all is asked again: what was found of it need not stay in memory.
    private void keep(TaskName task, Survey.Finding finding) {
        boolean same =
                switch (finding.verdict()) {
                    case Verdict.UpToDate(_, _, boolean recorded) -> recorded;
                    case Verdict.Restorable _, Verdict.Grouped _ -> true;
                    case Verdict.Stale _, Verdict.Pending _, Verdict.Impossible _ -> false;
                };
        if (same) {
            findings.put(task, finding);
        }
    }

    /// Looks again: from now on what was found holds, or nothing of it does. Once.
    public void repeat() throws InterruptedException {
        if (looks.isPresent() && !looks.get().hold()) {
            findings.clear();
        }
        looks = Optional.empty();
    }

    /// What was found out about a task that need not run, if it would be found again. Once for each
    /// task: of one that is asked for again something has changed.
    ///
    /// @param known is told what was known of its outputs
    public Optional<Survey.Finding> again(int task, Knowledge known) {
        if (asked.get(task) || !waitsForNone(task)) {
            return Optional.empty();
        }
        asked.set(task);
        Survey.Finding finding = findings.get(graph.task(task).name());
        if (finding == null) {
            return Optional.empty();
        }
        knowledge.of(task).ifPresent(outputs -> known.put(task, outputs));
        if (!(finding.verdict() instanceof Verdict.Restorable)) {
            standing.set(task);
        }
        return Optional.of(finding);
    }

    /// A task is opened again: what comes of it is no longer what was found.
    public void reopened(int task) {
        asked.set(task);
        standing.clear(task);
    }

    private boolean waitsForNone(int task) {
        return stand(graph.sources(task)) && stand(graph.gates(task));
    }

    private boolean stand(int[] tasks) {
        for (int task : tasks) {
            if (!standing.get(task)) {
                return false;
            }
        }
        return true;
    }
}
