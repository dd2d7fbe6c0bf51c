package dev.weir.oracle;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// Everything that may change what a task makes, in the open.
///
/// @param config what is no input
/// @param inputs what stands at each path that is read, links followed
/// @param outputs whether a folder, by path
record Key(
        SortedMap<String, String> config,
        SortedMap<String, Thing> inputs,
        SortedMap<String, Boolean> outputs) {
    Key {
        config = Collections.unmodifiableSortedMap(new TreeMap<>(config));
        inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
        outputs = Collections.unmodifiableSortedMap(new TreeMap<>(outputs));
    }

    static Key of(
            TaskSpec task, SortedMap<String, String> config, SortedMap<String, Thing> inputs) {
        SortedMap<String, Boolean> outputs = new TreeMap<>();
        task.outputs().forEach(output -> outputs.put(output.path(), output.folder()));
        return new Key(config, inputs, outputs);
    }
}
