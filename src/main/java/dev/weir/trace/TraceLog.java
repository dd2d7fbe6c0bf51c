package dev.weir.trace;

import dev.weir.digest.Entry;
import dev.weir.disk.CacheFolder;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.WorkspacePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/// The last trace of each task in this workspace: `state/trace`, a header and framed records that
/// are only ever appended; a later record of a task replaces an earlier one. A record that is
/// written is the commit of a task's transaction.
///
/// Beside that it has what tasks made at paths where they make nothing any more ([#former]); weirs
/// that know nothing of such records take them for none, as they stand before the traces of their
/// tasks.
///
/// Reading ends at the first bad record, and costs no decoding: that is done when a trace is asked
/// for. Reading writes nothing and may be done while other processes append. Several may append,
/// each in its turn and of tasks that it alone has claimed: what others appended meanwhile is read
/// first. What was appended survives the death of the process at once, and of the machine after two
/// seconds or [#close].
///
/// Safe for several threads.
public final class TraceLog implements AutoCloseable {
    /// Where it is in weir's folder.
    public static final String FILE = "state/trace";

    private final TraceFile file;

    private TraceLog(TraceFile file) {
        this.file = file;
    }

    /// Reads what is there; a missing log is an empty one.
    public static TraceLog load(CacheFolder cache) {
        TraceFile file = new TraceFile(cache);
        file.read();
        return new TraceLog(file);
    }

    /// Reads what is there now, if it is something else than was read or appended.
    public synchronized void readAgain() {
        file.readAgain();
    }

    /// What was wrong with the log when it was read, for a person; the traces after that place are
    /// lost.
    public synchronized Optional<String> damage() {
        return file.damage();
    }

    /// What the last run of a task saw and made. Decoded anew each time: records are a tenth of the
    /// size of traces.
    public Optional<Trace> of(TaskName task) {
        byte[] last = file.records().of(task);
        return last == null || !TraceRecord.isTrace(last)
                ? Optional.empty()
                : Optional.of(TraceRecord.read(last));
    }

    /// The tasks that have a trace, also those that no pipeline declares any more.
    public SortedSet<TaskName> tasks() {
        return file.records().tasks();
    }

    /// The tasks that made something, by their last traces, that is of interest.
    ///
    /// @param interest in what kind of thing at which path
    public SortedSet<TaskName> tasks(BiPredicate<WorkspacePath, Entry.Kind> interest) {
        return file.records().tasks(interest);
    }

    /// What tasks made at paths that their last traces do not have any more: a trace for each, cut
    /// to that output.
    public synchronized List<Trace> former() {
        return file.records().former().all();
    }

    /// Whether the last record of a task is that of this transaction.
    public boolean committed(TaskName task, String transaction) {
        byte[] last = file.records().of(task);
        return last != null && TraceRecord.transaction(last).equals(transaction);
    }

    /// Records a success, and commits the transaction.
    ///
    /// @param transaction its id; `""` when there is none to be recovered
    public synchronized void append(Trace trace, String transaction) throws IOException {
        file.inTurn(() -> {
            FormerOutputs former = file.records().former();
            byte[] last = file.records().of(trace.task());
            Optional<Trace> moved =
                    last == null || !TraceRecord.isTrace(last)
                            ? Optional.empty()
                            : former.replaced(last, trace);
            if (moved.isPresent()) {
                file.append(TraceRecord.former(moved.get()));
            }
            for (WorkspacePath path : trace.outputs().keySet()) {
                if (former.disowned().touches(path)) {
                    file.append(TraceRecord.own(path));
                }
            }
            file.append(TraceRecord.trace(trace, transaction));
        });
    }

    /// From now on what stands at some paths, where no task makes anything any more, is as good as
    /// the user's, until one does again.
    public synchronized void disown(Set<WorkspacePath> paths) throws IOException {
        file.inTurn(() -> {
            for (WorkspacePath path : paths) {
                file.append(TraceRecord.disown(path));
            }
        });
    }

    /// Whether what stands there, or the folder it lies in, was disowned, and no task made it
    /// since.
    public synchronized boolean isDisowned(WorkspacePath path) {
        return file.records().former().disowned().covers(path);
    }

    /// Whether that is so of it, or of something in it.
    public synchronized boolean isAnyDisowned(WorkspacePath folder) {
        return file.records().former().disowned().touches(folder);
    }

    /// Takes back what is known of a task, and commits the transaction: for outputs that stay
    /// without being what the task should make.
    public synchronized void forget(TaskName task, String transaction) throws IOException {
        file.inTurn(() -> file.append(TraceRecord.forget(task, transaction)));
    }

    /// Takes back what is known of a task but for outputs that stay where it makes nothing any
    /// more: these are [#former] from now on.
    public synchronized void forget(Trace last, Set<WorkspacePath> staying) throws IOException {
        SortedMap<WorkspacePath, Entry> outputs = new TreeMap<>(last.outputs());
        outputs.keySet().retainAll(staying);
        file.inTurn(() -> {
            if (!outputs.isEmpty()) {
                file.append(TraceRecord.former(last.former(outputs)));
            }
            file.append(TraceRecord.forget(last.task(), ""));
        });
    }

    /// Where the log is made anew: there is something only while somebody does, or when they died.
    public static Path halfMade(CacheFolder cache) {
        return cache.path(FILE + ".new");
    }

    /// Removes what somebody who died left there.
    public synchronized void tidy() throws IOException {
        file.tidy();
    }

    /// Brings what was appended to the disk, and drops replaced records when they are the most.
    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
