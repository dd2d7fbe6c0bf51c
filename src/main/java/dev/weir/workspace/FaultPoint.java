package dev.weir.workspace;

/// Is told before every step that changes the disk: where a test lets weir die.
public interface FaultPoint {
    /// For those who do not test.
    FaultPoint NONE = step -> {};

    /// The step comes next.
    void reached(String step);
}
