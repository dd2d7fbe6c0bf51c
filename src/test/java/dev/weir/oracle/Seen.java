package dev.weir.oracle;

import dev.weir.build.event.BuildReport;
import dev.weir.build.event.Outcome;
import dev.weir.oracle.TinyRunner.Try;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// What was seen of a build.
///
/// @param before the workspace when it began
/// @param after when it ended
/// @param report empty when it was refused
/// @param course `<t1` when a task started, `>t1` when it was done with
/// @param refusal why, `""` when it was not
record Seen(
        Tree before,
        Tree after,
        Optional<BuildReport> report,
        String refusal,
        List<Try> tries,
        List<String> course,
        List<String> warnings) {
    SortedMap<String, Outcome> outcomes() {
        SortedMap<String, Outcome> outcomes = new TreeMap<>();
        report.ifPresent(
                it -> it.outcomes().forEach((task, outcome) -> outcomes.put(task.text(), outcome)));
        return outcomes;
    }

    List<Try> tries(String task) {
        return tries.stream().filter(one -> one.task().equals(task)).toList();
    }

    /// The same if that had not been there when the build began, nor links that led to it.
    Seen without(Set<String> paths) {
        return new Seen(
                before.without(paths).without(before.linksTo(paths)),
                after,
                report,
                refusal,
                tries,
                course,
                warnings);
    }
}
