package dev.weir.graph;

import dev.weir.pipeline.Place;
import dev.weir.pipeline.TaskName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Puts tasks into an order in which each comes after all it waits for: depth first from the first
/// declared, without recursion.
final class Order {
    private static final byte OPEN = 1;
    private static final byte DONE = 2;

    private final Edges edges;
    private final byte[] state;
    private final int[] order;
    private int placed;

    private Order(Edges edges) {
        this.edges = edges;
        this.state = new byte[edges.tasks().size()];
        this.order = new int[edges.tasks().size()];
    }

    /// The declared numbers, in order.
    static int[] of(Edges edges) {
        Order order = new Order(edges);
        if (order.walk().isPresent()) {
            throw new IllegalStateException("a cycle was not found before");
        }
        return order.order;
    }

    /// A cycle, if there is one.
    static Optional<Problem> cycle(Edges edges) {
        return new Order(edges)
                .walk()
                .map(path -> {
                    List<TaskName> names =
                            path.stream().map(i -> edges.tasks().get(i).name()).toList();
                    return new Problem.Cycle(Place.of(names.getFirst()), names);
                });
    }

    private Optional<List<Integer>> walk() {
        for (int start = 0; start < state.length; start++) {
            if (state[start] == 0) {
                Optional<List<Integer>> cycle = walkFrom(start);
                if (cycle.isPresent()) {
                    return cycle;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<List<Integer>> walkFrom(int start) {
        Deque<Visit> path = new ArrayDeque<>();
        path.push(open(start));
        while (!path.isEmpty()) {
            Visit visit = path.peek();
            if (visit.next == visit.before.length) {
                path.pop();
                state[visit.task] = DONE;
                order[placed++] = visit.task;
                continue;
            }
            int before = visit.before[visit.next++];
            if (state[before] == OPEN) {
                return Optional.of(circle(path, before));
            }
            if (state[before] == 0) {
                path.push(open(before));
            }
        }
        return Optional.empty();
    }

    private Visit open(int task) {
        state[task] = OPEN;
        int[] sources = edges.sources()[task];
        int[] gates = edges.gates()[task];
        int[] before = java.util.Arrays.copyOf(sources, sources.length + gates.length);
        System.arraycopy(gates, 0, before, sources.length, gates.length);
        java.util.Arrays.sort(before);
        return new Visit(task, before);
    }

    /// From the one met again to the one that met it: each needs the next.
    private static List<Integer> circle(Deque<Visit> path, int met) {
        List<Integer> circle = new ArrayList<>();
        for (Visit visit : path) {
            circle.addFirst(visit.task);
            if (visit.task == met) {
                break;
            }
        }
        return circle;
    }

    private static final class Visit {
        final int task;
        final int[] before;
        int next;

        Visit(int task, int[] before) {
            this.task = task;
            this.before = before;
        }
    }
}
