package dev.weir.trace;

/// The name of one build: the UTC time of its start and a few letters that no other build of that
/// second has. Builds sort by it: `20260131T094512Z-k3x9`.
public record RunId(String text) implements Comparable<RunId> {
    public RunId {
        if (!text.matches("[0-9A-Za-z-]{1,40}")) {
            throw new IllegalArgumentException("not the id of a run: '" + text + "'");
        }
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
