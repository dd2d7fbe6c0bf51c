package dev.weir.cli.session;

import dev.weir.diagnostic.Diagnostic;
import dev.weir.diagnostic.Diagnostic.Where;
import dev.weir.diagnostic.DiagnosticException;
import java.util.List;

/// Mistakes on the command line.
public final class Mistake {
    private Mistake() {}

    /// Ends the command before it did anything.
    ///
    /// @param message lower case, no full stop
    /// @param help what to do about it, `""` for nothing
    public static DiagnosticException of(String message, String help) {
        return new DiagnosticException(List.of(diagnostic(message, help)));
    }

    /// One of several.
    public static Diagnostic diagnostic(String message, String help) {
        return Diagnostic.error(new Where.Nowhere(), message, help);
    }
}
