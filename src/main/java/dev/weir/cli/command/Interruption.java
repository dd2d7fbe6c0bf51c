package dev.weir.cli.command;

import dev.weir.cli.session.ExitCode;
import dev.weir.cli.session.Session;
import dev.weir.cli.session.Signals.Listening;
import dev.weir.exec.Cancellation;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// What signals do to a build that has begun: the first ends it in order, children and all; a
/// second SIGINT kills what still runs without its grace; a third ends weir itself, for a step that
/// does not give in, and the next build tidies up.
///
/// Before a build has begun there is nothing to end, and signals do what they do to any process.
final class Interruption implements AutoCloseable {
    private final Session session;
    private final Cancellation cancellation = new Cancellation();
    private final BooleanSupplier isTyping;
    private Optional<ExitCode> received = Optional.empty();
    private Optional<Listening> listening = Optional.empty();

    Interruption(Session session) {
        this(session, () -> false);
    }

    /// @param isTyping whether a Ctrl-C is for a command that has the terminal
    Interruption(Session session, BooleanSupplier isTyping) {
        this.session = session;
        this.isTyping = isTyping;
    }

    /// What ends the build.
    Cancellation cancellation() {
        return cancellation;
    }

    /// From now on signals are taken.
    synchronized void listen() {
        if (listening.isEmpty()) {
            listening = Optional.of(session.signals().listen(this::received));
        }
    }

    /// The code of the first signal that came.
    synchronized Optional<ExitCode> code() {
        return received;
    }

    private void received(ExitCode code) {
        if (code == ExitCode.INTERRUPTED && isTyping.getAsBoolean()) {
            return;
        }
        if (isFirst(code)) {
            String again = code == ExitCode.INTERRUPTED ? "once more" : "Ctrl-C";
            session.err().print("\nending what runs; " + again + " kills it\n");
            cancellation.request();
        } else if (code == ExitCode.INTERRUPTED && !cancellation.isInsisted()) {
            cancellation.insist();
        } else if (code == ExitCode.INTERRUPTED) {
            cancellation.abandon();
            session.signals().endAtOnce(code);
        }
    }

    private synchronized boolean isFirst(ExitCode code) {
        boolean first = received.isEmpty();
        received = received.or(() -> Optional.of(code));
        return first;
    }

    @Override
    public synchronized void close() {
        listening.ifPresent(Listening::close);
    }
}
