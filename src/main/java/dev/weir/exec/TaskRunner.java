package dev.weir.exec;

import dev.weir.pipeline.Action;
import java.util.Optional;

/// Runs actions. Safe for use by several threads at once, each with an invocation of its own.
public interface TaskRunner {
    /// Runs one try of an action to its end.
    ///
    /// When it returns, nothing that was started is still running: neither the command nor what it
    /// left in its process group.
    ///
    /// @param log gets the lines of output, secrets masked, from one thread at a time
    /// @param watch is told what was started before this method waits for it
    /// @param cancel ends the run early: TERM, a grace, KILL
    /// @throws InterruptedException when the calling thread was interrupted; the run was ended as
    ///   if cancelled
    Exit run(Invocation what, LogSink log, ProcessWatch watch, Cancellation cancel)
            throws InterruptedException;

    /// Why an action would fail whatever it is given, so that it can be said before anything runs.
    default Optional<String> refusal(Action action) {
        return Optional.empty();
    }
}
