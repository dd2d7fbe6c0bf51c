package dev.weir.pipeline;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// A whole pipeline: everything of a Pipelinefile and its params that can be known without looking
/// at the disk.
///
/// @param name of the pipeline, `""` for none
/// @param targets the tasks built when none is named: one, or the cells of one; empty for none
/// @param tasks those that are there, in declared order
/// @param absent tasks whose `when` is false, each with the reason: `params.source is 'tlc', needs
///   one of [file]`
/// @param params all leaves, in declared order
public record Pipeline(
        String name,
        List<TaskName> targets,
        SequencedMap<TaskName, Task> tasks,
        SequencedMap<TaskName, String> absent,
        List<Param> params) {
    public Pipeline {
        tasks = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(tasks));
        absent = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(absent));
        targets = List.copyOf(targets);
        params = List.copyOf(params);
    }
}
