package dev.weir.exec;

import java.time.Duration;

/// How one try of an action ended.
public sealed interface Exit {
    /// It did its work.
    ///
    /// @param peakMemory the most bytes its processes held, 0 when not known
    record Succeeded(long peakMemory) implements Exit {}

    /// It said it could not.
    ///
    /// @param code the exit code of the command, 128 + N for signal N; 1 for a step
    /// @param message what went wrong, in a few words: `exit code 3`, `killed by signal 9
    ///   (SIGKILL)`, the message of a step
    record Failed(int code, String message) implements Exit {}

    /// It took longer than allowed and was ended.
    record TimedOut(Duration limit) implements Exit {}

    /// It was ended on request.
    record Cancelled() implements Exit {}
}
