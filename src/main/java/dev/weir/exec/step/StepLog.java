package dev.weir.exec.step;

import dev.weir.exec.LogSink;
import dev.weir.exec.log.LogCapture;
import dev.weir.exec.log.LogLines;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The log of one run of a step: what it says, and what is printed meanwhile. Safe for several
/// threads; after its end nothing is taken any more.
final class StepLog {
    private final LogSink sink;
    private final LogLines said;
    private final LogCapture printed;
    private boolean closed;
    private Optional<RuntimeException> failure = Optional.empty();

    StepLog(LogSink sink) {
        this.sink = sink;
        this.said = new LogLines(sink);
        this.printed = new LogCapture(List.of(), sink);
    }

    /// One line, or several.
    synchronized void line(String text) {
        take(() -> {
            said.accept(text);
            said.accept("\n");
        });
    }

    /// One line that is worth repeating.
    synchronized void announce(String text) {
        line(text);
        take(() -> sink.announced(text));
    }

    /// Bytes of text, divided anywhere.
    ///
    /// @return whether they were taken
    synchronized boolean print(byte[] bytes, int from, int count) {
        byte[] some = Arrays.copyOfRange(bytes, from, from + count);
        return take(() -> printed.accept(some, count));
    }

    /// Hands on unfinished lines.
    ///
    /// @throws RuntimeException that of the sink, when it threw
    synchronized void close() {
        take(printed::end);
        closed = true;
        failure.ifPresent(thrown -> {
            throw thrown;
        });
    }

    /// A sink that fails does not fail the step in the middle, but its run at the end.
    private boolean take(Runnable writing) {
        if (closed) {
            return false;
        }
        try {
            if (failure.isEmpty()) {
                writing.run();
            }
        } catch (RuntimeException e) {
            failure = Optional.of(e);
        }
        return true;
    }
}
