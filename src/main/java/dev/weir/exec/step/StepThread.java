package dev.weir.exec.step;

import dev.weir.exec.Exit;
import dev.weir.step.Step;
import dev.weir.step.StepFailure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Optional;

/// One run of a step in a thread of its own, seen to its end by the thread that asked for it.
final class StepThread<C extends Record> {
    private static final Duration TICK = Duration.ofMillis(50);

    private final Step<C> step;
    private final StepFrame frame;
    private final StepLog log;
    private final Thread thread;
    private final Ending ending;
    private final RunningStep<C> context;
    private volatile Exit exit = new Exit.Succeeded(0);

    StepThread(Step<C> step, C settings, StepFrame frame) {
        this.step = step;
        this.frame = frame;
        this.log = new StepLog(frame.log());
        this.thread =
                Thread.ofPlatform()
                        .name("step " + frame.what().task())
                        .daemon()
                        .unstarted(this::run);
        this.ending = new Ending(thread);
        this.context = new RunningStep<>(settings, frame, log, ending);
    }

    /// Runs the step; asks it to end where there is a reason to.
    Exit toEnd() throws InterruptedException {
        long start = System.nanoTime();
        boolean interrupted = false;
        boolean ended = false;
        thread.start();
        try (var _ = frame.cancellation().onRequest(() -> ending.ask(new Exit.Cancelled()))) {
            while (!ended) {
                try {
                    ended = thread.join(TICK);
                } catch (InterruptedException _) {
                    interrupted = true;
                    ending.ask(new Exit.Cancelled());
                }
                log.handOn();
                lookAtTime(Duration.ofNanos(System.nanoTime() - start));
                endBlockingCall();
            }
        }
        log.close();
        if (interrupted) {
            throw new InterruptedException();
        }
        return exit;
    }

    private void lookAtTime(Duration taken) {
        frame.what()
                .timeout()
                .filter(limit -> taken.compareTo(limit) > 0)
                .ifPresent(limit -> ending.ask(new Exit.TimedOut(limit)));
    }

    /// Again at every tick: what a step cancels may not have begun when it was told before.
    private void endBlockingCall() {
        if (!ending.isAsked()) {
            return;
        }
        if (frame.cancellation().isInsisted()) {
            ending.insist();
        }
        try {
            ending.action().ifPresent(Runnable::run);
        } catch (RuntimeException e) {
            log.line("while it was cancelled: " + e);
        }
    }

    /// Libraries look for classes by the loader of their thread: that of the step.
    private void run() {
        thread.setContextClassLoader(step.getClass().getClassLoader());
        Exit own = PrintedText.into(log, this::ownExit);
        exit = ending.over().orElse(own);
    }

    /// The border of a worker: whatever a step throws is its failure.
    private Exit ownExit() {
        try {
            step.run(context);
            return new Exit.Succeeded(0);
        } catch (StepFailure e) {
            return new Exit.Failed(1, String.valueOf(e.getMessage()));
        } catch (Throwable e) {
            if (!ending.isAsked()) {
                logTrace(e);
            }
            String message = Optional.ofNullable(e.getMessage()).map(m -> ": " + m).orElse("");
            return new Exit.Failed(1, e.getClass().getSimpleName() + message);
        }
    }

    private void logTrace(Throwable e) {
        var trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace, true));
        log.line(trace.toString().stripTrailing());
    }
}
