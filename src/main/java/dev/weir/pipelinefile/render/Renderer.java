package dev.weir.pipelinefile.render;

import dev.weir.diagnostic.Diagnostics;
import dev.weir.diagnostic.Quoted;
import dev.weir.pipeline.CoreSchema;
import dev.weir.pipeline.Input;
import dev.weir.pipeline.Output;
import dev.weir.pipeline.Value;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.pipelinefile.expression.Expression;
import dev.weir.pipelinefile.expression.Format;
import dev.weir.pipelinefile.expression.Interpolation;
import dev.weir.pipelinefile.yaml.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Turns nodes into values, their expressions filled in. An empty answer means that what is wrong
/// was reported, or is not to be known.
public final class Renderer {
    private final Names names;
    private final Diagnostics diagnostics;
    private final Budget budget;
    private final WorkspacePath folder;

    public Renderer(Names names, Diagnostics diagnostics, Budget budget) {
        this(names, diagnostics, budget, WorkspacePath.of("."));
    }

    /// @param folder what paths of inputs and outputs are relative to as parts of a text
    public Renderer(Names names, Diagnostics diagnostics, Budget budget, WorkspacePath folder) {
        this.names = names;
        this.diagnostics = diagnostics;
        this.budget = budget;
        this.folder = folder;
    }

    /// The value of a node with its type: an expression that is a whole scalar keeps its own.
    public Optional<Value> value(Node node) {
        return switch (node) {
            case Node.Scalar scalar when Interpolation.isIn(scalar.text()) -> interpolated(scalar);
            case Node.Scalar scalar -> literal(scalar);
            case Node.Sequence(_, var items) -> sequence(items);
            case Node.Mapping(_, var entries) -> mapping(entries);
        };
    }

    /// The text of a node; a number is taken as it is written.
    ///
    /// @param what whom to name when it is no text: `'help'`
    public Optional<String> text(Node node, String what) {
        if (!(node instanceof Node.Scalar scalar) || scalar.isNothing()) {
            diagnostics.error(node.span(), what + " takes a text, not " + Describe.wrong(node));
            return Optional.empty();
        }
        if (!Interpolation.isIn(scalar.text())) {
            return Optional.of(scalar.text());
        }
        return value(scalar).flatMap(value -> scalarText(value, node, what));
    }

    private Optional<String> scalarText(Value value, Node node, String what) {
        return switch (value) {
            case Value.Nothing _, Value.Sequence _, Value.Mapping _ -> {
                diagnostics.error(node.span(), what + " takes a text, not " + Describe.kind(value));
                yield Optional.empty();
            }
            default -> Optional.of(value.text());
        };
    }

    /// What a scalar names that is one expression and nothing else.
    public Optional<Resolution> whole(Node.Scalar scalar) {
        if (!Interpolation.isIn(scalar.text())) {
            return Optional.empty();
        }
        Diagnostics silent = new Diagnostics();
        return Interpolation.of(scalar, silent)
                .whole()
                .filter(expression -> expression.format().isEmpty())
                .map(names::resolve);
    }

    private Optional<Value> literal(Node.Scalar scalar) {
        if (!scalar.plain()) {
            return Optional.of(new Value.Text(scalar.text()));
        }
        try {
            return Optional.of(CoreSchema.value(scalar.text()));
        } catch (ArithmeticException wrong) {
            diagnostics.error(
                    scalar.span(),
                    Quoted.harmless(String.valueOf(wrong.getMessage())),
                    "put it in quotes if it is a text");
            return Optional.empty();
        }
    }

    private Optional<Value> sequence(List<Node> items) {
        List<Value> values = new ArrayList<>();
        for (Node item : items) {
            Optional<Value> value = value(item);
            value.ifPresent(values::add);
            if (value.isPresent() && !budget.take(value.get(), item.span(), diagnostics)) {
                return Optional.empty();
            }
        }
        return values.size() == items.size()
                ? Optional.of(new Value.Sequence(values))
                : Optional.empty();
    }

