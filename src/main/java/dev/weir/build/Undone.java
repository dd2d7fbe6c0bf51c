package dev.weir.build;

import dev.weir.pipeline.WorkspacePath;
import java.util.List;

/// What an undo did.
///
/// @param back files that are as they were
/// @param lost files whose bytes are no longer in the store
public record Undone(List<WorkspacePath> back, List<WorkspacePath> lost) {
    public Undone {
        back = List.copyOf(back);
        lost = List.copyOf(lost);
    }
}
