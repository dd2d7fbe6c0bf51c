package dev.weir.build;

import dev.weir.pipeline.WorkspacePath;
import java.util.List;

/// What a cleaning did.
///
/// @param removed outputs that are gone
/// @param kept outputs that stand because weir did not make what is there
/// @param saved outputs that had been edited: gone, and kept for `undo`
/// @param bytes that were freed, those of the store included
public record Cleaned(
        List<WorkspacePath> removed,
        List<WorkspacePath> kept,
        List<WorkspacePath> saved,
        long bytes) {
    public Cleaned {
        removed = List.copyOf(removed);
        kept = List.copyOf(kept);
        saved = List.copyOf(saved);
    }
}
