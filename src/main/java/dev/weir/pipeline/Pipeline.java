package dev.weir.pipeline;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/// A whole pipeline: everything of a Pipelinefile and its params that can be known without looking
/// at the disk.
///
/// @param name of the pipeline, `""` for none
/// @param targets the tasks built when none is named: one, or the cells of one; empty for none
/// @param defaults the tasks that are meant by the name of each included file; empty for one
///   without a default
/// @param tasks those that are there, in declared order
/// @param absent tasks whose `when` is false, each with the reason: `params.source is 'tlc', needs
///   one of [file]`
/// @param params all leaves, in declared order
/// @param pools how much of each there is for all running tasks together; no task takes of another,
///   or more than that
public record Pipeline(
        String name,
        List<TaskName> targets,
        SequencedMap<TaskName, List<TaskName>> defaults,
        SequencedMap<TaskName, Task> tasks,
        SequencedMap<TaskName, String> absent,
        List<Param> params,
        SortedMap<String, Integer> pools) {
    public Pipeline {
        defaults = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(defaults));
        tasks = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(tasks));
        absent = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(absent));
        targets = List.copyOf(targets);
        params = List.copyOf(params);
        pools = Collections.unmodifiableSortedMap(new TreeMap<>(pools));
        for (Task task : tasks.values()) {
            for (Map.Entry<String, Integer> taken : task.policy().resources().pools().entrySet()) {
                Integer size = pools.get(taken.getKey());
                if (size == null || taken.getValue() > size) {
                    throw new IllegalArgumentException(
                            "the pool '" + taken.getKey() + "' is too small for " + task.name());
                }
            }
        }
    }
}
