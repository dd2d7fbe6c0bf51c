package dev.weir.workspace;

import java.nio.file.Path;

/// Something of weir's own that the system does not let it remove. It does no harm but to the room
/// it takes.
///
/// @param why what the system said of which file
public record Stuck(Path path, String why) {
    /// For a person.
    public String message() {
        return "'"
                + path
                + "' cannot be removed ("
                + why
                + "): nothing needs it, remove it by hand";
    }
}
