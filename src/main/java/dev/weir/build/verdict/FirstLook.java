package dev.weir.build.verdict;

import dev.weir.graph.TaskGraph;
import dev.weir.workspace.Looks;
import java.util.BitSet;
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
    private final Looks looks;
    private final int count;
    private Optional<Survey> survey;

    /// @param looks all that the survey rests on
    public FirstLook(TaskGraph graph, Survey survey, Looks looks) {
        boolean repeatable = looks.areRepeatable() && survey.leftovers().isEmpty();
        this.graph = graph;
        this.survey = repeatable ? Optional.of(survey) : Optional.empty();
        this.looks = looks;
        this.count = repeatable ? looks.count() : 0;
    }

    /// Looks again: from now on what was found holds, or nothing of it does.
    public void repeat() throws InterruptedException {
        if (survey.isPresent() && !looks.hold(count)) {
            survey = Optional.empty();
        }
    }

    /// What was found out about a task that need not run, if it would be found again. Once for each
    /// task: of one that is asked for again something has changed.
    ///
    /// @param known is told what was known of its outputs
    public Optional<Survey.Finding> again(int task, Knowledge known) {
        if (survey.isEmpty() || asked.get(task) || !waitsForNone(task)) {
            return Optional.empty();
        }
        asked.set(task);
        Survey.Finding finding = survey.get().findings().get(graph.task(task).name());
        if (finding == null) {
            return Optional.empty();
        }
        boolean same =
                switch (finding.verdict()) {
                    case Verdict.UpToDate(_, _, boolean recorded) -> recorded;
                    case Verdict.Restorable _, Verdict.Grouped _ -> true;
                    case Verdict.Stale _, Verdict.Pending _, Verdict.Impossible _ -> false;
                };
        if (!same) {
            return Optional.empty();
        }
        survey.get().knowledge().of(task).ifPresent(outputs -> known.put(task, outputs));
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
