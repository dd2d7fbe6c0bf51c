package dev.weir.pipelinefile.param;

import dev.weir.diagnostic.Diagnostics;
import dev.weir.diagnostic.Quoted;
import dev.weir.pipeline.Param;
import dev.weir.pipeline.Value;
import dev.weir.pipelinefile.expression.Expression;
import dev.weir.pipelinefile.render.Budget;
import dev.weir.pipelinefile.render.Names;
import dev.weir.pipelinefile.render.OutsideNames;
import dev.weir.pipelinefile.render.Renderer;
import dev.weir.pipelinefile.render.Resolution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// The params with their values, worked out when they are first asked for: they may name each
/// other.
public final class Params implements Names {
    private static final int LONGEST_CHAIN = 50;

    private final ParamTree.Group root;
    private final OutsideNames outside;
    private final Diagnostics diagnostics;
    private final ParamValue values;
    private final Map<String, Optional<Param>> known;
    private final SequencedSet<String> open;

    public Params(
            ParamTree.Group root, OutsideNames outside, Diagnostics diagnostics, Budget budget) {
        this.root = root;
        this.outside = outside;
        this.diagnostics = diagnostics;
        this.known = new HashMap<>();
        this.open = new LinkedHashSet<>();
        this.values =
                new ParamValue(file -> new Renderer(of(file), diagnostics, budget), diagnostics);
    }

    private Params(Params all, ParamTree.Group root) {
        this.root = root;
        this.outside = all.outside;
        this.diagnostics = all.diagnostics;
        this.values = all.values;
        this.known = all.known;
        this.open = all.open;
    }

    /// The same params as a file among them sees them: its own without its name before them, and no
    /// others.
    public Params of(ParamTree.Group file) {
        return file == root ? this : new Params(this, file);
    }

    /// All params, in declared order; those with mistakes are left out.
    public List<Param> all() {
        List<Param> all = new ArrayList<>();
        collect(root, all);
        return all;
    }

    private void collect(ParamTree.Group group, List<Param> all) {
        for (ParamTree member : group.members().values()) {
            switch (member) {
                case ParamTree.Leaf leaf -> param(leaf).ifPresent(all::add);
                case ParamTree.Group inner -> collect(inner, all);
            }
        }
    }

    /// The param of a leaf, nothing when it has a mistake.
    private Optional<Param> param(ParamTree.Leaf leaf) {
        Optional<Param> before = known.get(leaf.path());
        if (before != null) {
            return before;
        }
        open.add(leaf.path());
        Optional<Param> param = values.of(leaf);
        open.remove(leaf.path());
        known.put(leaf.path(), param);
        return param;
    }

    /// What an expression in the default of a param names.
    @Override
    public Resolution resolve(Expression expression) {
        return resolve(expression, "the default of a param");
    }

    /// What an expression names that stands outside of the tasks.
    ///
    /// @param where `the default of a param`
    public Resolution resolve(Expression expression, String where) {
        return switch (expression.root()) {
            case "params" -> value(expression);
            case "env" -> outside.resolve(expression);
            default -> unknown(expression, List.of("params", "env"), where);
        };
    }

    /// Reports an expression that starts with something a place does not know.
    ///
    /// @param where `the default of a param`
    public Resolution unknown(Expression expression, List<String> known, String where) {
        return root.members().containsKey(expression.root()) && known.contains("params")
                ? outside.mistake(
                        expression,
                        "unknown name " + Quoted.of(expression.root()),
                        "did you mean " + Quoted.of("params." + expression.text()) + "?")
                : outside.unknown(expression, known, where);
    }

    /// The value of the param or group that an expression names.
    public Resolution value(Expression expression) {
        return find(expression, 1)
                .flatMap(tree -> value(tree, expression))
                .<Resolution>map(Resolution.Known::new)
                .orElseGet(Resolution.Unknown::new);
    }

    /// The param or group of an expression's names; one that is not known is reported.
    ///
    /// @param from which of the names is the first below `params`
    public Optional<ParamTree> find(Expression expression, int from) {
        ParamTree at = root;
        for (int i = from; i < expression.path().size(); i++) {
            String name = expression.path().get(i);
            ParamTree member =
                    at instanceof ParamTree.Group group ? group.members().get(name) : null;
            if (member == null) {
                reportUnknown(at, name, expression, i);
                return Optional.empty();
            }
            at = member;
        }
        return Optional.of(at);
    }

    private void reportUnknown(ParamTree at, String name, Expression expression, int index) {
        switch (at) {
            case ParamTree.Leaf leaf ->
                    diagnostics.error(
                            expression.nameSpan(index),
                            Quoted.of(leaf.path())
                                    + " is a param, not a group: it has no "
                                    + Quoted.of(name));
            case ParamTree.Group group when group.isBroken() -> {}
            case ParamTree.Group group ->
                    diagnostics.error(
                            expression.nameSpan(index),
                            "no param named " + Quoted.of(group.pathOf(name)),
                            diagnostics.suggestion(name, group.members().keySet()));
        }
    }

    /// The value of a param, or of a group as a mapping.
    ///
    /// @param expression what to point at when they are made of each other in a circle
    public Optional<Value> value(ParamTree tree, Expression expression) {
        return switch (tree) {
            case ParamTree.Leaf leaf -> {
                if (open.contains(leaf.path())) {
                    reportCircle(leaf.path(), expression);
                    yield Optional.empty();
                }
                if (open.size() >= LONGEST_CHAIN) {
                    diagnostics.error(
                            expression.span(),
                            "more than " + LONGEST_CHAIN + " params are made of each other");
                    yield Optional.empty();
                }
                yield param(leaf).map(Param::value);
            }
            case ParamTree.Group group -> mapping(group, expression);
        };
    }

    private Optional<Value> mapping(ParamTree.Group group, Expression expression) {
        SequencedMap<String, Value> members = new LinkedHashMap<>();
        for (Map.Entry<String, ParamTree> member : group.members().entrySet()) {
            Optional<Value> value = value(member.getValue(), expression);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            members.put(member.getKey(), value.get());
        }
        return Optional.of(new Value.Mapping(members));
    }

    /// The param of a tree that is one and has no mistake.
    public Optional<Param> leaf(ParamTree tree) {
        return tree instanceof ParamTree.Leaf leaf ? param(leaf) : Optional.empty();
    }

    private void reportCircle(String path, Expression expression) {
        List<String> circle = new ArrayList<>(open);
        circle = circle.subList(circle.indexOf(path), circle.size());
        diagnostics.error(
                expression.span(),
                "params are made of each other in a circle: "
                        + String.join(" → ", circle)
                        + " → "
                        + path);
    }
}
