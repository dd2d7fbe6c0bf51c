package dev.weir.exec.step;

import dev.weir.exec.Exit;
import java.util.Optional;

/// The wish that one step ends, and how it came to be. Safe for several threads.
final class Ending {
    private final Thread thread;
    private Optional<Exit> reason = Optional.empty();
    private Optional<Runnable> action = Optional.empty();
    private boolean over;

    /// @param thread the step's own
    Ending(Thread thread) {
        this.thread = thread;
    }

    /// Asks the step to end; the first reason counts, after its end none.
    synchronized void ask(Exit why) {
        if (reason.isEmpty() && !over) {
            reason = Optional.of(why);
            thread.interrupt();
        }
    }

    synchronized boolean isAsked() {
        return reason.isPresent();
    }

    /// Interrupts the step again.
    synchronized void insist() {
        if (!over) {
            thread.interrupt();
        }
    }

    /// What ends a blocking call of the step now.
    synchronized Optional<Runnable> action() {
        return action;
    }

    /// Sets it; the handle takes it back.
    synchronized AutoCloseable register(Runnable next) {
        action = Optional.of(next);
        return () -> remove(next);
    }

    private synchronized void remove(Runnable old) {
        action = action.filter(current -> !current.equals(old));
    }

    /// The step has ended; what it was asked before stands.
    synchronized Optional<Exit> over() {
        over = true;
        action = Optional.empty();
        return reason;
    }
}
