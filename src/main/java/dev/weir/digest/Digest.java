package dev.weir.digest;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// SHA-256 of some bytes. Its text is 64 lower-case hex digits, and it is ordered by that.
///
/// Held as four numbers: a build with thousands of tasks makes and compares several for each, and
/// needs few of the texts.
public final class Digest implements Comparable<Digest> {
    /// The length of the text.
    public static final int LENGTH = 64;

    /// How many bytes it stands for.
    public static final int BYTES = LENGTH / 2;

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);
    private static final int BITS_OF_DIGIT = 4;
    private static final int DIGITS = Long.SIZE / BITS_OF_DIGIT;

    private final long first;
    private final long second;
    private final long third;
    private final long fourth;

    private Digest(long first, long second, long third, long fourth) {
        this.first = first;
        this.second = second;
        this.third = third;
        this.fourth = fourth;
    }

    /// The digest of a text.
    ///
    /// @throws IllegalArgumentException when the text is none
    public static Digest of(String hex) {
        return read(hex)
                .orElseThrow(() -> new IllegalArgumentException("not a digest: '" + hex + "'"));
    }

    /// The digest of a text, if it is the text of one.
    public static Optional<Digest> read(String text) {
        if (text.length() != LENGTH) {
            return Optional.empty();
        }
        for (int i = 0; i < LENGTH; i++) {
            if (digit(text.charAt(i)) < 0) {
                return Optional.empty();
            }
        }
        return Optional.of(
                new Digest(
                        number(text, 0),
                        number(text, DIGITS),
                        number(text, 2 * DIGITS),
                        number(text, 3 * DIGITS)));
    }

    private static int digit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    }

    private static long number(String text, int from) {
        long number = 0;
        for (int i = from; i < from + DIGITS; i++) {
            number = number << BITS_OF_DIGIT | digit(text.charAt(i));
        }
        return number;
    }

    /// The digest that stands as 32 bytes in an array.
    public static Digest of(byte[] bytes, int from) {
        return new Digest(
                number(bytes, from),
                number(bytes, from + Long.BYTES),
                number(bytes, from + 2 * Long.BYTES),
                number(bytes, from + 3 * Long.BYTES));
    }

    private static long number(byte[] bytes, int from) {
        long number = 0;
        for (int i = from; i < from + Long.BYTES; i++) {
            number = number << Byte.SIZE | bytes[i] & 255;
        }
        return number;
    }

    /// As 32 bytes.
    public byte[] bytes() {
        byte[] bytes = new byte[BYTES];
        for (int i = 0; i < BYTES; i++) {
            long number = number(i / Long.BYTES);
            bytes[i] = (byte) (number >>> (Long.SIZE - Byte.SIZE - i % Long.BYTES * Byte.SIZE));
        }
        return bytes;
    }

    private long number(int place) {
        return switch (place) {
            case 0 -> first;
            case 1 -> second;
            case 2 -> third;
            default -> fourth;
        };
    }

    /// As 64 lower-case hex digits.
    public String hex() {
        byte[] hex = new byte[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            long number = number(i / DIGITS);
            int shift = Long.SIZE - BITS_OF_DIGIT - i % DIGITS * BITS_OF_DIGIT;
            hex[i] = HEX[(int) (number >>> shift) & 15];
        }
        return new String(hex, StandardCharsets.ISO_8859_1);
    }

    /// Enough of it for a person.
    public String abbreviated() {
        return hex().substring(0, 12);
    }

    @Override
    public int compareTo(Digest other) {
        int order = Long.compareUnsigned(first, other.first);
        if (order == 0) {
            order = Long.compareUnsigned(second, other.second);
        }
        if (order == 0) {
            order = Long.compareUnsigned(third, other.third);
        }
        return order == 0 ? Long.compareUnsigned(fourth, other.fourth) : order;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Digest digest
                && first == digest.first
                && second == digest.second
                && third == digest.third
                && fourth == digest.fourth;
    }

    /// Any of its bits are as good as the others.
    @Override
    public int hashCode() {
        return (int) first;
    }

    @Override
    public String toString() {
        return hex();
    }
}
