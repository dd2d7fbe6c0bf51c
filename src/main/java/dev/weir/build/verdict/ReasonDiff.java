package dev.weir.build.verdict;

import dev.weir.digest.Entry;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/// What differs between the last run of a task and its present fields: all of it, inputs last.
final class ReasonDiff {
    private ReasonDiff() {}

    static List<Reason> between(Trace last, KeyFields now) {
        List<Reason> reasons = new ArrayList<>();
        for (String field : union(last.config(), now.config())) {
            String before = last.config().get(field);
            String after = now.config().get(field);
            if (before == null && after != null) {
                reasons.add(new Reason.FieldAdded(field, after));
            } else if (before != null && after == null) {
                reasons.add(new Reason.FieldRemoved(field, before));
            } else if (before != null && after != null && !before.equals(after)) {
                reasons.add(new Reason.FieldChanged(field, before, after));
            }
        }
        for (WorkspacePath path : union(last.inputs(), now.inputs())) {
            Entry before = last.inputs().get(path);
            Entry after = now.inputs().get(path);
            if (before == null) {
                reasons.add(new Reason.InputAdded(path));
            } else if (after == null) {
                reasons.add(new Reason.InputRemoved(path));
            } else if (!before.sameAs(after)) {
                reasons.add(new Reason.InputChanged(path));
            }
        }
        return reasons;
    }

    private static <K extends Comparable<K>> SortedSet<K> union(
            SortedMap<K, ?> one, SortedMap<K, ?> other) {
        SortedSet<K> all = new TreeSet<>(one.keySet());
        all.addAll(other.keySet());
        return all;
    }
}
