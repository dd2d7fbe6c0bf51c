package dev.weir.build.run;

import dev.weir.build.event.BuildEvent;
import dev.weir.build.event.Events;
import dev.weir.exec.Cancellation;
import dev.weir.exec.Exit;
import dev.weir.pipeline.Policy;
import dev.weir.pipeline.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// The tries of a task: each from clean outputs, with a growing wait between them, until one
/// succeeds or they are used up.
final class Attempts {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final Task task;
    private final Events events;
    private final Cancellation cancellation;

    Attempts(Task task, Events events, Cancellation cancellation) {
        this.task = task;
        this.events = events;
        this.cancellation = cancellation;
    }

    /// One try; `first` tells whether something has to be cleaned before.
    interface Attempt {
        Exit run(boolean first) throws IOException, InterruptedException;
    }

    /// How the last try ended.
    Exit run(Attempt attempt) throws IOException, InterruptedException {
        Policy.Retry retry = task.policy().retry();
        for (int number = 1; ; number++) {
            Exit exit = attempt.run(number == 1);
            if (exit instanceof Exit.Succeeded
                    || exit instanceof Exit.Cancelled
                    || number >= retry.attempts()
                    || cancellation.isRequested()) {
                return exit;
            }
            events.on(
                    new BuildEvent.TaskRetried(
                            task.name(), number, retry.attempts(), ExitText.of(exit)));
            if (isCancelledWithin(pause(retry.backoff(), number))) {
                return new Exit.Cancelled();
            }
        }
    }

    /// Doubled for each try, and up to a fifth more or less, so that tasks that failed together do
    /// not come back together.
    static Duration pause(Duration backoff, int failed) {
        long millis =
                Math.min(LONGEST_WAIT.toMillis(), backoff.toMillis() << Math.min(failed - 1, 20));
        return Duration.ofMillis(
                (long) (millis * ThreadLocalRandom.current().nextDouble(0.8, 1.2)));
    }

    private boolean isCancelledWithin(Duration wait) throws InterruptedException {
        CountDownLatch requested = new CountDownLatch(1);
        try (var _ = cancellation.onRequest(requested::countDown)) {
            return requested.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
