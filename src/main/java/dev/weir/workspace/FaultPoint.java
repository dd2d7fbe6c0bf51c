package dev.weir.workspace;

/// Is told before every step of a transaction that changes the disk: where a test lets it die.
interface FaultPoint {
    /// For those who do not test.
    FaultPoint NONE = step -> {};

    /// The step comes next.
    void reached(String step);
}
