package dev.weir.pipelinefile.task;

import dev.weir.diagnostic.Diagnostics;
import dev.weir.diagnostic.Quoted;
import dev.weir.pipeline.Param;
import dev.weir.pipeline.Value;
import dev.weir.pipelinefile.expression.Expression;
import dev.weir.pipelinefile.expression.Interpolation;
import dev.weir.pipelinefile.key.Key;
import dev.weir.pipelinefile.matrix.Cell;
import dev.weir.pipelinefile.param.ParamTree;
import dev.weir.pipelinefile.param.ParamTypes;
import dev.weir.pipelinefile.render.Describe;
import dev.weir.pipelinefile.render.Position;
import dev.weir.pipelinefile.render.Renderer;
import dev.weir.pipelinefile.yaml.Node;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/// Reads `when`: whether a task is there.
public final class WhenReader {
    private final Surroundings surroundings;
    private final CellNames cell;
    private final Renderer renderer;
    private final Diagnostics diagnostics;
    private final List<String> reasons = new ArrayList<>();

    private WhenReader(TaskScope task) {
        this.surroundings = task.surroundings();
        this.cell = new CellNames(task.cell(), task.diagnostics());
        this.renderer = task.renderer(Position.WHEN, true);
        this.diagnostics = task.diagnostics();
    }

    /// Why the task is not there, nothing when it is.
    public static Optional<String> absence(TaskScope task) {
        Optional<Node> when = task.fields().value(Key.WHEN);
        if (when.isEmpty()) {
            return Optional.empty();
        }
        WhenReader reader = new WhenReader(task);
        if (when.get() instanceof Node.Mapping mapping) {
            mapping.entries().forEach(reader::read);
        } else {
            task.diagnostics()
                    .error(
                            when.get().span(),
                            "'when' takes "
                                    + Key.WHEN.takes().text()
                                    + ", not "
                                    + Describe.wrong(when.get()));
        }
        return reader.reasons.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join("; ", reader.reasons));
    }

    private void read(Node.Entry entry) {
        List<String> path = List.of(entry.name().split("\\.", -1));
        if (!path.stream().allMatch(Interpolation::isName)) {
            diagnostics.error(
                    entry.key().span(),
                    Quoted.of(entry.name()) + " is not the path of a param",
                    "write params.NAME: [VALUE, …]");
            return;
        }
        Expression named = new Expression(path, "", entry.key().span());
        List<Node> wanted =
                entry.value() instanceof Node.Sequence(_, var items)
                        ? items
                        : List.of(entry.value());
        switch (named.root()) {
            case "params" -> param(named, wanted, entry);
            case "env" -> variable(named, wanted);
            case "matrix" -> axis(named, wanted);
            default ->
                    surroundings
                            .params()
                            .unknown(named, Position.WHEN.roots(), Position.WHEN.text());
        }
    }

    private void param(Expression named, List<Node> wanted, Node.Entry entry) {
        Optional<ParamTree> tree = surroundings.params().find(named, 1);
        if (tree.isPresent() && tree.get() instanceof ParamTree.Group) {
            diagnostics.error(
                    entry.key().span(), Quoted.of(named.text()) + " is a group of params");
            return;
        }
        Optional<Param> param = tree.flatMap(surroundings.params()::leaf);
        if (param.isEmpty()) {
            return;
        }
        List<Value> values = new ArrayList<>();
        for (Node node : wanted) {
            renderer.value(node)
                    .flatMap(value -> converted(param.get(), value, node))
                    .ifPresent(values::add);
        }
        if (values.size() == wanted.size() && !values.contains(param.get().value())) {
            reasons.add(reason(named, param.get().value(), values));
        }
    }

    private Optional<Value> converted(Param param, Value value, Node node) {
        String written =
                node instanceof Node.Scalar scalar && !Interpolation.isIn(scalar.text())
                        ? scalar.text()
                        : "";
        Optional<Value> converted = ParamTypes.convert(param.type(), value, written);
        String name = "the param " + Quoted.of(param.path());
        if (converted.isEmpty()) {
            diagnostics.error(
                    node.span(),
                    name
                            + " takes "
                            + ParamTypes.takes(param.type())
                            + ", not "
                            + Describe.wrong(value),
                    value instanceof Value.Text ? Describe.textHelp(node) : "");
        } else if (param.type() != Param.Type.LIST
                && !param.choices().isEmpty()
                && !param.choices().contains(converted.get())) {
            List<String> choices = param.choices().stream().map(Value::text).toList();
            String suggestion = diagnostics.suggestion(value.text(), choices);
            diagnostics.error(
                    node.span(),
                    name + " is never " + Describe.wrong(converted.get()),
                    suggestion.isEmpty()
                            ? "it is one of " + Quoted.harmless(String.join(", ", choices))
                            : suggestion);
            return Optional.empty();
        }
        return converted;
    }

    private void variable(Expression named, List<Node> wanted) {
        if (named.path().size() != 2) {
            diagnostics.error(
                    named.span(), Quoted.of(named.text()) + " is not a variable", "write env.NAME");
            return;
        }
        Value value = new Value.Text(surroundings.outside().value(named.path().get(1)));
        List<Value> values = new ArrayList<>();
        for (Node node : wanted) {
            renderer.text(node, "a variable").map(Value.Text::new).ifPresent(values::add);
        }
        if (values.size() == wanted.size() && !values.contains(value)) {
            reasons.add(reason(named, value, values));
        }
    }

    private void axis(Expression named, List<Node> wanted) {
        Optional<Cell.Place> place = cell.place(named);
        if (place.isEmpty()) {
            return;
        }
        List<String> below = CellNames.below(named);
        SequencedSet<String> possible = new LinkedHashSet<>();
        for (String label : place.get().axis().values().keySet()) {
            text(new Cell.Place(place.get().axis(), label), below).ifPresent(possible::add);
        }
        if (possible.isEmpty()) {
            cell.resolve(named, true);
            return;
        }
        List<Value> values = new ArrayList<>();
        for (Node node : wanted) {
            renderer.text(node, "an axis")
                    .map(text -> possible.contains(text) ? text : canonical(node, text))
                    .filter(text -> isPossible(text, possible, named, node))
                    .map(Value.Text::new)
                    .ifPresent(values::add);
        }
        Value value = new Value.Text(text(place.get(), below).orElse(""));
        if (values.size() == wanted.size() && !values.contains(value)) {
            reasons.add(reason(named, value, values));
        }
    }

    /// A number that was written otherwise than weir writes it: `0.10`.
    private String canonical(Node node, String text) {
        return renderer.value(node).map(Value::text).orElse(text);
    }

    /// A value with parts is known by its name.
    private static Optional<String> text(Cell.Place place, List<String> below) {
        return below.isEmpty()
                ? Optional.of(place.label())
                : Cell.below(place, below).map(Value::text);
    }

    private boolean isPossible(
            String text, SequencedSet<String> possible, Expression named, Node node) {
        boolean fine = possible.contains(text);
        if (!fine) {
            String suggestion = diagnostics.suggestion(text, possible);
            diagnostics.error(
                    node.span(),
                    Quoted.of(named.text()) + " is never " + Quoted.of(text),
                    suggestion.isEmpty()
                            ? "it is one of " + Quoted.harmless(String.join(", ", possible))
                            : suggestion);
        }
        return fine;
    }

    private static String reason(Expression named, Value value, List<Value> wanted) {
        return named.text()
                + " is "
                + Describe.wrong(value)
                + ", needs one of "
                + Quoted.harmless(new Value.Sequence(wanted).text());
    }
}
