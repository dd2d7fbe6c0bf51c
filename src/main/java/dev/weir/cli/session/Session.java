package dev.weir.cli.session;

import dev.weir.report.TextOutput;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/// All that weir takes from the process it runs in. Nothing else of weir reads the environment, the
/// working directory or the time, or writes to a stream.
///
/// @param folder the working directory, absolute
/// @param environment which nobody changes; it knows what was asked of it
/// @param version of weir
/// @param build names this build of weir and no other; `""` where that is not known
public record Session(
        Path folder,
        Map<String, String> environment,
        TextOutput out,
        TextOutput err,
        Terminal terminal,
        Signals signals,
        InstantSource clock,
        String version,
        String build) {
    public Session {
        environment = Consulted.of(environment);
    }

    /// What `--version` says.
    public String versionLine() {
        return "weir " + version + "\n";
    }

    /// The same process with another working directory (`-C`).
    public Session in(Path other) {
        return new Session(other, environment, out, err, terminal, signals, clock, version, build);
    }
}
