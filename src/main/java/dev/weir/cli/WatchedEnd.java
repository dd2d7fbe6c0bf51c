package dev.weir.cli;

import dev.weir.cli.session.ExitCode;
import dev.weir.cli.session.Signals.Listener;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// What is done when something ends the JVM while signals are taken.
///
/// That is a library of a step, perhaps with a code that says all went well: the build did not end,
/// and its code must not say so. Or it is the JVM itself, for a signal that came before signals
/// were taken: to answer it takes a thread, which may begin later than the build. The listener is
/// then told as it would have been, and the JVM ends once nobody listens any more.
final class WatchedEnd {
    private final Thread hook;
    private final CountDownLatch done = new CountDownLatch(1);

    private WatchedEnd(Listener listener) {
        hook = new Thread(() -> end(listener));
    }

    /// Watches from now on. When the JVM is ending already this does not return.
    static WatchedEnd of(Listener listener) {
        WatchedEnd end = new WatchedEnd(listener);
        try {
            Runtime.getRuntime().addShutdownHook(end.hook);
        } catch (IllegalStateException ending) {
            // waits for the end that was begun, and its code
            Runtime.getRuntime().exit(ExitCode.FAILED.code());
        }
        return end;
    }

    /// Leaves the end of the JVM alone again, unless it has begun.
    void unwatch() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            return;
        }
    }

    /// Nobody listens any more: an end that has begun need not wait.
    void mayCome() {
        done.countDown();
    }

    private void end(Listener listener) {
        Optional<ExitCode> signal = signal();
        if (signal.isPresent()) {
            listener.received(signal.get());
            awaitDone();
            Runtime.getRuntime().halt(signal.get().code());
        }
        System.err.println(
                "error: a step ended the JVM in which weir runs; the next build tidies up");
        Runtime.getRuntime().halt(ExitCode.FAILED.code());
    }

    private void awaitDone() {
        try {
            done.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /// The signal to which the JVM's own answer is to end. Nothing but the stacks tells: the answer
    /// waits for this hook in a thread with the signal's name, as does a handler of ours.
    private static Optional<ExitCode> signal() {
        for (var thread : Thread.getAllStackTraces().entrySet()) {
            for (StackTraceElement call : thread.getValue()) {
                if (call.getClassName().startsWith("java.lang.Terminator")) {
                    return Optional.of(
                            switch (thread.getKey().getName()) {
                                case "SIGINT handler" -> ExitCode.INTERRUPTED;
                                case "SIGHUP handler" -> ExitCode.HUNG_UP;
                                default -> ExitCode.TERMINATED;
                            });
                }
            }
        }
        return Optional.empty();
    }
}
