package dev.weir.exec.tool;

import dev.weir.exec.Cancellation;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// Ends the tools that run when the JVM ends by a signal: before a build has begun nobody else
/// takes signals. Safe for several threads.
final class AtExit {
    /// How long the JVM waits for what was killed to go.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Cancellation cancel;
    private Optional<Thread> hook = Optional.empty();
    private int running;
    private volatile boolean ending;

    AtExit(Cancellation cancel) {
        this.cancel = cancel;
    }

    /// A tool is about to be asked.
    synchronized void begun() {
        if (running++ == 0) {
            Thread ending = new Thread(this::end, "weir-tools-end");
            try {
                Runtime.getRuntime().addShutdownHook(ending);
                hook = Optional.of(ending);
            } catch (IllegalStateException endingAlready) {
                cancel.request();
            }
        }
    }

    /// It has answered, or was ended.
    synchronized void ended() {
        if (--running == 0) {
            notifyAll();
            try {
                hook.ifPresent(Runtime.getRuntime()::removeShutdownHook);
            } catch (IllegalStateException endingAlready) {
                return;
            }
        }
    }

    /// While the JVM ends nobody goes on with an answer that was cut off: the exit code is that of
    /// the signal.
    void leaveTheEndToIt() throws InterruptedException {
        if (ending) {
            new CountDownLatch(1).await();
        }
    }

    private synchronized void end() {
        ending = true;
        cancel.request();
        cancel.insist();
        long last = System.nanoTime() + PATIENCE.toNanos();
        try {
            for (long left = PATIENCE.toMillis(); running > 0 && left > 0; ) {
                wait(left);
                left = (last - System.nanoTime()) / 1_000_000;
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
