package dev.weir.workspace;

import dev.weir.pipeline.WorkspacePath;
import java.nio.file.Path;

/// A file that was met, and is still to be read.
///
/// @param file where it is
/// @param state as it was met
record Sighting(WorkspacePath path, Path file, FileState state) {}
