package dev.weir.pipelinefile.matrix;

import dev.weir.pipeline.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// One axis of a matrix.
///
/// @param values by the text that stands for each in the names of cells, in declared order
public record Axis(String name, SequencedMap<String, Value> values) {
    public Axis {
        values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
    }
}
