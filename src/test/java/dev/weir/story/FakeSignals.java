package dev.weir.story;

import dev.weir.cli.session.ExitCode;
import dev.weir.cli.session.Signals;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Signals that a test sends.
final class FakeSignals implements Signals {
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final List<ExitCode> endings = new ArrayList<>();

    @Override
    public Listening listen(Listener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public synchronized void endAtOnce(ExitCode code) {
        endings.add(code);
    }

    /// The codes weir wanted to end at once with.
    synchronized List<ExitCode> endings() {
        return List.copyOf(endings);
    }

    void send(ExitCode code) {
        listeners.forEach(listener -> listener.received(code));
    }
}
