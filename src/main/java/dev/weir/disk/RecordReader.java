package dev.weir.disk;

import java.nio.charset.StandardCharsets;

/// Reads what a [RecordWriter] packed. For records whose checksum was right.
///
/// Whatever is asked beyond the end, or does not fit, is an [IndexOutOfBoundsException].
public final class RecordReader {
    private final byte[] bytes;
    private int at;

    public RecordReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /// The next number.
    public long number() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes[at++];
            value |= (next & 127L) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    /// The next number, as the count of something.
    public int count() {
        long count = number();
        if (count != (int) count) {
            throw new IndexOutOfBoundsException("no count: " + count);
        }
        return (int) count;
    }

    /// The next text.
    public String text() {
        int length = count();
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    /// Passes over the next text.
    public void passText() {
        int length = count();
        at += length;
    }

    /// Passes over bytes of a known number and says where in [#bytes] they start.
    public int raw(int length) {
        int start = at;
        at += length;
        return start;
    }

    /// The whole record.
    public byte[] bytes() {
        return bytes;
    }

    /// Whether all was read.
    public boolean atEnd() {
        return at == bytes.length;
    }
}
