package dev.weir.diagnostic;

import java.util.List;

/// Ends a phase in which mistakes were found: carries all of them.
public final class DiagnosticException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Diagnostic> diagnostics;

    /// @param diagnostics at least one error; warnings found on the way may be among them
    public DiagnosticException(List<Diagnostic> diagnostics) {
        super(null, null, false, false);
        this.diagnostics = diagnostics.stream().sorted(Diagnostic.BY_PLACE).toList();
    }

    /// All of them, by place.
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    @Override
    public String getMessage() {
        return DiagnosticText.of(diagnostics);
    }
}
