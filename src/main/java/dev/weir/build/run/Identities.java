package dev.weir.build.run;

import dev.weir.exec.ProcessIdentity;
import java.util.Optional;

/// Processes as the journal keeps them: `PID STARTED BOOT`.
public final class Identities {
    private Identities() {}

    public static String text(ProcessIdentity process) {
        return process.pid() + " " + process.started() + " " + process.boot();
    }

    /// Empty for a text that is none.
    public static Optional<ProcessIdentity> of(String text) {
        String[] parts = text.split(" ", 3);
        try {
            return Optional.of(
                    new ProcessIdentity(
                            Long.parseLong(parts[0]),
                            Long.parseLong(parts[1]),
                            parts.length > 2 ? parts[2] : ""));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException damaged) {
            return Optional.empty();
        }
    }
}
