package dev.weir.workspace;

import java.nio.file.Path;

/// Something that stays beside an output, since the system does not let it go.
public sealed interface Stuck {
    /// For a person.
    String message();

    /// Something of weir's own that cannot be removed. It does no harm but to the room it takes.
    ///
    /// @param why what the system said of which file
    record Unremovable(Path path, String why) implements Stuck {
        @Override
        public String message() {
            return "'"
                    + path
                    + "' cannot be removed ("
                    + why
                    + "): nothing needs it, remove it by hand";
        }
    }

    /// What stood at an output and could not be taken to weir's folder.
    ///
    /// @param path where it is now
    /// @param output where it stood
    /// @param why what the system said of which file
    record Untaken(Path path, String output, String why) implements Stuck {
        @Override
        public String message() {
            return "what stood at '"
                    + output
                    + "' is in '"
                    + path
                    + "' now, as it could not be taken further ("
                    + why
                    + "): look at it, and remove it by hand";
        }
    }
}
