package dev.weir.exec.step;

import dev.weir.exec.LogSink;
import dev.weir.exec.log.LogCapture;
import dev.weir.exec.log.LogLines;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/// The log of one run of a step: what it says, and what is printed meanwhile. Safe for several
/// threads; after its end nothing is taken any more.
///
/// What is printed waits until the step says something, [#handOn] is called or the run ends: who
/// prints holds the lock of `System.out`, and a sink that prints itself would wait for it while
/// others wait for the sink.
final class StepLog {
    private final LogSink sink;
    private final LogLines said;
    private final LogCapture printed;
    private final Queue<byte[]> waiting = new ArrayDeque<>();
    private boolean closed;
    private boolean ended;
    private Optional<RuntimeException> failure = Optional.empty();

    StepLog(LogSink sink) {
        this.sink = sink;
        this.said = new LogLines(sink);
        this.printed = new LogCapture(List.of(), sink);
    }

    /// One line, or several.
    synchronized void line(String text) {
        handOn();
        tell(() -> {
            said.accept(text);
            said.accept("\n");
        });
    }

    /// One line that is worth repeating.
    synchronized void announce(String text) {
        line(text);
        tell(() -> sink.announced(text));
    }

    /// Bytes of text, divided anywhere.
    ///
    /// @return whether they were taken
    boolean print(byte[] bytes, int from, int count) {
        synchronized (waiting) {
            if (!closed) {
                waiting.add(Arrays.copyOfRange(bytes, from, from + count));
            }
            return !closed;
        }
    }

    /// Hands on the lines that were printed whole.
    synchronized void handOn() {
        for (byte[] bytes = next(); bytes.length > 0; bytes = next()) {
            byte[] some = bytes;
            tell(() -> printed.accept(some, some.length));
        }
    }

    private byte[] next() {
        synchronized (waiting) {
            byte[] next = waiting.poll();
            return next == null ? new byte[0] : next;
        }
    }

    /// Hands on all lines, unfinished ones too.
    ///
    /// @throws RuntimeException that of the sink, when it threw
    synchronized void close() {
        synchronized (waiting) {
            closed = true;
        }
        handOn();
        tell(printed::end);
        ended = true;
        failure.ifPresent(thrown -> {
            throw thrown;
        });
    }

    /// A sink that fails does not fail the step in the middle, but its run at the end. What the
    /// sink prints is not the step's.
    private void tell(Runnable telling) {
        try {
            if (!ended && failure.isEmpty()) {
                PrintedText.apart(telling);
            }
        } catch (RuntimeException e) {
            failure = Optional.of(e);
        }
    }
}
