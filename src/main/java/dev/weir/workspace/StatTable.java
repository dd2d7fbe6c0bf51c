package dev.weir.workspace;

import dev.weir.digest.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/// The stat cache's file, used as it is: a header, the CRC-32C of the rest, the number of records,
/// and records with the hash of their path, so that loading is little more than reading.
///
/// A record that was not asked for in many savings is dropped.
final class StatTable {
    static final StatTable EMPTY = new StatTable(new byte[0], new int[0]);

    private static final byte[] HEADER = "weir stat 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int START = HEADER.length + 2 * Integer.BYTES;
    private static final int OLDEST = 100;

    // Places in a record.
    private static final int SIZE = 4;
    private static final int MODIFIED = 12;
    private static final int CHANGED = 20;
    private static final int INODE = 28;
    private static final int DIGEST = 36;
    private static final int AGE = DIGEST + Digest.BYTES;
    private static final int LENGTH = AGE + 1;
    private static final int PATH = LENGTH + 4;

    private final byte[] bytes;
    private final ByteBuffer file;
    private final int[] records;
    private final int[] slots;
    private final byte[] used;

    private StatTable(byte[] bytes, int[] records) {
        this.bytes = bytes;
        this.file = ByteBuffer.wrap(bytes);
        this.records = records;
        this.slots = new int[Math.max(2, Integer.highestOneBit(records.length) * 4)];
        this.used = new byte[records.length];
        for (int i = 0; i < records.length; i++) {
            int slot = slot(file.getInt(records[i]));
            while (slots[slot] != 0) {
                slot = slot + 1 & slots.length - 1;
            }
            slots[slot] = i + 1;
        }
    }

    /// The table in the bytes of a file; empty when they are not exactly what was written.
    static StatTable of(byte[] bytes) {
        if (bytes.length < START
                || !Arrays.equals(bytes, 0, HEADER.length, HEADER, 0, HEADER.length)) {
            return EMPTY;
        }
        ByteBuffer file = ByteBuffer.wrap(bytes);
        if (file.getInt(HEADER.length) != checksum(bytes, bytes.length)) {
            return EMPTY;
        }
        int[] records = new int[file.getInt(HEADER.length + Integer.BYTES)];
        int at = START;
        for (int i = 0; i < records.length; i++) {
            records[i] = at;
            at += PATH + file.getInt(at + LENGTH);
        }
        return new StatTable(bytes, records);
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        int from = HEADER.length + Integer.BYTES;
        crc.update(bytes, from, length - from);
        return (int) crc.getValue();
    }

    private int slot(int hash) {
        return (hash ^ hash >>> 16) & slots.length - 1;
    }

    Optional<Digest> digest(String path, FileState state) {
        int index = index(path);
        if (index < 0) {
            return Optional.empty();
        }
        used[index] = 1;
        int at = records[index];
        boolean same =
                file.getLong(at + SIZE) == state.size()
                        && file.getLong(at + MODIFIED) == state.modified()
                        && file.getLong(at + CHANGED) == state.changed()
                        && file.getLong(at + INODE) == state.inode();
        return same ? Optional.of(Digest.of(bytes, at + DIGEST)) : Optional.empty();
    }

    private int index(String path) {
        int hash = path.hashCode();
        byte[] name = path.getBytes(StandardCharsets.UTF_8);
        for (int slot = slot(hash); slots[slot] != 0; slot = slot + 1 & slots.length - 1) {
            int at = records[slots[slot] - 1];
            if (file.getInt(at) == hash && hasPath(at, name)) {
                return slots[slot] - 1;
            }
        }
        return -1;
    }

    private boolean hasPath(int at, byte[] name) {
        int from = at + PATH;
        int to = from + file.getInt(at + LENGTH);
        return Arrays.equals(bytes, from, to, name, 0, name.length);
    }

    /// The bytes of a file with this table's records and the learnt ones, which replace them.
    byte[] with(Map<String, StatCache.Known> learnt) {
        int room = START + bytes.length;
        for (String path : learnt.keySet()) {
            room += PATH + 3 * path.length();
        }
        byte[] made = new byte[room];
        ByteBuffer to = ByteBuffer.wrap(made).put(HEADER).position(START);
        int count = 0;
        for (int i = 0; i < records.length; i++) {
            count += copy(i, learnt, to) ? 1 : 0;
        }
        for (var entry : learnt.entrySet()) {
            write(entry.getKey(), entry.getValue(), to);
        }
        to.putInt(HEADER.length + Integer.BYTES, count + learnt.size());
        to.putInt(HEADER.length, checksum(made, to.position()));
        return Arrays.copyOf(made, to.position());
    }

    private boolean copy(int index, Map<String, StatCache.Known> learnt, ByteBuffer to) {
        int at = records[index];
        int length = file.getInt(at + LENGTH);
        int age = used[index] == 1 ? 0 : file.get(at + AGE) + 1;
        String path = new String(bytes, at + PATH, length, StandardCharsets.UTF_8);
        if (age > OLDEST || learnt.containsKey(path)) {
            return false;
        }
        int start = to.position();
        to.put(bytes, at, PATH + length);
        to.put(start + AGE, (byte) age);
        return true;
    }

    private static void write(String path, StatCache.Known known, ByteBuffer to) {
        FileState state = known.state();
        to.putInt(path.hashCode());
        to.putLong(state.size()).putLong(state.modified()).putLong(state.changed());
        to.putLong(state.inode()).put(known.digest().bytes()).put((byte) 0);
        byte[] name = path.getBytes(StandardCharsets.UTF_8);
        to.putInt(name.length).put(name);
    }
}
