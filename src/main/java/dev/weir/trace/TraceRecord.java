package dev.weir.trace;

import dev.weir.digest.Digest;
import dev.weir.digest.Entry;
import dev.weir.digest.TaskKey;
import dev.weir.disk.RecordReader;
import dev.weir.disk.RecordWriter;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.WorkspacePath;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The bytes of one record: what it is, the task, the transaction, and of a trace all the rest.
final class TraceRecord {
    private static final int TRACE = 1;
    private static final int FORGET = 2;
    private static final int FORMER = 3;
    private static final int DISOWN = 4;
    private static final int OWN = 5;

    private TraceRecord() {}

    static byte[] trace(Trace trace, String transaction) {
        return packed(TRACE, trace, transaction);
    }

    /// Outputs of a task that its last trace has no more.
    static byte[] former(Trace trace) {
        return packed(FORMER, trace, "");
    }

    /// What stands at a path is the user's, whoever made it.
    static byte[] disown(WorkspacePath path) {
        return ofPath(DISOWN, path);
    }

    /// Not any more: a task made something there.
    static byte[] own(WorkspacePath path) {
        return ofPath(OWN, path);
    }

    private static byte[] ofPath(int type, WorkspacePath path) {
        return new RecordWriter().number(type).text("").text("").text(path.text()).finish();
    }

    private static byte[] packed(int type, Trace trace, String transaction) {
        RecordWriter to = start(type, trace.task(), transaction);
        to.raw(trace.key().digest().bytes()).text(trace.run().text());
        to.number(trace.config().size());
        trace.config().forEach((name, value) -> to.text(name).text(value));
        writeEntries(to, trace.inputs());
        writeEntries(to, trace.outputs());
        Instant finished = trace.finished();
        to.number(finished.getEpochSecond()).number(finished.getNano());
        to.number(trace.took().toNanos());
        to.text(trace.pipelinefile());
        return to.finish();
    }

    static byte[] forget(TaskName task, String transaction) {
        return start(FORGET, task, transaction).finish();
    }

    private static RecordWriter start(int type, TaskName task, String transaction) {
        return new RecordWriter().number(type).text(task.text()).text(transaction);
    }

    private static void writeEntries(RecordWriter to, SortedMap<WorkspacePath, Entry> entries) {
        to.number(entries.size());
        entries.forEach((path, entry) ->
                to.text(path.text())
                        .number(code(entry.kind()))
                        .raw(entry.digest().bytes())
                        .number(entry.size()));
    }

    /// The task a record is about.
    static String task(byte[] record) {
        RecordReader from = new RecordReader(record);
        from.number();
        return from.text();
    }

    static boolean isTrace(byte[] record) {
        return record[0] == TRACE;
    }

    static boolean isFormer(byte[] record) {
        return record[0] == FORMER;
    }

    /// Whether it says something of paths, and nothing of the last run of a task.
    static boolean isOfPaths(byte[] record) {
        return record[0] == FORMER || record[0] == DISOWN || record[0] == OWN;
    }

    static boolean isDisown(byte[] record) {
        return record[0] == DISOWN;
    }

    static WorkspacePath path(byte[] record) {
        RecordReader from = new RecordReader(record);
        from.number();
        from.text();
        from.text();
        return new WorkspacePath(from.text());
    }

    static String transaction(byte[] record) {
        RecordReader from = new RecordReader(record);
        from.number();
        from.text();
        return from.text();
    }

    static Trace read(byte[] record) {
        RecordReader from = new RecordReader(record);
        from.number();
        TaskName task = new TaskName(from.text());
        from.text();
        TaskKey key = new TaskKey(digest(from));
        RunId run = new RunId(from.text());
        SortedMap<String, String> config = new TreeMap<>();
        for (int left = from.count(); left > 0; left--) {
            config.put(from.text(), from.text());
        }
        SortedMap<WorkspacePath, Entry> inputs = readEntries(from);
        SortedMap<WorkspacePath, Entry> outputs = readEntries(from);
        Instant finished = Instant.ofEpochSecond(from.number(), from.number());
        Duration took = Duration.ofNanos(from.number());
        // Older weirs did not write it.
        String pipelinefile = from.atEnd() ? "" : from.text();
        return new Trace(task, pipelinefile, key, run, config, inputs, outputs, finished, took);
    }

    /// Where the task made what kind of thing, by its trace; nothing else of it is decoded.
    static Map<WorkspacePath, Entry.Kind> outputs(byte[] record) {
        RecordReader from = new RecordReader(record);
        from.number();
        from.passText();
        from.passText();
        from.raw(Digest.BYTES);
        from.passText();
        for (int left = from.count(); left > 0; left--) {
            from.passText();
            from.passText();
        }
        for (int left = from.count(); left > 0; left--) {
            from.passText();
            passEntry(from);
        }
        Map<WorkspacePath, Entry.Kind> outputs = new HashMap<>();
        for (int left = from.count(); left > 0; left--) {
            outputs.put(new WorkspacePath(from.text()), passEntry(from));
        }
        return outputs;
    }

    private static Entry.Kind passEntry(RecordReader from) {
        Entry.Kind kind = kind(from.count());
        from.raw(Digest.BYTES);
        from.number();
        return kind;
    }

    private static SortedMap<WorkspacePath, Entry> readEntries(RecordReader from) {
        SortedMap<WorkspacePath, Entry> entries = new TreeMap<>();
        for (int left = from.count(); left > 0; left--) {
            WorkspacePath path = new WorkspacePath(from.text());
            Entry.Kind kind = kind(from.count());
            entries.put(path, new Entry(kind, digest(from), from.number()));
        }
        return entries;
    }

    private static int code(Entry.Kind kind) {
        return switch (kind) {
            case FILE -> 0;
            case EXECUTABLE -> 1;
            case FOLDER -> 2;
        };
    }

    private static Entry.Kind kind(int code) {
        return switch (code) {
            case 0 -> Entry.Kind.FILE;
            case 1 -> Entry.Kind.EXECUTABLE;
            default -> Entry.Kind.FOLDER;
        };
    }

    private static Digest digest(RecordReader from) {
        return Digest.of(from.bytes(), from.raw(Digest.BYTES));
    }
}
