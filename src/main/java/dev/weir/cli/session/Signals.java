package dev.weir.cli.session;

/// The signals by which a process is asked to end.
public interface Signals {
    /// Calls the listener at each of them, on a thread of its own, until the handle is closed; it
    /// then ends the process again. A signal that whoever started weir had set to be ignored
    /// (`nohup`) stays ignored.
    Listening listen(Listener listener);

    /// Ends the process now, whatever is running.
    void endAtOnce(ExitCode code);

    /// Is told of signals.
    interface Listener {
        /// @param code what a process that ends by this signal returns
        void received(ExitCode code);
    }

    /// A listener's place.
    interface Listening extends AutoCloseable {
        @Override
        void close();
    }
}
