package dev.weir.build.schedule;

import java.util.concurrent.BlockingQueue;

/// Waits that an interrupt does not end: for what has to be finished first.
final class Uninterrupted {
    private Uninterrupted() {}

    /// Takes the next element, however long it takes; an interrupt is kept for later.
    static <T> T take(BlockingQueue<T> queue) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return queue.take();
                } catch (InterruptedException wait) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
