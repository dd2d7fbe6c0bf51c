package dev.weir.trace;

import dev.weir.digest.Entry;
import dev.weir.pipeline.WorkspacePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedCollection;
import java.util.SortedMap;
import java.util.TreeMap;

/// What tasks made at paths where they make nothing any more, because a param or another state of
/// the Pipelinefile moved their outputs: it may still lie there. And the paths where what stands is
/// the user's whatever a trace says. Nothing is decoded until somebody asks. Not for several
/// threads.
final class FormerOutputs {
    private final List<byte[]> records = new ArrayList<>();
    private final Map<WorkspacePath, List<Trace>> made = new LinkedHashMap<>();
    private final Disowned disowned = new Disowned();
    private int decoded;

    /// Adds a record as it was read or written.
    void add(byte[] record) {
        records.add(record);
    }

    /// Traces that are cut to one former output each.
    List<Trace> all() {
        return byPath().values().stream().flatMap(List::stream).toList();
    }

    private Map<WorkspacePath, List<Trace>> byPath() {
        for (; decoded < records.size(); decoded++) {
            byte[] record = records.get(decoded);
            if (TraceRecord.isFormer(record)) {
                Trace trace = TraceRecord.read(record);
                trace.outputs().forEach((path, entry) -> know(trace, path, entry));
            } else if (TraceRecord.isDisown(record)) {
                made.remove(TraceRecord.path(record));
                disowned.disown(TraceRecord.path(record));
            } else {
                disowned.own(TraceRecord.path(record));
            }
        }
        return made;
    }

    private void know(Trace trace, WorkspacePath path, Entry entry) {
        List<Trace> there = made.computeIfAbsent(path, _ -> new ArrayList<>());
        if (!isKnown(there, path, entry)) {
            there.add(cut(trace, path, entry));
        }
    }

    private static boolean isKnown(
            SequencedCollection<Trace> there, WorkspacePath path, Entry entry) {
        return there.stream().anyMatch(one -> entry.equals(one.outputs().get(path)));
    }

    private static Trace cut(Trace trace, WorkspacePath path, Entry entry) {
        SortedMap<WorkspacePath, Entry> only = new TreeMap<>();
        only.put(path, entry);
        return trace.former(only);
    }

    /// Where what stands is the user's.
    Disowned disowned() {
        byPath();
        return disowned;
    }

    /// What of a trace is former once another takes its place, as far as that is not known yet.
    ///
    /// @param record of the trace; its inputs, which may be many, are decoded only where an output
    ///   is gone
    Optional<Trace> replaced(byte[] record, Trace by) {
        if (by.outputs().keySet().containsAll(TraceRecord.outputs(record).keySet())) {
            return Optional.empty();
        }
        Trace before = TraceRecord.read(record);
        SortedMap<WorkspacePath, Entry> gone = new TreeMap<>();
        before.outputs()
                .forEach((path, entry) -> {
                    if (!by.outputs().containsKey(path)
                            && !isKnown(byPath().getOrDefault(path, List.of()), path, entry)) {
                        gone.put(path, entry);
                    }
                });
        return gone.isEmpty() ? Optional.empty() : Optional.of(before.former(gone));
    }
}
