package dev.weir.exec;

/// Is told of processes, so that a later weir can end what this one left behind.
public interface ProcessWatch {
    /// For actions that start none.
    ProcessWatch NONE = leader -> {};

    /// A process that leads a group of its own has started.
    void started(ProcessIdentity leader);
}
