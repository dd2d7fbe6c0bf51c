package dev.weir.build.verdict;

import dev.weir.digest.TaskKey;
import dev.weir.graph.TaskGraph;
import dev.weir.pipeline.Task;
import dev.weir.pipeline.TaskName;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Finds the tasks that are up to date and would run all the same, because a stale task reads what
/// they made and it is no longer kept anywhere.
record Remaking(TaskGraph graph, Judge judge, LostBytes bytes) {
    /// Replaces the findings on such tasks. Those that are frozen never run by themselves.
    void in(SequencedMap<TaskName, Survey.Finding> findings) {
        Deque<TaskName> readers = new ArrayDeque<>();
        findings.forEach((task, finding) -> {
            if (makersOf(task, finding).stream().anyMatch(maker -> isDone(maker, findings))) {
                readers.add(task);
            }
        });
        while (!readers.isEmpty()) {
            TaskName reader = readers.poll();
            Survey.Finding finding = findings.get(reader);
            for (int number : finding == null ? List.<Integer>of() : makersOf(reader, finding)) {
                Task maker = graph.task(number);
                if (isDone(number, findings) && !Rebuilder.isFrozen(maker, judge.trace(number))) {
                    findings.computeIfPresent(
                            maker.name(),
                            (_, done) -> remade(done, new Reason.BytesNeeded(reader)));
                    readers.add(maker.name());
                }
            }
        }
    }

    /// Whose bytes the task lacks, if it is to run.
    private List<Integer> makersOf(TaskName task, Survey.Finding finding) {
        int number = graph.number(task).orElseThrow();
        return switch (finding.verdict()) {
            case Verdict.Stale _ -> bytes.makers(number);
            case Verdict.Pending(var on) ->
                    on.stream().map(graph::number).flatMap(Optional::stream).toList();
            case Verdict.UpToDate _,
                    Verdict.Restorable _,
                    Verdict.Grouped _,
                    Verdict.Impossible _ ->
                    List.of();
        };
    }

    private boolean isDone(int number, SequencedMap<TaskName, Survey.Finding> findings) {
        Survey.Finding finding = findings.get(graph.task(number).name());
        return finding != null
                && (finding.verdict() instanceof Verdict.UpToDate
                        || finding.verdict() instanceof Verdict.Restorable);
    }

    private static Survey.Finding remade(Survey.Finding done, Reason why) {
        TaskKey key =
                switch (done.verdict()) {
                    case Verdict.UpToDate upToDate -> upToDate.key();
                    case Verdict.Restorable restorable -> restorable.key();
                    case Verdict.Stale _,
                            Verdict.Pending _,
                            Verdict.Grouped _,
                            Verdict.Impossible _ ->
                            throw new IllegalStateException("not done: " + done.verdict());
                };
        return new Survey.Finding(
                new Verdict.Stale(key, List.of(why)), done.fields(), done.inputs(), done.trace());
    }
}
