package dev.weir.ml.data;

import java.util.Locale;

/// Numbers of rows, as a log says them.
public final class Counts {
    private Counts() {}

    /// `2,000,000`.
    public static String text(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
