package dev.weir.disk;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Packs numbers, texts and bytes into a record that [RecordReader] reads in the same order.
public final class RecordWriter {
    private byte[] bytes = new byte[256];
    private int count;
    private boolean exact = true;

    /// A number; a small one from 0 up is short.
    public RecordWriter number(long value) {
        long rest = value;
        room(10);
        while ((rest & ~127L) != 0) {
            bytes[count++] = (byte) (rest & 127 | 128);
            rest >>>= 7;
        }
        bytes[count++] = (byte) rest;
        return this;
    }

    /// Any text. Half of a character has no bytes of its own: `?` is written for it.
    public RecordWriter text(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        exact &= isWhole(text);
        return number(encoded.length).raw(encoded);
    }

    private static boolean isWhole(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return StandardCharsets.UTF_8.newEncoder().canEncode(text);
            }
        }
        return true;
    }

    /// Whether each text so far will be read as it is.
    public boolean isExact() {
        return exact;
    }

    /// Bytes whose number the reader knows.
    public RecordWriter raw(byte[] more) {
        room(more.length);
        System.arraycopy(more, 0, bytes, count, more.length);
        count += more.length;
        return this;
    }

    /// All that was written.
    public byte[] finish() {
        return Arrays.copyOf(bytes, count);
    }

    private void room(int more) {
        if (bytes.length - count < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, count + more));
        }
    }
}
