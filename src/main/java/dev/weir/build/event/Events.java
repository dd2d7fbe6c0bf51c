package dev.weir.build.event;

/// Passes events on to a listener, one at a time, whichever thread they come from.
public final class Events implements BuildListener {
    private final BuildListener listener;

    public Events(BuildListener listener) {
        this.listener = listener;
    }

    @Override
    public synchronized void on(BuildEvent event) {
        listener.on(event);
    }
}
