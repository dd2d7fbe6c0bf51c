package dev.weir.build;

import dev.weir.pipeline.WorkspacePath;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What an undo did.
///
/// @param run the build before which all is again as it was; `""` when there was nothing to undo
/// @param back files, links and folders that are as they were
/// @param removed what is gone: nothing stood there before, or a folder did
/// @param lost those with bytes that are no longer in the store; what stands in their place stays
/// @param stuck those that the system does not let back, with what it says; the next undo tries
///   again
/// @param others builds that saved something too, the last one first, with the places
public record Undone(
        String run,
        List<WorkspacePath> back,
        List<WorkspacePath> removed,
        List<WorkspacePath> lost,
        SequencedMap<WorkspacePath, String> stuck,
        SequencedMap<String, List<WorkspacePath>> others) {
    public Undone {
        back = List.copyOf(back);
        removed = List.copyOf(removed);
        lost = List.copyOf(lost);
        stuck = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(stuck));
        others = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(others));
    }

    /// When there was nothing to undo.
    public static Undone nothing(SequencedMap<String, List<WorkspacePath>> others) {
        return new Undone("", List.of(), List.of(), List.of(), new LinkedHashMap<>(), others);
    }

    /// Whether all that was saved is back.
    public boolean isWhole() {
        return lost.isEmpty() && stuck.isEmpty();
    }
}
