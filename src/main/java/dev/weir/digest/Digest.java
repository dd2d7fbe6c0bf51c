package dev.weir.digest;

/// SHA-256 of some bytes, as 64 lower-case hex digits. Ordered by text.
public record Digest(String hex) implements Comparable<Digest> {
    /// The length of the text.
    public static final int LENGTH = 64;

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
        for (int i = 0; i < LENGTH; i++) {
            char c = text.charAt(i);
            if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return true;
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
