package dev.weir.cache.garbage;

import dev.weir.digest.Digest;
import dev.weir.digest.TaskKey;
import java.util.Set;

/// What must stay in a store, whatever the budget says.
///
/// @param results by key, with all bytes they name
/// @param bytes that are needed beside them
public record Needed(Set<TaskKey> results, Set<Digest> bytes) {
    public Needed {
        results = Set.copyOf(results);
        bytes = Set.copyOf(bytes);
    }
}
