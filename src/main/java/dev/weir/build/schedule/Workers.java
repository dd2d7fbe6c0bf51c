package dev.weir.build.schedule;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The threads jobs run on: as many as are started, kept for the next job.
final class Workers {
    private final ExecutorService threads =
            Executors.newCachedThreadPool(job -> {
                Thread thread = new Thread(job, "weir-worker");
                thread.setDaemon(true);
                return thread;
            });

    void start(Runnable job) {
        threads.execute(job);
    }

    /// No more jobs come. What still runs is interrupted.
    void end() {
        threads.shutdownNow();
    }
}
