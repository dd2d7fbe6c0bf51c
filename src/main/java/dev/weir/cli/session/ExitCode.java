package dev.weir.cli.session;

/// How weir ends.
public enum ExitCode {
    /// All is done.
    DONE(0),
    /// A task failed or could not be done.
    FAILED(1),
    /// A mistake on the command line or in the Pipelinefile, or a refusal, before anything ran.
    REFUSED(2),
    /// A mistake in weir.
    INTERNAL(3),
    /// Ended by SIGHUP.
    HUNG_UP(129),
    /// Ended by SIGINT.
    INTERRUPTED(130),
    /// Ended by SIGTERM.
    TERMINATED(143);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /// As the process returns it.
    public int code() {
        return code;
    }
}
