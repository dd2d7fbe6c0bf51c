package dev.weir.trace;

import dev.weir.digest.Encoder;
import dev.weir.disk.CacheFolder;
import dev.weir.disk.FileTree;
import dev.weir.disk.Frames;
import dev.weir.disk.IoText;
import dev.weir.disk.Turn;
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
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The bytes of the log: a header and framed records that are only ever appended, by several
/// processes in turn. Somebody else may have appended, compacted or removed the file meanwhile:
/// what is appended goes behind what stands there then.
///
/// Not for several threads, but [#records] may be asked for at any time.
final class TraceFile {
    /// The key of a trace stands for its fields, which are not hashed again: a log of keys that
    /// were made otherwise is another log.
    private static final byte[] HEADER =
            ("weir trace 2, keys of " + Encoder.VERSION + "\n").getBytes(StandardCharsets.US_ASCII);

    private static final long SYNC_EVERY = TimeUnit.SECONDS.toNanos(2);
    private static final long COMPACT_FROM = 64 * 1024;

    private final CacheFolder cache;
    private final Path file;
    private volatile LastRecords records = new LastRecords();
    private long valid;
    private @Nullable Stamp read;
    private @Nullable String damage;

    private @Nullable RandomAccessFile out;
    private String inode = "";
    private long lastSync;
    private boolean unsynced;

    TraceFile(CacheFolder cache) {
        this.cache = cache;
        this.file = cache.path(TraceLog.FILE);
    }

    /// What the records come to, as far as they were read or written.
    LastRecords records() {
        return records;
    }

    /// What was wrong when it was read.
    Optional<String> damage() {
        return Optional.ofNullable(damage);
    }

    /// Reads what is there; a missing file is an empty one.
    void read() {
        try {
            readAll();
        } catch (IOException e) {
            damage = file + " cannot be read: " + e.getMessage();
        }
    }

    /// Reads what is there now, if it is something else than was read or appended.
    void readAgain() {
        if (out == null && !Stamp.of(file).equals(read)) {
            read();
        }
    }

    /// What is done in one's turn.
    interface Change {
        void make() throws IOException;
    }

    /// Makes a change behind all that others have appended.
    void inTurn(Change change) throws IOException {
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

    /// Appends a record, in a change.
    void append(byte[] record) throws IOException {
        RandomAccessFile to = Objects.requireNonNull(out);
        byte[] framed = Frames.frame(record);
        try {
            to.write(framed);
        } catch (IOException e) {
            // Part of it may stand in the file now: the next one to append cuts it off.
            out = null;
            to.close();
            throw IoText.at(file, e);
        }
        valid += framed.length;
        records.add(record);
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
                readAll();
            }
            if (!Files.isRegularFile(file)) {
                FileTree.remove(file);
            }
            to = new RandomAccessFile(file.toFile(), "rw");
            lastSync = System.nanoTime();
            out = to;
            read = null; // from here on it is another file than that
        } else if (now.size() > valid) {
            readMore();
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

    private void readMore() throws IOException {
        try (InputStream in = new FileInputStream(file.toFile())) {
            in.skipNBytes(valid);
            valid += Frames.read(in, records::add).valid();
        }
    }

    private void readAll() throws IOException {
        LastRecords found = new LastRecords();
        valid = 0;
        damage = null;
        read = Stamp.of(file);
        if (Files.isRegularFile(file)) {
            try (InputStream in = new FileInputStream(file.toFile())) {
                read(in, found);
            }
        } else if (FileTree.exists(file)) {
            damage = file + " is damaged: it is no file";
        }
        records = found;
    }

    private void read(InputStream in, LastRecords found) throws IOException {
        byte[] header = in.readNBytes(HEADER.length);
        if (!Arrays.equals(header, HEADER)) {
            if (!Arrays.equals(header, Arrays.copyOf(HEADER, header.length))) {
                damage = file + " is damaged, or of another version of weir";
            }
            return;
        }
        Frames.End end = Frames.read(in, found::add);
        valid = HEADER.length + end.valid();
        if (end.kind() == Frames.End.Kind.DAMAGED) {
            damage = file + " is damaged from byte " + valid + " on";
        }
    }

    /// Brings what was appended to the disk, and drops replaced records when they are the most.
    void close() throws IOException {
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
        return valid > COMPACT_FROM && records.live() < valid / 2;
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
        Path temp = TraceLog.halfMade(cache);
        try {
            write(temp);
            FileTree.put(temp, file);
        } finally {
            Files.deleteIfExists(temp);
        }
    }

    /// Removes what a process that died while it compacted left, if one did.
    void tidy() throws IOException {
        Path temp = TraceLog.halfMade(cache);
        if (Files.exists(temp)) {
            try (Turn _ = Turn.take(cache)) {
                Files.deleteIfExists(temp);
            }
        }
    }

    private void write(Path to) throws IOException {
        try (FileOutputStream bytes = new FileOutputStream(to.toFile());
                OutputStream buffered = new BufferedOutputStream(bytes, 1 << 16)) {
            buffered.write(HEADER);
            for (byte[] record : records.compacted()) {
                buffered.write(Frames.frame(record));
            }
            buffered.flush();
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
