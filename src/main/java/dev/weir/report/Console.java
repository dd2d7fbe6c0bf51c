package dev.weir.report;

import java.util.function.IntSupplier;

/// Where a build is shown.
///
/// @param out for what happens and the summary
/// @param err for failures and warnings
/// @param outPaint the colours of `out`
/// @param errPaint the colours of `err`
/// @param live whether `out` is a terminal on which a line may be drawn again
/// @param columns the width of that terminal; asked off the build's own threads
/// @param volume how much is said
public record Console(
        TextOutput out,
        TextOutput err,
        Paint outPaint,
        Paint errPaint,
        boolean live,
        IntSupplier columns,
        Volume volume) {

    /// How much is said.
    public enum Volume {
        /// Failures and warnings only.
        QUIET,
        /// What ran, what it said, and a summary.
        USUAL,
        /// Also what was up to date, and all reasons.
        VERBOSE
    }
}
