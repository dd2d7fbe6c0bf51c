package dev.weir.ml.model;

/// Holds out a share of the rows by a hash of their ids: the same rows each time, wherever they
/// stand in a table and whichever others are there.
record Split(double share, long seed) {
    boolean holdsOut(long id) {
        return (mix(id ^ mix(seed)) >>> 11) * 0x1p-53 < share;
    }

    /// SplitMix64's finaliser (Steele, Lea and Flood 2014).
    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
