package dev.weir.digest;

import java.nio.charset.StandardCharsets;

/// SHA-256 of some bytes, as 64 lower-case hex digits. Ordered by text.
public record Digest(String hex) implements Comparable<Digest> {
    /// The length of the text.
    public static final int LENGTH = 64;

    /// How many bytes it stands for.
    public static final int BYTES = LENGTH / 2;

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);

    public Digest {
        if (!isValid(hex)) {
            throw new IllegalArgumentException("not a digest: '" + hex + "'");
        }
    }

    /// Whether a text is one.
    public static boolean isValid(String text) {
        if (text.length() != LENGTH) {
            return false;
        }
        for (byte c : text.getBytes(StandardCharsets.ISO_8859_1)) {
            if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return true;
    }

    /// The digest that stands as 32 bytes in an array.
    public static Digest of(byte[] bytes, int from) {
        byte[] hex = new byte[LENGTH];
        for (int i = 0; i < BYTES; i++) {
            hex[2 * i] = HEX[bytes[from + i] >> 4 & 15];
            hex[2 * i + 1] = HEX[bytes[from + i] & 15];
        }
        return new Digest(new String(hex, StandardCharsets.ISO_8859_1));
    }

    /// As 32 bytes.
    public byte[] bytes() {
        byte[] bytes = new byte[BYTES];
        for (int i = 0; i < BYTES; i++) {
            int high = Character.digit(hex.charAt(2 * i), 16);
            bytes[i] = (byte) (high << 4 | Character.digit(hex.charAt(2 * i + 1), 16));
        }
        return bytes;
    }

    /// Enough of it for a person.
    public String abbreviated() {
        return hex.substring(0, 12);
    }

    @Override
    public int compareTo(Digest other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
