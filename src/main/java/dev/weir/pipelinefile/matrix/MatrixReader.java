package dev.weir.pipelinefile.matrix;

import dev.weir.diagnostic.Diagnostics;
import dev.weir.diagnostic.Quoted;
import dev.weir.diagnostic.Span;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.Value;
import dev.weir.pipelinefile.expression.Interpolation;
import dev.weir.pipelinefile.key.Key;
import dev.weir.pipelinefile.render.Describe;
import dev.weir.pipelinefile.render.Renderer;
import dev.weir.pipelinefile.yaml.Node;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Reads `matrix`: the cells of a task, in declared order, the last axis fastest. An empty answer
/// means that what is wrong was reported.
public final class MatrixReader {
    private static final int MOST_CELLS = 10_000;
    private static final int LONGEST_NAME = 200;

    private final TaskName task;
    private final Renderer renderer;
    private final Diagnostics diagnostics;

    /// @param renderer knows what expressions in a matrix may name
    public MatrixReader(TaskName task, Renderer renderer, Diagnostics diagnostics) {
        this.task = task;
        this.renderer = renderer;
        this.diagnostics = diagnostics;
    }

    /// The cells.
    public Optional<List<Cell>> read(Node node) {
        int before = diagnostics.errors();
        List<Axis> axes = axes(node);
        if (diagnostics.errors() > before) {
            return Optional.empty();
        }
        if (axes.isEmpty()) {
            diagnostics.error(node.span(), "the matrix has no axes", "write NAME: [VALUE, …]");
            return Optional.empty();
        }
        long count = 1;
        for (Axis axis : axes) {
            count = Math.min(count * axis.values().size(), Integer.MAX_VALUE);
        }
        if (count > MOST_CELLS) {
            diagnostics.error(
                    node.span(),
                    "the matrix has more than " + MOST_CELLS + " cells",
                    "a task can work on many values by itself: pass them as a list");
            return Optional.empty();
        }
        return named(cells(axes), node.span());
    }

    private List<Axis> axes(Node node) {
        List<Axis> axes = new ArrayList<>();
        if (node instanceof Node.Mapping mapping) {
            for (Node.Entry entry : mapping.entries()) {
                renderer.value(entry.value())
                        .flatMap(value -> axis(entry.name(), value, entry.key(), entry.value()))
                        .ifPresent(axes::add);
            }
            return axes;
        }
        Optional<Value> value =
                node instanceof Node.Scalar scalar && Interpolation.isIn(scalar.text())
                        ? renderer.value(scalar)
                        : Optional.of(new Value.Nothing());
        switch (value.orElse(null)) {
            case null -> {}
            case Value.Mapping(var values) ->
                    values.forEach((name, one) -> axis(name, one, node, node).ifPresent(axes::add));
            case Value other ->
                    diagnostics.error(
                            node.span(),
                            "'matrix' takes "
                                    + Key.MATRIX.takes().text()
                                    + ", not "
                                    + (other instanceof Value.Nothing
                                            ? Describe.wrong(node)
                                            : Describe.wrong(other)));
        }
        return axes;
    }

    private Optional<Axis> axis(String name, Value value, Node key, Node node) {
        if (!Interpolation.isName(name)) {
            diagnostics.error(
                    key.span(),
                    "not a name of an axis: " + Quoted.of(name),
                    "names are letters, digits, '_' and '-'");
            return Optional.empty();
        }
        SequencedMap<String, Value> values = new LinkedHashMap<>();
        switch (value) {
            case Value.Sequence(var items) -> {
                for (int i = 0; i < items.size(); i++) {
                    add(values, name, items.get(i), item(node, i));
                }
            }
            case Value.Mapping(var entries) ->
                    entries.forEach((label, one) -> {
                        if (isLabel(label, name, key(node, label))) {
                            values.put(label, one);
                        }
                    });
            default ->
                    diagnostics.error(
                            node.span(),
                            "an axis takes a list of values, or a mapping of names to values, not "
                                    + Describe.wrong(value),
                            value instanceof Value.Nothing
                                    ? ""
                                    : "write [" + Quoted.harmless(value.text()) + "]");
        }
        boolean empty =
                switch (value) {
                    case Value.Sequence(var items) -> items.isEmpty();
                    case Value.Mapping(var entries) -> entries.isEmpty();
                    default -> false;
                };
        if (empty) {
            diagnostics.error(
                    node.span(),
                    "the axis " + Quoted.of(name) + " has no values",
                    "'when' says whether a task is there");
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(new Axis(name, values));
    }

    private void add(SequencedMap<String, Value> values, String axis, Value value, Node at) {
        switch (value) {
            case Value.Nothing _, Value.Sequence _, Value.Mapping _ ->
                    diagnostics.error(
                            at.span(),
                            "a value of the axis "
                                    + Quoted.of(axis)
                                    + " is "
                                    + Describe.kind(value)
                                    + ", which cannot stand in the name of a task",
                            "give each a name: " + axis + ": { NAME: … }");
            default -> {
                if (isLabel(value.text(), axis, at)
                        && values.putIfAbsent(value.text(), value) != null) {
                    diagnostics.error(
                            at.span(),
                            "the axis " + Quoted.of(axis) + " has " + value.text() + " twice");
                }
            }
        }
    }

    private boolean isLabel(String label, String axis, Node at) {
        boolean fine = TaskName.isLabel(label);
        if (!fine) {
            diagnostics.error(
                    at.span(),
                    Quoted.of(label) + " cannot stand in the name of a task",
                    "names hold letters, digits, '_', '-', '+' and '.'; give the value one: "
                            + axis
                            + ": { NAME: … }");
        }
        return fine;
    }

    /// Where an item of a list stands; the list, when it comes from elsewhere.
    private static Node item(Node list, int index) {
        return list instanceof Node.Sequence(_, var items) ? items.get(index) : list;
    }

    private static Node key(Node mapping, String name) {
        return mapping instanceof Node.Mapping written
                ? written.entry(name).<Node>map(Node.Entry::key).orElse(mapping)
                : mapping;
    }

    private static List<Cell> cells(List<Axis> axes) {
        List<Cell> cells = List.of(Cell.NONE);
        for (Axis axis : axes) {
            List<Cell> more = new ArrayList<>();
            for (Cell cell : cells) {
                axis.values().keySet().forEach(label -> more.add(cell.with(axis, label)));
            }
            cells = more;
        }
        return cells;
    }

    /// The cells, if each can be the name of a file.
    private Optional<List<Cell>> named(List<Cell> cells, Span at) {
        for (Cell cell : cells) {
            String name = task.at(cell.labels()).text();
            if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
                diagnostics.error(
                        at,
                        "the name of a cell is longer than "
                                + LONGEST_NAME
                                + " bytes: "
                                + Quoted.of(name),
                        "give axes and values shorter names");
                return Optional.empty();
            }
        }
        return Optional.of(cells);
    }
}
