package dev.weir.build.verdict;

import dev.weir.cache.ActionResult;
import dev.weir.digest.Entry;
import dev.weir.digest.TaskKey;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.WorkspacePath;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/// Whether a task has to do something, and why.
public sealed interface Verdict {
    /// Its key has a recorded result and the disk equals it.
    ///
    /// @param outputs as recorded; a temporary one may be absent on the disk
    /// @param recorded whether this workspace's trace says so already
    record UpToDate(TaskKey key, SortedMap<WorkspacePath, Entry> outputs, boolean recorded)
            implements Verdict {}

    /// Its key has a recorded result whose bytes are all in the store.
    record Restorable(TaskKey key, ActionResult result, List<Reason> why) implements Verdict {
        public Restorable {
            why = List.copyOf(why);
        }
    }

    /// It has to run.
    record Stale(TaskKey key, List<Reason> why) implements Verdict {
        public Stale {
            why = List.copyOf(why);
        }
    }

    /// It reads what stale tasks make, or what is no longer known of tasks that are up to date, so
    /// nothing can be said yet.
    record Pending(SortedSet<TaskName> on) implements Verdict {}

    /// It is a group: nothing of its own has to be done.
    record Grouped() implements Verdict {}

    /// It cannot be done as things are.
    ///
    /// @param message what is wrong, in lower case and without a full stop
    record Impossible(String message) implements Verdict {}
}
