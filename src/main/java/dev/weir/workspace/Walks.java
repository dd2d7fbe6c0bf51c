package dev.weir.workspace;

import dev.weir.pipeline.Input;
import dev.weir.pipeline.PathPattern;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What folders and globs came to, each with the looks on the way: while these find all as it was,
/// another walk would come to the same. To repeat them is far less work than to walk through a
/// large folder and to compare what it holds.
///
/// Safe for several threads.
public final class Walks {
    private final Map<Query, Walked> done = new ConcurrentHashMap<>();

    /// What of an input decides what it stands for.
    record Query(PathPattern pattern, List<PathPattern> exclude) {
        static Query of(Input input) {
            return new Query(input.pattern(), input.exclude());
        }
    }

    private record Walked(Contents contents, PackedLooks looks) {}

    /// What a walk came to, if it would come to the same now.
    Optional<Contents> repeated(Query query) throws InterruptedException {
        Walked walked = done.get(query);
        return walked != null && walked.looks().hold()
                ? Optional.of(walked.contents())
                : Optional.empty();
    }

    /// Keeps what a walk came to, if looking again can tell whether it still holds.
    ///
    /// @param looks all that the walk rested on
    void learn(Query query, Contents contents, Looks looks) {
        if (looks.areRepeatable() && contents.unreadable().isEmpty()) {
            done.put(query, new Walked(contents, looks.packed()));
        } else {
            done.remove(query);
        }
    }
}
