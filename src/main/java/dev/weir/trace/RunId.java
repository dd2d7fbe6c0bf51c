package dev.weir.trace;

/// The name of one build: the UTC time of its start and a few letters that no other build of that
/// second has. Builds sort by it: `20260131T094512Z-k3x9`.
public record RunId(String text) implements Comparable<RunId> {
    private static final int LONGEST = 40;

    public RunId {
        if (text.isEmpty() || text.length() > LONGEST || !isPlain(text)) {
            throw new IllegalArgumentException("not the id of a run: '" + text + "'");
        }
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= '0' && c <= '9'
                    || c >= 'A' && c <= 'Z'
                    || c >= 'a' && c <= 'z'
                    || c == '-')) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int compareTo(RunId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
