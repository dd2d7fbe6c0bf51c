package dev.weir.build.verdict;

import dev.weir.digest.Encoder;
import dev.weir.digest.Entry;
import dev.weir.digest.TaskKey;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.trace.Trace;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Everything that may change a task's result, by name: what the key is made of, and what a reason
/// compares.
///
/// @param config what is no input: `command`, `with.model.depth`, `params.lr`, `env.LANG`,
///   `tool.python3 --version`, `output.a.csv`
/// @param inputs what is read, by path
public record KeyFields(SortedMap<String, String> config, SortedMap<WorkspacePath, Entry> inputs) {
    public KeyFields {
        config = Collections.unmodifiableSortedMap(new TreeMap<>(config));
        inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
    }

    /// The fields a run had.
    static KeyFields of(Trace run) {
        return new KeyFields(run.config(), run.inputs());
    }

    /// The key, knowing the last success: its key, when it had the very same fields, and nothing is
    /// hashed then.
    TaskKey key(Optional<Trace> last) {
        return last.filter(run ->
                        run.isSettled()
                                && config.equals(run.config())
                                && inputs.equals(run.inputs()))
                .map(Trace::key)
                .orElseGet(this::key);
    }

    /// The key: the digest of the fields, framed and counted.
    public TaskKey key() {
        Encoder encoder = new Encoder("task").count(config.size());
        config.forEach((name, text) -> encoder.text(name).text(text));
        encoder.count(inputs.size());
        inputs.forEach((path, entry) ->
                encoder.text(path.text()).text(entry.kind().name()).digest(entry.digest()));
        return new TaskKey(encoder.finish());
    }
}
