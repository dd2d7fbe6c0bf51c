package dev.weir.build.verify;

import java.time.Duration;
import java.util.List;

/// What came of running a task again.
public sealed interface Verified {
    /// The same outputs.
    record Same(Duration took) implements Verified {}

    /// Other outputs.
    ///
    /// @param differences one for each output that differs
    record Differs(List<Difference> differences, Duration took) implements Verified {
        public Differs {
            differences = List.copyOf(differences);
        }
    }

    /// It failed, although it had succeeded before.
    ///
    /// @param message `exit code 3`
    /// @param lastLines of what it said
    record Failed(String message, List<String> lastLines) implements Verified {
        public Failed {
            lastLines = List.copyOf(lastLines);
        }
    }

    /// It was not run.
    ///
    /// @param why in lower case and without a full stop
    record Skipped(String why) implements Verified {}
}
