package dev.weir.pipelinefile.param;

import dev.weir.diagnostic.Diagnostic;
import dev.weir.diagnostic.Diagnostic.Where;
import dev.weir.diagnostic.Diagnostics;
import dev.weir.diagnostic.Quoted;
import dev.weir.pipeline.Param;
import dev.weir.pipeline.Value;
import dev.weir.pipelinefile.expression.Interpolation;
import dev.weir.pipelinefile.render.Describe;
import dev.weir.pipelinefile.render.Renderer;
import dev.weir.pipelinefile.yaml.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Works out the value of one param and holds it to its declaration.
public final class ParamValue {
    private final Function<ParamTree.Group, Renderer> renderers;
    private final Diagnostics diagnostics;

    /// @param renderers by the params of a file: what its texts may name
    ParamValue(Function<ParamTree.Group, Renderer> renderers, Diagnostics diagnostics) {
        this.renderers = renderers;
        this.diagnostics = diagnostics;
    }

    /// The param, or nothing when something about it is wrong.
    public Optional<Param> of(ParamTree.Leaf leaf) {
        ParamTree.Declaration declaration = leaf.declaration();
        Renderer renderer = renderers.apply(leaf.file());
        Optional<Value> raw =
                declaration.broken() ? Optional.empty() : renderer.value(declaration.initial());
        Optional<Param.Type> type =
                declaration.type().or(() -> raw.flatMap(value -> type(declaration, value)));
        if (raw.isEmpty() || type.isEmpty()) {
            return Optional.empty();
        }
        Optional<Value> initial =
                converted(declaration, type.get(), declaration.initial(), raw.get());
        Optional<Limits> limits = limits(declaration, type.get(), renderer);
        if (initial.isEmpty() || limits.isEmpty()) {
            return Optional.empty();
        }
        Where where = new Where.Text(declaration.initial().span());
        boolean fine = within(limits.get(), initial.get(), where, declaration.path());
        Value value = initial.get();
        for (ParamTree.Said said : leaf.said()) {
            Optional<Value> other = said(declaration, type.get(), initial.get(), said);
            fine &= other.isPresent();
            if (other.isPresent()) {
                fine &= within(limits.get(), other.get(), said.where(), declaration.path());
                value = other.get();
            }
        }
        return fine
                ? Optional.of(
                        new Param(
                                declaration.path(),
                                type.get(),
                                value,
                                initial.get(),
                                limits.get().min(),
                                limits.get().max(),
                                limits.get().choices(),
                                declaration.help()))
                : Optional.empty();
    }

    private Optional<Param.Type> type(ParamTree.Declaration declaration, Value value) {
        Optional<Param.Type> type = ParamTypes.of(value);
        if (type.isEmpty()) {
            diagnostics.error(
                    declaration.initial().span(),
                    "the param " + Quoted.of(declaration.path()) + " is " + Describe.kind(value),
                    "a param is a number, a text, true, false, or a list; a group is written out");
        }
        return type;
    }

    private Optional<Value> said(
            ParamTree.Declaration declaration,
            Param.Type type,
            Value initial,
            ParamTree.Said said) {
        return switch (said) {
            case ParamTree.Said.InFile(Node node, ParamTree.Group file) ->
                    renderers
                            .apply(file)
                            .value(node)
                            .flatMap(value -> converted(declaration, type, node, value));
            case ParamTree.Said.OnCommandLine(Where where, String text) -> {
                Optional<Value> value = ParamTypes.parse(type, text, initial);
                if (value.isEmpty()) {
                    diagnostics.add(
                            Diagnostic.error(
                                    where,
                                    mismatch(declaration.path(), type)
                                            + ", not "
                                            + Quoted.of(text)));
                }
                yield value;
            }
        };
    }

    private Optional<Value> converted(
            ParamTree.Declaration declaration, Param.Type type, Node node, Value value) {
        String written =
                node instanceof Node.Scalar scalar && !Interpolation.isIn(scalar.text())
                        ? scalar.text()
                        : "";
        Optional<Value> converted = ParamTypes.convert(type, value, written);
        if (converted.isEmpty()) {
            diagnostics.error(
                    node.span(),
                    mismatch(declaration.path(), type) + ", not " + Describe.wrong(value),
                    value instanceof Value.Text ? Describe.textHelp(node) : "");
        }
        return converted;
    }

    private static String mismatch(String path, Param.Type type) {
        return "the param " + Quoted.of(path) + " takes " + ParamTypes.takes(type);
    }

    private Optional<Limits> limits(
            ParamTree.Declaration declaration, Param.Type type, Renderer renderer) {
        int before = diagnostics.errors();
        Optional<Value> min = limit(declaration, type, declaration.min(), "min", renderer);
        Optional<Value> max = limit(declaration, type, declaration.max(), "max", renderer);
        List<Value> choices = new ArrayList<>();
        for (Node choice : declaration.choices()) {
            Optional<Value> value = renderer.value(choice);
            if (type == Param.Type.LIST) {
                value.ifPresent(choices::add);
            } else {
                value.flatMap(v -> converted(declaration, type, choice, v)).ifPresent(choices::add);
            }
        }
        if (min.isPresent() && max.isPresent() && ParamTypes.compare(min.get(), max.get()) > 0) {
            diagnostics.error(
                    declaration.min().orElse(declaration.initial()).span(),
                    "'min' is greater than 'max'");
        }
        return diagnostics.errors() == before
                ? Optional.of(new Limits(min, max, choices))
                : Optional.empty();
    }

    private Optional<Value> limit(
            ParamTree.Declaration declaration,
            Param.Type type,
            Optional<Node> node,
            String word,
            Renderer renderer) {
        if (node.isEmpty()) {
            return Optional.empty();
        }
        return switch (type) {
            case INT, FLOAT, DATE ->
                    renderer.value(node.get())
                            .flatMap(value -> converted(declaration, type, node.get(), value));
            case BOOL, STRING, LIST -> {
                diagnostics.error(
                        node.get().span(),
                        Quoted.of(word) + " is for numbers and dates, not for " + kinds(type));
                yield Optional.empty();
            }
        };
    }

    private static String kinds(Param.Type type) {
        return switch (type) {
            case BOOL -> "booleans";
            case LIST -> "lists";
            default -> "texts";
        };
    }

    private boolean within(Limits limits, Value value, Where where, String path) {
        String param = "the param " + Quoted.of(path);
        if (limits.min().isPresent() && ParamTypes.compare(value, limits.min().get()) < 0) {
            diagnostics.add(
                    Diagnostic.error(where, param + " is at least " + limits.min().get().text()));
            return false;
        }
        if (limits.max().isPresent() && ParamTypes.compare(value, limits.max().get()) > 0) {
            diagnostics.add(
                    Diagnostic.error(where, param + " is at most " + limits.max().get().text()));
            return false;
        }
        List<Value> chosen = value instanceof Value.Sequence(var items) ? items : List.of(value);
        for (Value item : chosen) {
            if (!limits.choices().isEmpty() && !limits.choices().contains(item)) {
                reportChoice(limits, item, where, param);
                return false;
            }
        }
        return true;
    }

    private void reportChoice(Limits limits, Value value, Where where, String param) {
        List<String> known = limits.choices().stream().map(Value::text).toList();
        String suggestion = diagnostics.suggestion(value.text(), known);
        diagnostics.add(
                Diagnostic.error(
                        where,
                        param
                                + " is one of "
                                + Quoted.harmless(String.join(", ", known))
                                + ", not "
                                + Describe.wrong(value),
                        suggestion));
    }

    private record Limits(Optional<Value> min, Optional<Value> max, List<Value> choices) {}
}
