package dev.weir.trace;

import dev.weir.digest.Encoder;
import dev.weir.disk.CacheFolder;
import dev.weir.disk.FileTree;
import dev.weir.disk.Frames;
import dev.weir.disk.Turn;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.WorkspacePath;
import java.io.BufferedOutputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

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

    /// The key of a trace stands for its fields, which are not hashed again: a log of keys that
    /// were made otherwise is another log.
    private static final byte[] HEADER =
            ("weir trace 2, keys of " + Encoder.VERSION + "\n").getBytes(StandardCharsets.US_ASCII);

    private static final long SYNC_EVERY = TimeUnit.SECONDS.toNanos(2);
    private static final long COMPACT_FROM = 64 * 1024;

    private final CacheFolder cache;
    private volatile Map<String, byte[]> latest = new ConcurrentHashMap<>();
    private FormerOutputs former = new FormerOutputs();
    private long valid;
    private long live;
    private @Nullable Stamp read;
    private @Nullable String damage;

    private @Nullable RandomAccessFile out;
    private String inode = "";
    private long lastSync;
    private boolean unsynced;

    private TraceLog(CacheFolder cache) {
        this.cache = cache;
    }

    /// Reads what is there; a missing log is an empty one.
    public static TraceLog load(CacheFolder cache) {
        TraceLog log = new TraceLog(cache);
        try {
            log.read();
        } catch (IOException e) {
            log.damage = cache.path(FILE) + " cannot be read: " + e.getMessage();
        }
        return log;
    }

    /// What was wrong with the log when it was read, for a person; the traces after that place are
    /// lost.
    public synchronized Optional<String> damage() {
        return Optional.ofNullable(damage);
    }

    /// What the last run of a task saw and made. Decoded anew each time: records are a tenth of the
    /// size of traces.
    public Optional<Trace> of(TaskName task) {
        byte[] last = latest.get(task.text());
        return last == null || !TraceRecord.isTrace(last)
                ? Optional.empty()
                : Optional.of(TraceRecord.read(last));
    }

    /// The tasks that have a trace, also those that no pipeline declares any more.
    public SortedSet<TaskName> tasks() {
        SortedSet<TaskName> tasks = new TreeSet<>();
        latest.forEach((task, last) -> {
            if (TraceRecord.isTrace(last)) {
                tasks.add(new TaskName(task));
            }
        });
        return tasks;
    }

    /// What tasks made at paths that their last traces do not have any more: a trace for each, cut
    /// to that output.
    public synchronized List<Trace> former() {
        return former.all();
    }

    /// Whether the last record of a task is that of this transaction.
    public boolean committed(TaskName task, String transaction) {
        byte[] last = latest.get(task.text());
        return last != null && TraceRecord.transaction(last).equals(transaction);
    }

    /// Records a success, and commits the transaction.
    ///
    /// @param transaction its id; `""` when there is none to be recovered
    public synchronized void append(Trace trace, String transaction) throws IOException {
        inTurn(() -> {
            Optional<Trace> moved = of(trace.task()).flatMap(last -> former.replaced(last, trace));
            if (moved.isPresent()) {
                add(moved.get().task().text(), TraceRecord.former(moved.get()));
            }
            for (WorkspacePath path : disowned()) {
                if (trace.outputs().containsKey(path)) {
                    add("", TraceRecord.own(path));
                }
            }
            add(trace.task().text(), TraceRecord.trace(trace, transaction));
        });
    }

    /// From now on what stands at some paths, where no task makes anything any more, is as good as
    /// the user's, until one does again.
    public synchronized void disown(Set<WorkspacePath> paths) throws IOException {
        inTurn(() -> {
            for (WorkspacePath path : paths) {
                add("", TraceRecord.disown(path));
            }
        });
    }

    /// The paths that were disowned and where no task made anything since.
    public synchronized Set<WorkspacePath> disowned() {
        return Set.copyOf(former.disowned());
    }

    /// Takes back what is known of a task, and commits the transaction: for outputs that stay
    /// without being what the task should make.
    public synchronized void forget(TaskName task, String transaction) throws IOException {
        inTurn(() -> add(task.text(), TraceRecord.forget(task, transaction)));
    }

    private interface Change {
        void make() throws IOException;
    }

    /// Makes a change behind all that others have appended.
    private void inTurn(Change change) throws IOException {
        RandomAccessFile to;
        try (Turn _ = Turn.take(cache)) {
            to = opened();
            change.make();
        }
        unsynced = true;
        if (System.nanoTime() - lastSync >= SYNC_EVERY) {
            lastSync = System.nanoTime();
            unsynced = !isSynced(to);
        }
    }

    private void add(String task, byte[] record) throws IOException {
        RandomAccessFile to = Objects.requireNonNull(out);
        byte[] framed = Frames.frame(record);
        try {
            to.write(framed);
        } catch (IOException e) {
            // Part of it may stand in the file now: the next one to append cuts it off.
            out = null;
            to.close();
            throw e;
        }
        valid += framed.length;
        keep(latest, task, record);
    }

    /// The record stands, and with it the commit, whatever the disk says now: closing tries again,
    /// and tells.
    private static boolean isSynced(RandomAccessFile to) {
        try {
            to.getFD().sync();
            return true;
        } catch (IOException later) {
            return false;
        }
    }

    /// Ready to append behind all that others have appended; cuts off what is no record. In this
    /// log's turn.
    private RandomAccessFile opened() throws IOException {
        Path file = cache.path(FILE);
        Stamp now = Stamp.of(file);
        RandomAccessFile to = out;
        if (to != null && !(now.inode().equals(inode) && now.size() >= valid)) {
            // Another one compacted it.
            out = null;
            to.close();
            to = null;
        }
        if (to == null) {
            if (!now.equals(read)) {
                read();
            }
            to = new RandomAccessFile(file.toFile(), "rw");
            lastSync = System.nanoTime();
            out = to;
        } else if (now.size() > valid) {
            readMore(file);
        }
        to.setLength(valid);
        to.seek(valid);
        if (valid == 0) {
            to.write(HEADER);
            valid = HEADER.length;
        }
        inode = Stamp.of(file).inode();
        return to;
    }

    private void readMore(Path file) throws IOException {
        try (InputStream in = new FileInputStream(file.toFile())) {
            in.skipNBytes(valid);
            Map<String, byte[]> found = latest;
            valid +=
                    Frames.read(in, record -> keep(found, TraceRecord.task(record), record))
                            .valid();
        }
    }

    private void read() throws IOException {
        Path file = cache.path(FILE);
        Map<String, byte[]> found = new ConcurrentHashMap<>();
        former = new FormerOutputs();
        live = 0;
        valid = 0;
        damage = null;
        read = Stamp.of(file);
        if (Files.exists(file)) {
            try (InputStream in = new FileInputStream(file.toFile())) {
                read(in, found);
            }
        }
        latest = found;
    }

    private void read(InputStream in, Map<String, byte[]> found) throws IOException {
        byte[] header = in.readNBytes(HEADER.length);
        if (!Arrays.equals(header, HEADER)) {
            if (!Arrays.equals(header, Arrays.copyOf(HEADER, header.length))) {
                damage = cache.path(FILE) + " is damaged, or of another version of weir";
            }
            return;
        }
        Frames.End end = Frames.read(in, record -> keep(found, TraceRecord.task(record), record));
        valid = HEADER.length + end.valid();
        if (end.kind() == Frames.End.Kind.DAMAGED) {
            damage = cache.path(FILE) + " is damaged from byte " + valid + " on";
        }
    }

    private void keep(Map<String, byte[]> in, String task, byte[] record) {
        if (TraceRecord.isOfPaths(record)) {
            former.add(record);
            live += Frames.HEADER + (long) record.length;
            return;
        }
        byte[] before = in.put(task, record);
        live += liveBytes(record) - (before == null ? 0 : liveBytes(before));
    }

    private static long liveBytes(byte[] record) {
        return TraceRecord.isTrace(record) ? Frames.HEADER + (long) record.length : 0;
    }

    /// Brings what was appended to the disk, and drops replaced records when they are the most.
    @Override
    public synchronized void close() throws IOException {
        RandomAccessFile to = out;
        if (to == null) {
            return;
        }
        try {
            if (isMostlyReplaced()) {
                compact();
            } else if (unsynced) {
                to.getFD().sync();
                unsynced = false;
            }
        } finally {
            RandomAccessFile last = out;
            out = null;
            if (last != null) {
                last.close();
            }
        }
    }

    private boolean isMostlyReplaced() {
        return valid > COMPACT_FROM && live < valid / 2;
    }

    private void compact() throws IOException {
        try (Turn _ = Turn.take(cache)) {
            var _ = opened();
            if (isMostlyReplaced()) {
                replace();
            }
        }
    }

    private void replace() throws IOException {
        Path file = cache.path(FILE);
        Path temp = cache.path(FILE + ".new");
        try {
            write(temp);
            FileTree.rename(temp, file);
        } finally {
            Files.deleteIfExists(temp);
        }
        read();
    }

    private void write(Path file) throws IOException {
        try (FileOutputStream bytes = new FileOutputStream(file.toFile());
                OutputStream to = new BufferedOutputStream(bytes, 1 << 16)) {
            to.write(HEADER);
            for (Trace moved : former.all()) {
                to.write(Frames.frame(TraceRecord.former(moved)));
            }
            for (WorkspacePath path : former.disowned()) {
                to.write(Frames.frame(TraceRecord.disown(path)));
            }
            for (byte[] last : latest.values()) {
                if (TraceRecord.isTrace(last)) {
                    to.write(Frames.frame(last));
                }
            }
            to.flush();
            bytes.getFD().sync();
        }
    }

    /// What tells one state of the file from another.
    private record Stamp(long size, long modified, String inode) {
        static Stamp of(Path file) {
            try {
                var attributes = Files.readAttributes(file, BasicFileAttributes.class);
                return new Stamp(
                        attributes.size(),
                        attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
                        String.valueOf(attributes.fileKey()));
            } catch (IOException missing) {
                return new Stamp(0, 0, "");
            }
        }
    }
}
