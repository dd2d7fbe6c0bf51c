package dev.weir.workspace;

import dev.weir.pipeline.WorkspacePath;

/// Something that has no content to go by.
///
/// @param why goes on after the path: `is a socket, a pipe or a device`
public record Unreadable(WorkspacePath path, String why) {
    /// For a person.
    public String message() {
        return "'" + path + "' " + why;
    }
}
