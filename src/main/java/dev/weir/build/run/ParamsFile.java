package dev.weir.build.run;

import dev.weir.build.verdict.JsonText;
import dev.weir.pipeline.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;

/// The params a command asked for, as the JSON file that `$WEIR_PARAMS` names: nested as in the
/// Pipelinefile, keys sorted.
final class ParamsFile {
    private ParamsFile() {}

    /// @param params slices by dotted path
    static void write(SortedMap<String, Value> params, Path file) throws IOException {
        Files.writeString(file, JsonText.of(nested(params)) + "\n", StandardCharsets.UTF_8);
    }

    private static Value.Mapping nested(SortedMap<String, Value> params) {
        Value.Mapping all = new Value.Mapping(new LinkedHashMap<>());
        for (Map.Entry<String, Value> slice : params.entrySet()) {
            all = with(all, slice.getKey().split("\\."), 0, slice.getValue());
        }
        return all;
    }

    private static Value.Mapping with(
            Value.Mapping mapping, String[] path, int depth, Value value) {
        SequencedMap<String, Value> values = new LinkedHashMap<>(mapping.values());
        if (depth == path.length - 1) {
            values.put(path[depth], value);
        } else {
            Value.Mapping inner =
                    values.get(path[depth]) instanceof Value.Mapping there
                            ? there
                            : new Value.Mapping(new LinkedHashMap<>());
            values.put(path[depth], with(inner, path, depth + 1, value));
        }
        return new Value.Mapping(values);
    }
}
