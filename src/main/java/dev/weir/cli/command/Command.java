package dev.weir.cli.command;

import dev.weir.cli.session.ExitCode;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/// Something weir can be told to do.
interface Command {
    /// How it is called: `weir list [OPTION…]`.
    String synopsis();

    /// One line that says what it does.
    String help();

    /// Command lines to learn from, each with what it does after two spaces and a `#`.
    List<String> examples();

    /// The options it takes beside those that all take.
    Set<Option> options();

    /// Does it.
    ///
    /// @throws dev.weir.diagnostic.DiagnosticException for mistakes of the user
    /// @throws IOException when a file that has to be read or written cannot be
    ExitCode run(Call call) throws IOException, InterruptedException;
}
