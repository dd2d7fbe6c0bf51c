package dev.weir.pipeline;

import java.util.List;

/// Files that a task reads.
///
/// @param name the name it was declared under, `""` for none; several inputs may share one (a list)
/// @param pattern the path of a file or folder, or a glob
/// @param optional whether nothing needs to be there
/// @param exclude what of a glob or folder does not count
public record Input(String name, PathPattern pattern, boolean optional, List<PathPattern> exclude) {
    public Input {
        exclude = List.copyOf(exclude);
    }

    /// A required input without exclusions.
    public static Input of(String name, String path) {
        return new Input(name, PathPattern.of(path), false, List.of());
    }

    /// Whether one of the exclusions covers a path.
    public boolean excludes(WorkspacePath path) {
        for (PathPattern pattern : exclude) {
            if (pattern.covers(path)) {
                return true;
            }
        }
        return false;
    }
}
