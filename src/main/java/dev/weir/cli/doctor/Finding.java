package dev.weir.cli.doctor;

import dev.weir.disk.IoText;
import java.io.IOException;

/// What was found of one thing.
///
/// @param subject what was looked at: `disk`, `locks`
/// @param message what was found, in lower case and without a full stop
/// @param help what to do about it, `""` for nothing
public record Finding(String subject, State state, String message, String help) {
    /// How good it is.
    public enum State {
        /// As it should be.
        GOOD,
        /// Worth knowing; builds go well.
        NOTABLE,
        /// Something is wrong.
        BAD
    }

    /// A look at one thing.
    interface Look {
        Finding find() throws IOException;
    }

    /// What a look finds; that it is not allowed is a finding as well.
    static Finding of(String subject, Look look) {
        try {
            return look.find();
        } catch (IOException refused) {
            return bad(
                    subject,
                    "cannot be looked at: " + IoText.of(refused),
                    "change who may read it");
        }
    }

    static Finding good(String subject, String message) {
        return new Finding(subject, State.GOOD, message, "");
    }

    static Finding notable(String subject, String message, String help) {
        return new Finding(subject, State.NOTABLE, message, help);
    }

    static Finding bad(String subject, String message, String help) {
        return new Finding(subject, State.BAD, message, help);
    }
}
