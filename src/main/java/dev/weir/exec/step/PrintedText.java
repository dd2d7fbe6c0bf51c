package dev.weir.exec.step;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/// Sends what a step, or a thread that it starts, prints to `System.out` and `System.err` to the
/// step's log, so that libraries never speak into weir's own output. What a thread prints that
/// outlives its step goes to the standard error; all other threads print as before.
final class PrintedText extends OutputStream {
    private static final InheritableThreadLocal<Optional<StepLog>> LOG = new Inherited();

    private final OutputStream usual;
    private final OutputStream late;

    static {
        PrintStream out = System.out;
        PrintStream err = System.err;
        System.setOut(printer(new PrintedText(out, err)));
        System.setErr(printer(new PrintedText(err, err)));
    }

    private PrintedText(OutputStream usual, OutputStream late) {
        this.usual = usual;
        this.late = late;
    }

    private static PrintStream printer(OutputStream stream) {
        return new PrintStream(stream, true, StandardCharsets.UTF_8);
    }

    /// Does something; what this thread prints meanwhile goes to the log.
    static <T> T into(StepLog log, Supplier<T> work) {
        LOG.set(Optional.of(log));
        try {
            return work.get();
        } finally {
            LOG.remove();
        }
    }

    /// Does something; what this thread prints meanwhile goes where it would without a step.
    static void apart(Runnable work) {
        Optional<StepLog> before = LOG.get();
        LOG.set(Optional.empty());
        try {
            work.run();
        } finally {
            LOG.set(before);
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        Optional<StepLog> log = LOG.get();
        if (log.isEmpty() || count == 0) {
            usual.write(bytes, from, count);
        } else if (!log.get().print(bytes, from, count)) {
            late.write(bytes, from, count);
        }
    }

    @Override
    public void flush() throws IOException {
        if (LOG.get().isEmpty()) {
            usual.flush();
        }
    }

    private static final class Inherited extends InheritableThreadLocal<Optional<StepLog>> {
        @Override
        protected Optional<StepLog> initialValue() {
            return Optional.empty();
        }
    }
}
