package dev.weir.graph;

import dev.weir.pipeline.Output;
import dev.weir.pipeline.Pipeline;
import dev.weir.pipeline.Task;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.WorkspacePath;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// The tasks of a pipeline as a graph without cycles. Tasks are numbered from 0 in an order in
/// which each comes after all it waits for, and otherwise as declared.
public final class TaskGraph {
    private final List<Task> tasks;
    private final Map<TaskName, Integer> numbers;
    private final int[][] sources;
    private final int[][] gates;
    private final int[][] followers;
    private final OutputIndex outputs;

    private TaskGraph(List<Task> tasks, int[][] sources, int[][] gates, OutputIndex outputs) {
        this.tasks = tasks;
        this.sources = sources;
        this.gates = gates;
        this.outputs = outputs;
        this.numbers = new HashMap<>();
        for (int i = 0; i < tasks.size(); i++) {
            numbers.put(tasks.get(i).name(), i);
        }
        this.followers = reversed(sources, gates);
    }

    /// The graph of a pipeline.
    ///
    /// @throws ProblemsException with all mistakes, when there are any
    public static TaskGraph of(Pipeline pipeline) {
        Edges edges = Edges.of(pipeline);
        if (!edges.problems().isEmpty()) {
            throw new ProblemsException(edges.problems());
        }
        int[] order = Order.of(edges);
        return edges.renumbered(order);
    }

    static TaskGraph of(List<Task> tasks, int[][] sources, int[][] gates, OutputIndex outputs) {
        return new TaskGraph(List.copyOf(tasks), sources, gates, outputs);
    }

    private static int[][] reversed(int[][] sources, int[][] gates) {
        int count = sources.length;
        int[] sizes = new int[count];
        int[][] all = new int[count][];
        for (int i = 0; i < count; i++) {
            all[i] = union(sources[i], gates[i]);
            for (int before : all[i]) {
                sizes[before]++;
            }
        }
        int[][] followers = new int[count][];
        for (int i = 0; i < count; i++) {
            followers[i] = new int[sizes[i]];
        }
        for (int i = count - 1; i >= 0; i--) {
            for (int before : all[i]) {
                followers[before][--sizes[before]] = i;
            }
        }
        return followers;
    }

    private static int[] union(int[] sources, int[] gates) {
        return gates.length == 0
                ? sources
                : IntStream.concat(Arrays.stream(sources), Arrays.stream(gates))
                        .distinct()
                        .toArray();
    }

    /// How many tasks there are.
    public int size() {
        return tasks.size();
    }

    /// All tasks, in order.
    public List<Task> tasks() {
        return tasks;
    }

    /// The task with a number.
    public Task task(int number) {
        return tasks.get(number);
    }

    /// The number of a task.
    public Optional<Integer> number(TaskName name) {
        return Optional.ofNullable(numbers.get(name));
    }

    /// The tasks whose outputs a task reads.
    public int[] sources(int number) {
        return sources[number].clone();
    }

    /// The tasks a task needs for their success only.
    public int[] gates(int number) {
        return gates[number].clone();
    }

    /// The tasks that wait for a task, by edges of either kind.
    public int[] followers(int number) {
        return followers[number].clone();
    }

    /// Who makes what.
    public OutputIndex outputs() {
        return outputs;
    }

    /// The task that makes a path, or the folder it lies in.
    public Optional<TaskName> producer(WorkspacePath path) {
        return outputs.at(path)
                .or(() -> outputs.above(path))
                .map(made -> tasks.get(made.task()).name());
    }

    /// The given tasks and all they wait for, as a set of numbers.
    public BitSet closure(Collection<TaskName> targets) {
        BitSet closure = new BitSet(tasks.size());
        ArrayDeque<Integer> open = new ArrayDeque<>();
        for (TaskName target : targets) {
            Integer number = numbers.get(target);
            if (number == null) {
                throw new IllegalArgumentException("no task named '" + target + "'");
            }
            open.add(number);
        }
        while (!open.isEmpty()) {
            int number = open.remove();
            if (!closure.get(number)) {
                closure.set(number);
                for (int source : sources[number]) {
                    open.add(source);
                }
                for (int gate : gates[number]) {
                    open.add(gate);
                }
            }
        }
        return closure;
    }

    /// All declared outputs, in order of the tasks.
    public List<Output> allOutputs() {
        List<Output> all = new ArrayList<>();
        tasks.forEach(task -> all.addAll(task.outputs()));
        return all;
    }
}
