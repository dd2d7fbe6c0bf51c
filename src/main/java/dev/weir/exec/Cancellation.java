package dev.weir.exec;

import java.util.LinkedHashSet;
import java.util.Set;

/// The wish to end, told once to everyone who asked. Safe for several threads.
public final class Cancellation {
    private final Set<Runnable> listeners = new LinkedHashSet<>();
    private final Set<Runnable> killers = new LinkedHashSet<>();
    private boolean requested;
    private volatile boolean insisted;

    /// Asks everything to end; later calls do nothing.
    public void request() {
        Set<Runnable> told;
        synchronized (this) {
            if (requested) {
                return;
            }
            requested = true;
            told = Set.copyOf(listeners);
        }
        told.forEach(Runnable::run);
    }

    /// Asks everything to end at once, without the grace that was due.
    public void insist() {
        insisted = true;
        request();
    }

    /// Ends what is left before this returns: weir itself is about to end, and waits for nobody.
    public void abandon() {
        Set<Runnable> told;
        synchronized (this) {
            told = Set.copyOf(killers);
        }
        told.forEach(Runnable::run);
    }

    /// Calls what kills something when it is abandoned; closing the handle takes it back.
    public synchronized Registration onAbandon(Runnable killer) {
        killers.add(killer);
        return () -> remove(killer);
    }

    /// Whether there is no grace any more.
    public boolean isInsisted() {
        return insisted;
    }

    /// Whether the end was asked for.
    public synchronized boolean isRequested() {
        return requested;
    }

    /// Calls the listener when the end is asked for, at once if it was already; closing the handle
    /// takes it back.
    public Registration onRequest(Runnable listener) {
        synchronized (this) {
            if (!requested) {
                listeners.add(listener);
                return () -> remove(listener);
            }
        }
        listener.run();
        return () -> {};
    }

    private synchronized void remove(Runnable listener) {
        listeners.remove(listener);
        killers.remove(listener);
    }

    /// A listener's place.
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
