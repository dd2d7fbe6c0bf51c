package dev.weir.disk;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Packs numbers, texts and bytes into a record that [RecordReader] reads in the same order.
///
/// A large record is kept in parts until it is finished: to grow one array would take three times
/// its memory.
public final class RecordWriter {
    private static final int PART = 1 << 20;

    private final List<byte[]> parts = new ArrayList<>();
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

    /// Bytes whose number the reader knows, and that stay as they are.
    public RecordWriter raw(byte[] more) {
        if (more.length >= PART) {
            endPart();
            parts.add(more);
            return this;
        }
        room(more.length);
        System.arraycopy(more, 0, bytes, count, more.length);
        count += more.length;
        return this;
    }

    /// Bytes that were written.
    public int size() {
        int size = count;
        for (byte[] part : parts) {
            size = Math.addExact(size, part.length);
        }
        return size;
    }

    /// All that was written.
    public byte[] finish() {
        if (parts.isEmpty()) {
            return Arrays.copyOf(bytes, count);
        }
        byte[] whole = new byte[size()];
        endPart();
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, whole, at, part.length);
            at += part.length;
        }
        return whole;
    }

    private void room(int more) {
        if (bytes.length - count >= more) {
            return;
        }
        if (count >= PART) {
            endPart();
        }
        if (bytes.length - count < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, count + more));
        }
    }

    private void endPart() {
        parts.add(Arrays.copyOf(bytes, count));
        count = 0;
    }
}
