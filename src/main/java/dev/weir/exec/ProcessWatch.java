package dev.weir.exec;

/// Is told of processes, so that a later weir can end what this one left behind.
public interface ProcessWatch {
    /// For actions that start none.
    ProcessWatch NONE = leader -> {};

    /// One more process is about to be started: should weir die before it can tell which, there is
    /// one that nobody was told of.
    default void starting() {}

    /// A process that leads a group of its own has started.
    void started(ProcessIdentity leader);
}
