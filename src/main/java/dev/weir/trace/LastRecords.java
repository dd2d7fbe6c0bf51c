package dev.weir.trace;

import dev.weir.digest.Entry;
import dev.weir.disk.Frames;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.WorkspacePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What the records of a log come to: the last one of each task, and what tasks made at other paths
/// before. Nothing is decoded that is not asked for.
///
/// May be asked for tasks by several threads while one adds; all else is for one thread.
final class LastRecords {
    private final Map<String, byte[]> latest = new ConcurrentHashMap<>();
    private final FormerOutputs former = new FormerOutputs();
    private long live;

    /// Takes in a record that stands behind all before.
    void add(byte[] record) {
        if (TraceRecord.isOfPaths(record)) {
            former.add(record);
            live += Frames.HEADER + (long) record.length;
            return;
        }
        byte[] before = latest.put(TraceRecord.task(record), record);
        live += liveBytes(record) - (before == null ? 0 : liveBytes(before));
    }

    private static long liveBytes(byte[] record) {
        return TraceRecord.isTrace(record) ? Frames.HEADER + (long) record.length : 0;
    }

    /// The last record of a task, be it that the task was forgotten.
    byte @Nullable [] of(TaskName task) {
        return latest.get(task.text());
    }

    /// The tasks whose last record is a trace.
    SortedSet<TaskName> tasks() {
        return tasksOfTraces(_ -> true);
    }

    /// Those among them that made something that is of interest.
    SortedSet<TaskName> tasks(BiPredicate<WorkspacePath, Entry.Kind> interest) {
        return tasksOfTraces(trace ->
                TraceRecord.outputs(trace).entrySet().stream()
                        .anyMatch(made -> interest.test(made.getKey(), made.getValue())));
    }

    private SortedSet<TaskName> tasksOfTraces(Predicate<byte[]> counts) {
        SortedSet<TaskName> tasks = new TreeSet<>();
        latest.forEach((task, last) -> {
            if (TraceRecord.isTrace(last) && counts.test(last)) {
                tasks.add(new TaskName(task));
            }
        });
        return tasks;
    }

    /// What the last traces of tasks do not say any more.
    FormerOutputs former() {
        return former;
    }

    /// Bytes of the records that still say something, framed.
    long live() {
        return live;
    }

    /// The least records that say the same.
    List<byte[]> compacted() {
        List<byte[]> records = new ArrayList<>();
        for (Trace moved : former.all()) {
            records.add(TraceRecord.former(moved));
        }
        former.disowned()
                .disowned()
                .forEach(path -> records.add(TraceRecord.disown(new WorkspacePath(path))));
        former.disowned()
                .owned()
                .forEach(path -> records.add(TraceRecord.own(new WorkspacePath(path))));
        for (byte[] last : latest.values()) {
            if (TraceRecord.isTrace(last)) {
                records.add(last);
            }
        }
        return records;
    }
}
