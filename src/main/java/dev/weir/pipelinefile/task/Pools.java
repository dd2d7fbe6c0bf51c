package dev.weir.pipelinefile.task;

import dev.weir.diagnostic.Diagnostics;
import dev.weir.diagnostic.Quoted;
import dev.weir.pipeline.Policy.Resources;
import dev.weir.pipelinefile.expression.Interpolation;
import dev.weir.pipelinefile.key.Key;
import dev.weir.pipelinefile.key.Typed;
import dev.weir.pipelinefile.yaml.Node;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// What running tasks share, those of included files too: of what several files say about a pool,
/// the outermost counts. There is one `gpu` unless a file says how many.
public final class Pools {
    private final SortedMap<String, Integer> sizes = new TreeMap<>();
    private final Set<String> said = new HashSet<>();
    private final Diagnostics diagnostics;

    public Pools(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
        sizes.put(Resources.GPU, 1);
    }

    /// Reads `pools` of a file, after the files that include it.
    public void add(Typed pipeline) {
        for (Typed.Count pool : pipeline.counts(Key.POOLS)) {
            String name = pool.entry().name();
            if (Interpolation.isName(name)) {
                if (said.add(name)) {
                    sizes.put(name, pool.count());
                }
            } else {
                diagnostics.error(
                        pool.entry().key().span(),
                        "not a name of a pool: " + Quoted.of(name),
                        "names are letters, digits, '_' and '-'");
            }
        }
    }

    /// How much there is of each.
    public SortedMap<String, Integer> sizes() {
        return sizes;
    }

    /// Reads what a task takes, from its `resources`.
    SortedMap<String, Integer> taken(Typed resources) {
        SortedMap<String, Integer> taken = new TreeMap<>();
        for (Typed.Count pool : resources.counts(Key.TAKEN)) {
            take(
                    pool.entry().name(),
                    pool.count(),
                    pool.entry().key(),
                    pool.entry().value(),
                    taken);
        }
        Node gpu = resources.fields().value(Key.GPU).orElse(null);
        if (gpu != null && taken.containsKey(Resources.GPU)) {
            diagnostics.error(
                    resources.fields().keySpan(Key.GPU), "'gpu' is also among its pools", "");
        } else if (gpu != null) {
            resources
                    .count(Key.GPU)
                    .ifPresent(count -> take(Resources.GPU, count, gpu, gpu, taken));
        }
        return taken;
    }

    private void take(
            String name, int count, Node key, Node value, SortedMap<String, Integer> taken) {
        Integer size = sizes.get(name);
        if (size == null) {
            String suggestion = diagnostics.suggestion(name, sizes.keySet());
            diagnostics.error(
                    key.span(),
                    "no pool named " + Quoted.of(name),
                    suggestion.isEmpty()
                            ? "say how much there is of it, at the top: pools: { "
                                    + Quoted.harmless(name)
                                    + ": "
                                    + count
                                    + " }"
                            : suggestion);
        } else if (count > size) {
            diagnostics.error(
                    value.span(),
                    "the task takes " + count + " of " + Quoted.of(name) + ", and there is " + size,
                    "at the top, 'pools: { " + name + ": " + count + " }' says that there is more");
        } else {
            taken.put(name, count);
        }
    }
}
