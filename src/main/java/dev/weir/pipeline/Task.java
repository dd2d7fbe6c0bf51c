package dev.weir.pipeline;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A declared unit of work.
///
/// @param help one line for the list of tasks, `""` for none
/// @param inputs in declared order
/// @param outputs in declared order; those of an effect, which nobody can restore, are never
///   temporary
/// @param needs tasks that must have succeeded before; their outputs are not in the key
/// @param params the slices of the params the action reads, by dotted path
public record Task(
        TaskName name,
        String help,
        Action action,
        List<Input> inputs,
        List<Output> outputs,
        List<TaskName> needs,
        SortedMap<String, Value> params,
        Environment environment,
        Policy policy) {
    public Task {
        inputs = List.copyOf(inputs);
        outputs =
                policy.effect()
                        ? outputs.stream().map(Output::staying).toList()
                        : List.copyOf(outputs);
        needs = List.copyOf(needs);
        params = Collections.unmodifiableSortedMap(new TreeMap<>(params));
    }

    /// Whether it does nothing itself.
    public boolean isGroup() {
        return action instanceof Action.Group;
    }

    /// Whether it has neither inputs nor outputs: such a command always runs, as in make.
    public boolean isPlainCommand() {
        return !isGroup() && inputs.isEmpty() && outputs.isEmpty() && !policy.effect();
    }

    /// Whether it is there only for what it does to the world.
    public boolean isEffect() {
        return policy.effect();
    }
}
