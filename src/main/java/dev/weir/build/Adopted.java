package dev.weir.build;

import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.WorkspacePath;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What was recorded as made.
///
/// @param outputs by task, in order
public record Adopted(SequencedMap<TaskName, List<WorkspacePath>> outputs) {
    public Adopted {
        outputs = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(outputs));
    }
}
