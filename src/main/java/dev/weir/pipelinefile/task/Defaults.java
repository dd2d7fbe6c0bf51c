package dev.weir.pipelinefile.task;

import dev.weir.diagnostic.Diagnostics;
import dev.weir.diagnostic.Quoted;
import dev.weir.pipelinefile.key.Fields;
import dev.weir.pipelinefile.key.Key;
import dev.weir.pipelinefile.render.Describe;
import dev.weir.pipelinefile.yaml.Node;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The keys that tasks have when they do not have them themselves. A group has no others than its
/// own; a step gets those that are for steps.
///
/// Variables are merged by name, so that `env` is not among the keys that are filled in.
final class Defaults {
    private static final List<Key> NEVER =
            List.of(Key.RUN, Key.USES, Key.CLASSPATH, Key.WITH, Key.INPUTS, Key.OUTPUTS);

    private final Optional<Fields> defaults;

    private Defaults(Optional<Fields> defaults) {
        this.defaults = defaults;
    }

    /// Reads `defaults`.
    static Defaults of(Fields pipeline, Diagnostics diagnostics) {
        Optional<Node> node = pipeline.value(Key.DEFAULTS);
        if (node.isPresent() && node.get() instanceof Node.Mapping mapping) {
            Fields fields = Fields.of(mapping, Key.Of.TASK, diagnostics);
            for (Key key : NEVER) {
                if (fields.has(key)) {
                    diagnostics.error(
                            fields.keySpan(key),
                            Quoted.of(key.word()) + " is each task's own, it has no default");
                }
            }
            return new Defaults(Optional.of(fields));
        }
        node.ifPresent(other ->
                diagnostics.error(
                        other.span(),
                        "'defaults' takes "
                                + Key.DEFAULTS.takes().text()
                                + ", not "
                                + Describe.wrong(other)));
        return new Defaults(Optional.empty());
    }

    /// The keys of a task, with what it does not say itself.
    Fields around(Fields task) {
        return defaults.filter(_ -> task.has(Key.RUN) || task.has(Key.USES))
                .map(fields -> task.with(fields, keys(task)))
                .orElse(task);
    }

    private static Set<Key> keys(Fields task) {
        Set<Key> keys = EnumSet.copyOf(Key.all(Key.Of.TASK));
        NEVER.forEach(keys::remove);
        keys.remove(Key.TASK_ENV);
        if (!task.has(Key.RUN)) {
            ActionReader.OF_COMMANDS.forEach(keys::remove);
        }
        return keys;
    }

    /// The variables of a task that it may replace by name.
    Optional<Node> env() {
        return defaults.flatMap(fields -> fields.value(Key.TASK_ENV));
    }
}
