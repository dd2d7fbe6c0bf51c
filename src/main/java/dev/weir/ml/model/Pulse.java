package dev.weir.ml.model;

/// Called now and then by long work.
interface Pulse {
    /// @throws InterruptedException when the work is to end
    void beat(int done, int of) throws InterruptedException;
}
