package dev.weir.ml.quality;

import java.util.Optional;

/// Which share of the rows may break a rule.
///
/// @param warn above it, it is worth a warning
/// @param error above it, it is an error; never below `warn`
record Tolerance(double warn, double error) {
    static final Tolerance NONE = new Tolerance(0, 0);

    Tolerance {
        if (!(warn >= 0 && error <= 1)) {
            throw new IllegalArgumentException("a share is a number from 0 to 1");
        }
        if (warn > error) {
            throw new IllegalArgumentException(
                    "'warn' is %s, above 'error', which is %s".formatted(warn, error));
        }
    }

    Optional<Severity> judge(long count, long rows) {
        double share = rows == 0 ? 0 : (double) count / rows;
        if (share > error) {
            return Optional.of(Severity.ERROR);
        }
        return share > warn ? Optional.of(Severity.WARNING) : Optional.empty();
    }

    /// How bad a finding is.
    enum Severity {
        /// Worth a look.
        WARNING,
        /// Stops the pipeline.
        ERROR
    }
}
