package dev.weir.build.event;

/// Is told what happens. Called by one thread at a time, in order.
public interface BuildListener {
    /// Something happened.
    void on(BuildEvent event);
}
