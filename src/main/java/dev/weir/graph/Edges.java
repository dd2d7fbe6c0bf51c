package dev.weir.graph;

import dev.weir.pipeline.Input;
import dev.weir.pipeline.Output;
import dev.weir.pipeline.Pipeline;
import dev.weir.pipeline.Place;
import dev.weir.pipeline.Task;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.Unseen;
import dev.weir.pipeline.WorkspacePath;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// The edges of a pipeline, tasks numbered as declared, and what is wrong with them.
record Edges(
        List<Task> tasks,
        int[][] sources,
        int[][] gates,
        OutputIndex outputs,
        List<Problem> problems) {
    static Edges of(Pipeline pipeline) {
        List<Task> tasks = List.copyOf(pipeline.tasks().values());
        List<Problem> problems = new ArrayList<>();
        OutputIndex outputs = indexed(tasks, problems);
        int[][] sources = new int[tasks.size()][];
        int[][] gates = new int[tasks.size()][];
        Map<TaskName, Integer> numbers = new HashMap<>();
        for (int i = 0; i < tasks.size(); i++) {
            numbers.put(tasks.get(i).name(), i);
        }
        for (int i = 0; i < tasks.size(); i++) {
            sources[i] = sourcesOf(i, tasks.get(i), outputs, problems);
            gates[i] = gatesOf(tasks.get(i), numbers, problems);
        }
        Edges edges = new Edges(tasks, sources, gates, outputs, problems);
        if (problems.isEmpty()) {
            Order.cycle(edges).ifPresent(problems::add);
        }
        return edges;
    }

    private static OutputIndex indexed(List<Task> tasks, List<Problem> problems) {
        OutputIndex index = new OutputIndex();
        Map<String, OutputIndex.Made> folded = new HashMap<>();
        for (int i = 0; i < tasks.size(); i++) {
            Task task = tasks.get(i);
            for (int k = 0; k < task.outputs().size(); k++) {
                Output output = task.outputs().get(k);
                if (isReserved(output.path())) {
                    problems.add(new Problem.OutputInCache(place(task, k), output.path()));
                }
                OutputIndex.Made made = new OutputIndex.Made(i, output);
                Optional<OutputIndex.Made> taken = index.add(made);
                if (taken.isPresent()) {
                    problems.add(clash(task, k, "is also an output of", tasks, taken.get()));
                    continue;
                }
                OutputIndex.Made alike = folded.putIfAbsent(folded(output.path()), made);
                if (alike != null) {
                    problems.add(
                            clash(
                                    task,
                                    k,
                                    "differs only in case or Unicode form from the output of",
                                    tasks,
                                    alike));
                }
            }
        }
        for (Task task : tasks) {
            for (int k = 0; k < task.outputs().size(); k++) {
                Optional<OutputIndex.Made> above = index.above(task.outputs().get(k).path());
                if (above.isPresent()) {
                    problems.add(clash(task, k, "lies inside an output of", tasks, above.get()));
                }
            }
        }
        return index;
    }

    private static boolean isReserved(WorkspacePath path) {
        String first =
                path.text().contains("/")
                        ? path.text().substring(0, path.text().indexOf('/'))
                        : path.text();
        return Unseen.atTop(first) || first.equals(".git") || path.name().startsWith(Unseen.OWN);
    }

    private static Problem clash(
            Task task, int position, String how, List<Task> tasks, OutputIndex.Made other) {
        return new Problem.OutputsClash(
                place(task, position),
                task.outputs().get(position).path(),
                how,
                tasks.get(other.task()).name(),
                other.output().path());
    }

    private static Place place(Task task, int output) {
        return place(task, "outputs", task.outputs().get(output).name(), output);
    }

    private static String folded(WorkspacePath path) {
        String text = path.text();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 128) {
                return Normalizer.normalize(text, Normalizer.Form.NFC)
                        .toUpperCase(Locale.ROOT)
                        .toLowerCase(Locale.ROOT);
            }
        }
        return text.toLowerCase(Locale.ROOT);
    }

    private static int[] sourcesOf(
            int number, Task task, OutputIndex outputs, List<Problem> problems) {
        TreeSet<Integer> sources = new TreeSet<>();
        for (int k = 0; k < task.inputs().size(); k++) {
            Input input = task.inputs().get(k);
            for (OutputIndex.Made made : outputs.feeding(input)) {
                if (made.task() == number) {
                    Place place = place(task, "inputs", input.name(), k);
                    problems.add(ownOutput(place, input, made.output()));
                } else {
                    sources.add(made.task());
                }
            }
        }
        return sources.stream().mapToInt(Integer::intValue).toArray();
    }

    private static Problem ownOutput(Place place, Input input, Output output) {
        if (!input.pattern().isGlob() && input.pattern().root().equals(output.path())) {
            return new Problem.EditsInPlace(place, output.path());
        }
        boolean above = input.pattern().root().isBelow(output.path());
        return above
                ? new Problem.InputInsideOutput(place, input.pattern().text(), output.path())
                : new Problem.OutputInsideInput(place, input.pattern().text(), output.path());
    }

    private static int[] gatesOf(
            Task task, Map<TaskName, Integer> numbers, List<Problem> problems) {
        List<Integer> gates = new ArrayList<>();
        for (int k = 0; k < task.needs().size(); k++) {
            TaskName needed = task.needs().get(k);
            Integer number = numbers.get(needed);
            if (number == null) {
                problems.add(
                        new Problem.UnknownTask(
                                Place.of(task.name(), "needs", Integer.toString(k)), needed));
            } else {
                gates.add(number);
            }
        }
        return gates.stream().mapToInt(Integer::intValue).distinct().toArray();
    }

    private static Place place(Task task, String key, String name, int position) {
        return Place.of(task.name(), key, name.isEmpty() ? Integer.toString(position) : name);
    }

    /// The graph with tasks in the given order.
    TaskGraph renumbered(int[] order) {
        int[] number = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            number[order[i]] = i;
        }
        List<Task> sorted = new ArrayList<>(order.length);
        int[][] newSources = new int[order.length][];
        int[][] newGates = new int[order.length][];
        for (int i = 0; i < order.length; i++) {
            sorted.add(tasks.get(order[i]));
            newSources[i] = renumbered(sources[order[i]], number);
            newGates[i] = renumbered(gates[order[i]], number);
        }
        return TaskGraph.of(sorted, newSources, newGates, outputs.renumbered(number));
    }

    private static int[] renumbered(int[] old, int[] number) {
        int[] fresh = new int[old.length];
        for (int i = 0; i < old.length; i++) {
            fresh[i] = number[old[i]];
        }
        java.util.Arrays.sort(fresh);
        return fresh;
    }
}
