package dev.weir.report;

import dev.weir.graph.TaskGraph;
import dev.weir.pipeline.Task;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Pictures of tasks and what they wait for. An edge goes from a task to the one that reads its
/// outputs; a dashed one to the task that only needs its success.
public final class GraphPicture {
    private final TaskGraph graph;
    private final BitSet tasks;

    /// @param tasks numbers of the tasks to show
    public GraphPicture(TaskGraph graph, BitSet tasks) {
        this.graph = graph;
        this.tasks = (BitSet) tasks.clone();
    }

    /// A line for each task, after those it waits for.
    public String text() {
        StringBuilder text = new StringBuilder();
        tasks.stream()
                .forEach(task -> {
                    List<String> before = new ArrayList<>();
                    for (int source : graph.sources(task)) {
                        before.add(name(source));
                    }
                    for (int gate : gatesOnly(task)) {
                        before.add("(" + name(gate) + ")");
                    }
                    text.append(name(task));
                    if (!before.isEmpty()) {
                        text.append(" ← ").append(String.join(", ", before));
                    }
                    text.append('\n');
                });
        return text.toString();
    }

    /// For Graphviz.
    public String dot() {
        StringBuilder text =
                new StringBuilder("digraph weir {\n  rankdir=LR;\n  node [shape=box];\n");
        tasks.stream()
                .forEach(task ->
                        text.append("  \"")
                                .append(name(task))
                                .append("\"")
                                .append(graph.task(task).isGroup() ? " [style=rounded]" : "")
                                .append(";\n"));
        edges((from, to, gate) ->
                text.append("  \"")
                        .append(name(from))
                        .append("\" -> \"")
                        .append(name(to))
                        .append("\"")
                        .append(gate ? " [style=dashed]" : "")
                        .append(";\n"));
        return text.append("}\n").toString();
    }

    /// For Mermaid, which GitHub and GitLab show inside Markdown.
    public String mermaid() {
        StringBuilder text = new StringBuilder("graph LR\n");
        tasks.stream()
                .forEach(task -> {
                    Task shown = graph.task(task);
                    text.append("  t")
                            .append(task)
                            .append(shown.isGroup() ? "(\"" : "[\"")
                            .append(shown.name())
                            .append(shown.isGroup() ? "\")\n" : "\"]\n");
                });
        edges((from, to, gate) ->
                text.append("  t")
                        .append(from)
                        .append(gate ? " -.-> " : " --> ")
                        .append('t')
                        .append(to)
                        .append('\n'));
        return text.toString();
    }

    private void edges(Edge edge) {
        tasks.stream()
                .forEach(task -> {
                    for (int source : graph.sources(task)) {
                        edge.between(source, task, false);
                    }
                    for (int gate : gatesOnly(task)) {
                        edge.between(gate, task, true);
                    }
                });
    }

    /// The tasks it needs whose outputs it does not read.
    private List<Integer> gatesOnly(int task) {
        BitSet sources = new BitSet();
        for (int source : graph.sources(task)) {
            sources.set(source);
        }
        List<Integer> gates = new ArrayList<>();
        for (int gate : graph.gates(task)) {
            if (!sources.get(gate)) {
                gates.add(gate);
            }
        }
        return gates;
    }

    private String name(int task) {
        return graph.task(task).name().text();
    }

    private interface Edge {
        void between(int from, int to, boolean gate);
    }
}
