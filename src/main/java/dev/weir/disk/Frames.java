package dev.weir.disk;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/// Records one after the other, each preceded by its length, the CRC-32C of its bytes and the
/// CRC-32C of these two: three big-endian integers. What was written whole is read whole; what was
/// cut off by a dying process is told from what was damaged.
public final class Frames {
    /// Bytes before each record.
    public static final int HEADER = 12;

    private static final int CHUNK = 1 << 18;

    private Frames() {}

    /// The record, framed.
    public static byte[] frame(byte[] record) {
        byte[] framed = new byte[HEADER + record.length];
        CRC32C crc = new CRC32C();
        crc.update(record);
        putInt(framed, 0, record.length);
        putInt(framed, 4, (int) crc.getValue());
        putInt(framed, 8, headerCheck(crc, framed, 0));
        System.arraycopy(record, 0, framed, HEADER, record.length);
        return framed;
    }

    /// Reads records up to the end or the first bad one.
    ///
    /// @param from stands before the first record and is read to its end; not closed
    /// @param each is given a copy of each good record
    public static End read(InputStream from, Consumer<byte[]> each) throws IOException {
        return new Reader(from).read(each);
    }

    /// Where reading ended.
    ///
    /// @param valid bytes of the good records with their headers
    public record End(Kind kind, long valid) {
        /// Why it ended.
        public enum Kind {
            /// Nothing follows.
            WHOLE,
            /// A record was begun and not finished.
            CUT,
            /// What follows is no record.
            DAMAGED
        }
    }

    private static int headerCheck(CRC32C crc, byte[] bytes, int at) {
        crc.reset();
        crc.update(bytes, at, 8);
        return ~(int) crc.getValue();
    }

    private static void putInt(byte[] bytes, int at, int value) {
        for (int i = 0; i < Integer.BYTES; i++) {
            bytes[at + i] = (byte) (value >>> (24 - 8 * i));
        }
    }

    private static int getInt(byte[] bytes, int at) {
        return (bytes[at] & 255) << 24
                | (bytes[at + 1] & 255) << 16
                | (bytes[at + 2] & 255) << 8
                | bytes[at + 3] & 255;
    }

    private static final class Reader {
        private final InputStream in;
        private final CRC32C crc = new CRC32C();
        private byte[] buffer = new byte[CHUNK];
        private int at;
        private int filled;
        private long valid;

        Reader(InputStream in) {
            this.in = in;
        }

        End read(Consumer<byte[]> each) throws IOException {
            while (true) {
                if (!has(HEADER)) {
                    return end(filled == at ? End.Kind.WHOLE : End.Kind.CUT);
                }
                int length = getInt(buffer, at);
                if (length < 0 || getInt(buffer, at + 8) != headerCheck(crc, buffer, at)) {
                    return end(End.Kind.DAMAGED);
                }
                int expected = getInt(buffer, at + 4);
                at += HEADER;
                if (!has(length)) {
                    return end(End.Kind.CUT);
                }
                crc.reset();
                crc.update(buffer, at, length);
                if ((int) crc.getValue() != expected) {
                    return end(End.Kind.DAMAGED);
                }
                each.accept(Arrays.copyOfRange(buffer, at, at + length));
                at += length;
                valid += HEADER + (long) length;
            }
        }

        private End end(End.Kind kind) {
            return new End(kind, valid);
        }

        /// Whether so many bytes follow; they are in the buffer then. Grows as bytes come, not by
        /// what a header promises.
        private boolean has(int count) throws IOException {
            while (filled - at < count) {
                if (at > 0) {
                    System.arraycopy(buffer, at, buffer, 0, filled - at);
                    filled -= at;
                    at = 0;
                }
                if (filled == buffer.length) {
                    buffer = Arrays.copyOf(buffer, buffer.length * 2);
                }
                int read = in.read(buffer, filled, buffer.length - filled);
                if (read < 0) {
                    return false;
                }
                filled += read;
            }
            return true;
        }
    }
}
