package dev.weir.pipelinefile;

import java.util.Set;

/// The words that are commands when they come first on the command line, those of later versions
/// among them.
public final class CommandNames {
    /// All of them.
    public static final Set<String> ALL =
            Set.of(
                    "adopt",
                    "audit",
                    "cache",
                    "clean",
                    "completion",
                    "doctor",
                    "explain",
                    "export",
                    "graph",
                    "help",
                    "import",
                    "init",
                    "list",
                    "log",
                    "metrics",
                    "model",
                    "params",
                    "run",
                    "runs",
                    "schema",
                    "status",
                    "undo",
                    "verify",
                    "watch");

    private CommandNames() {}
}
