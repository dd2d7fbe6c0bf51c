package dev.weir.exec;

/// Takes what an action says.
public interface LogSink {
    /// One line without its end. A line of more than 8,192 characters arrives in pieces.
    void line(String line);

    /// The line that was said last is what people want to know of this run.
    default void announced(String line) {}
}
