package dev.weir.build.verdict;

import dev.weir.digest.Entry;
import dev.weir.graph.OutputIndex;
import dev.weir.graph.TaskGraph;
import dev.weir.pipeline.Task;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.trace.Trace;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/// The verdict on each task of a closure as things are now, in order, without changing anything.
///
/// @param findings by task
/// @param temporaries whether the disk holds temporary outputs that no one needs
/// @param knowledge of the outputs of those that are done
public record Survey(
        SequencedMap<TaskName, Finding> findings, boolean temporaries, Knowledge knowledge) {
    public Survey {
        findings = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(findings));
    }

    /// What was found out about a task.
    ///
    /// @param fields of its key; empty where the key is not known
    /// @param inputs that the fields were made from
    /// @param trace of its last success in this workspace
    public record Finding(
            Verdict verdict,
            Optional<KeyFields> fields,
            Optional<ResolvedInputs> inputs,
            Optional<Trace> trace) {
        /// What stands at each path of the inputs, as far as that was seen.
        public SortedMap<WorkspacePath, Entry> entries() {
            return inputs.map(ResolvedInputs::entries).orElseGet(Collections::emptySortedMap);
        }
    }

    public static Survey of(
            TaskGraph graph, BitSet closure, Judge judge, Knowledge knowledge, Wishes wishes)
            throws InterruptedException {
        SequencedMap<TaskName, Finding> findings = new LinkedHashMap<>();
        Verdict[] verdicts = new Verdict[graph.size()];
        boolean temporaries = false;
        for (int task = closure.nextSetBit(0); task >= 0; task = closure.nextSetBit(task + 1)) {
            SortedSet<TaskName> open = openSources(graph, task, verdicts);
            Finding finding;
            if (open.isEmpty()) {
                finding = judge.judge(task, wishes.isForced(graph.task(task)));
                temporaries |= hasTemporaries(graph.task(task), task, judge, knowledge, wishes);
            } else {
                finding =
                        new Finding(
                                new Verdict.Pending(open),
                                Optional.empty(),
                                Optional.empty(),
                                judge.trace(task));
            }
            verdicts[task] = finding.verdict();
            findings.put(graph.task(task).name(), finding);
        }
        new Remaking(graph, judge, new LostBytes(graph, knowledge, judge)).in(findings);
        return new Survey(findings, temporaries, knowledge);
    }

    private static SortedSet<TaskName> openSources(TaskGraph graph, int task, Verdict[] verdicts) {
        SortedSet<TaskName> open = new TreeSet<>();
        for (int source : graph.sources(task)) {
            boolean settled =
                    switch (verdicts[source]) {
                        case Verdict.UpToDate _, Verdict.Restorable _, Verdict.Grouped _ -> true;
                        case Verdict.Stale _, Verdict.Pending _, Verdict.Impossible _ -> false;
                    };
            if (!settled) {
                open.add(graph.task(source).name());
            }
        }
        return open;
    }

    /// One whose bytes should be in the cache and are not stays.
    private static boolean hasTemporaries(
            Task task, int number, Judge judge, Knowledge knowledge, Wishes wishes) {
        if (!wishes.removesTemporaries(task) || knowledge.of(number).isEmpty()) {
            return false;
        }
        return task.outputs().stream()
                .map(output -> new OutputIndex.Made(number, output))
                .anyMatch(judge::mayGo);
    }

    /// What lies about from other declarations and would be read, with who made it; findings leave
    /// it out.
    public SortedMap<WorkspacePath, TaskName> leftovers() {
        return knowledge.leftovers();
    }

    /// Whether nothing has to be done.
    public boolean isSettled() {
        return !temporaries
                && leftovers().isEmpty()
                && findings.values().stream()
                        .allMatch(finding ->
                                switch (finding.verdict()) {
                                    case Verdict.UpToDate(_, _, boolean recorded) -> recorded;
                                    case Verdict.Grouped() -> true;
                                    case Verdict.Stale _,
                                            Verdict.Restorable _,
                                            Verdict.Pending _,
                                            Verdict.Impossible _ ->
                                            false;
                                });
    }
}
