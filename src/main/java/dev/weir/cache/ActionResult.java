package dev.weir.cache;

import dev.weir.digest.Digest;
import dev.weir.digest.Entry;
import dev.weir.digest.Manifest;
import dev.weir.pipeline.WorkspacePath;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a run of an action made.
///
/// @param task the name of the task that made it, for people; not part of any key
/// @param outputs by declared path
/// @param log the blob of what it said, if it said anything
/// @param run the build that made it
/// @param finished when
/// @param took how long the action ran
public record ActionResult(
        String task,
        SortedMap<WorkspacePath, Made> outputs,
        Optional<Digest> log,
        String run,
        Instant finished,
        Duration took) {
    public ActionResult {
        outputs = Collections.unmodifiableSortedMap(new TreeMap<>(outputs));
    }

    /// One output.
    public sealed interface Made {
        /// As it is compared.
        Entry entry();
    }

    /// A file.
    public record MadeFile(Entry entry) implements Made {
        public MadeFile {
            if (entry.kind() == Entry.Kind.FOLDER) {
                throw new IllegalArgumentException("a folder has a manifest");
            }
        }
    }

    /// A folder.
    public record MadeFolder(Manifest manifest) implements Made {
        @Override
        public Entry entry() {
            return manifest.entry();
        }
    }
}