    private Optional<Value> mapping(List<Node.Entry> entries) {
        SequencedMap<String, Value> values = new LinkedHashMap<>();
        for (Node.Entry entry : entries) {
            Optional<Value> value = value(entry.value());
            value.ifPresent(known -> values.put(entry.name(), known));
            if (value.isPresent() && !budget.take(value.get(), entry.value().span(), diagnostics)) {
                return Optional.empty();
            }
        }
        return values.size() == entries.size()
                ? Optional.of(new Value.Mapping(values))
                : Optional.empty();
    }

    private Optional<Value> interpolated(Node.Scalar scalar) {
        Interpolation interpolation = Interpolation.of(scalar, diagnostics);
        Optional<Expression> whole = interpolation.whole();
        if (whole.isPresent() && whole.get().format().isEmpty()) {
            return value(whole.get());
        }
        StringBuilder text = new StringBuilder();
        boolean known = !interpolation.broken();
        for (Interpolation.Part part : interpolation.parts()) {
            switch (part) {
                case Interpolation.Fixed(String fixed) -> text.append(fixed);
                case Interpolation.Open(Expression expression) -> {
                    Optional<String> piece = value(expression).flatMap(v -> piece(v, expression));
                    known &= piece.isPresent();
                    piece.ifPresent(text::append);
                }
            }
            if (!budget.fits(text.length(), scalar.span(), diagnostics)) {
                return Optional.empty();
            }
        }
        return known && budget.take(text.length(), scalar.span(), diagnostics)
                ? Optional.of(new Value.Text(text.toString()))
                : Optional.empty();
    }

    private Optional<Value> value(Expression expression) {
        return switch (names.resolve(expression)) {
            case Resolution.Unknown _ -> Optional.empty();
            case Resolution.Known(Value value) -> Optional.of(value);
            case Resolution.Made(var outputs, boolean single) ->
                    Optional.of(paths(outputs, single));
            case Resolution.Read(String name, var inputs) -> path(name, inputs, expression);
        };
    }

    private Value paths(List<Output> outputs, boolean single) {
        List<Value> paths = new ArrayList<>();
        outputs.forEach(output -> paths.add(new Value.Text(output.path().relativeTo(folder))));
        return single ? paths.getFirst() : new Value.Sequence(paths);
    }

    private Optional<Value> path(String name, List<Input> inputs, Expression expression) {
        if (inputs.size() == 1 && !inputs.getFirst().pattern().isGlob()) {
            WorkspacePath path = inputs.getFirst().pattern().root();
            return Optional.of(new Value.Text(path.relativeTo(folder)));
        }
        diagnostics.error(
                expression.span(),
                (name.isEmpty() ? "the inputs are" : "the input " + Quoted.of(name) + " is")
                        + " not one file",
                "which files a glob stands for is known only when the task runs: a script may name"
                        + " it, a step is given it");
        return Optional.empty();
    }

    private static boolean isAxis(Expression expression) {
        return expression.root().equals("matrix") && expression.path().size() == 2;
    }

    /// A value as part of a text, formatted if that was asked for.
    public Optional<String> piece(Value value, Expression expression) {
        if (expression.format().isEmpty()) {
            return switch (value) {
                case Value.Nothing _, Value.Sequence _, Value.Mapping _ -> {
                    diagnostics.error(
                            expression.span(),
                            Quoted.of(expression.text())
                                    + " is "
                                    + Describe.kind(value)
                                    + " and cannot be part of a text",
                            isAxis(expression)
                                    ? "its name is ${{ " + expression.text() + ".name }}"
                                    : "");
                    yield Optional.empty();
                }
                default -> Optional.of(value.text());
            };
        }
        try {
            return Optional.of(Format.of(expression.format()).apply(value));
        } catch (IllegalArgumentException wrong) {
            String help =
                    expression.format().equals(Expression.RAW)
                            ? "':raw' is for the scripts of 'run'"
                            : "";
            diagnostics.error(
                    expression.span(),
                    Quoted.of(expression.text()) + ": " + wrong.getMessage(),
                    help);
            return Optional.empty();
        }
    }
}
