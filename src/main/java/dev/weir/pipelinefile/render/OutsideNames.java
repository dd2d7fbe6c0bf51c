package dev.weir.pipelinefile.render;

import dev.weir.diagnostic.Diagnostics;
import dev.weir.diagnostic.Quoted;
import dev.weir.pipeline.Outside;
import dev.weir.pipeline.Value;
import dev.weir.pipelinefile.expression.Expression;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// `env.NAME`: the variables from outside.
public final class OutsideNames implements Names {
    private final Outside variables;
    private final Diagnostics diagnostics;
    private final SortedMap<String, Optional<String>> asked = new TreeMap<>();

    public OutsideNames(Outside variables, Diagnostics diagnostics) {
        this.variables = variables;
        this.diagnostics = diagnostics;
    }

    /// The variable an `env` expression names.
    @Override
    public Resolution resolve(Expression expression) {
        if (!expression.root().equals("env")) {
            return unknown(expression, List.of("env"), "this place");
        }
        if (expression.path().size() != 2) {
            diagnostics.error(
                    expression.span(),
                    Quoted.of(expression.text()) + " is not a variable",
                    "write one as ${{ env.NAME }}");
            return new Resolution.Unknown();
        }
        Optional<String> value = ask(expression.path().get(1));
        if (value.isEmpty()) {
            diagnostics.error(
                    expression.nameSpan(1),
                    "the variable " + Quoted.of(expression.path().get(1)) + " is not set",
                    diagnostics.suggestion(expression.path().get(1), known()));
            return new Resolution.Unknown();
        }
        return new Resolution.Known(new Value.Text(value.get()));
    }

    /// The value of a variable, `""` when it is not set.
    public String value(String name) {
        return ask(name).orElse("");
    }

    private Set<String> known() {
        Set<String> known = new TreeSet<>(variables.own().keySet());
        known.addAll(variables.dotenv().keySet());
        return known;
    }

    private Optional<String> ask(String name) {
        Optional<String> value = Optional.ofNullable(variables.value(name));
        asked.put(name, value);
        return value;
    }

    /// The variables that were asked for until now.
    public SortedMap<String, Optional<String>> asked() {
        return asked;
    }

    /// Reports an expression that starts with something a place does not know.
    ///
    /// @param where `the default of a param`
    public Resolution unknown(Expression expression, List<String> known, String where) {
        String here = "known here: " + String.join(", ", known);
        if (Position.ACTION.roots().contains(expression.root())) {
            return mistake(
                    expression, Quoted.of(expression.root()) + " cannot be used in " + where, here);
        }
        String suggestion = diagnostics.suggestion(expression.root(), known);
        return mistake(
                expression,
                "unknown name " + Quoted.of(expression.root()),
                suggestion.isEmpty() ? here : suggestion);
    }

    /// Reports what is wrong with the first name of an expression.
    public Resolution mistake(Expression expression, String message, String help) {
        diagnostics.error(expression.nameSpan(0), message, help);
        return new Resolution.Unknown();
    }
}
