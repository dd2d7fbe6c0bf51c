package dev.weir.pipelinefile.task;

import dev.weir.diagnostic.Diagnostics;
import dev.weir.diagnostic.Quoted;
import dev.weir.diagnostic.Span;
import dev.weir.pipelinefile.key.Key;
import dev.weir.pipelinefile.key.Typed;
import dev.weir.pipelinefile.render.Describe;
import dev.weir.pipelinefile.render.Renderer;
import dev.weir.pipelinefile.yaml.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads `env` and `secrets`.
public final class VariablesReader {
    private static final String OWN = "WEIR_";

    private final Renderer renderer;
    private final Diagnostics diagnostics;

    public VariablesReader(Renderer renderer, Diagnostics diagnostics) {
        this.renderer = renderer;
        this.diagnostics = diagnostics;
    }

    /// The variables of an `env` key.
    public TaskVariables read(Optional<Node> env) {
        TaskVariables variables = TaskVariables.none();
        switch (env.orElse(null)) {
            case null -> {}
            case Node.Mapping(_, var entries) -> entries.forEach(entry -> fix(variables, entry));
            case Node.Sequence(_, var items) -> items.forEach(item -> pass(variables, item));
            case Node.Scalar scalar ->
                    diagnostics.error(
                            scalar.span(),
                            "'env' takes "
                                    + Key.ENV.takes().text()
                                    + ", not "
                                    + Describe.wrong(scalar),
                            "to pass one variable, write [" + Quoted.harmless(scalar.text()) + "]");
        }
        return variables;
    }

    private void fix(TaskVariables variables, Node.Entry entry) {
        if (!isName(entry.name(), entry.key().span())) {
            return;
        }
        if (entry.value() instanceof Node.Scalar scalar && scalar.isNothing()) {
            diagnostics.error(
                    entry.key().span(),
                    "the variable " + Quoted.of(entry.name()) + " has no value",
                    "write \"\" for an empty one; a list passes variables from outside: ["
                            + entry.name()
                            + "]");
            variables.unknown().add(entry.name());
            return;
        }
        Optional<String> value =
                renderer.text(entry.value(), "the variable " + Quoted.of(entry.name()));
        if (value.isPresent() && value.get().indexOf('\0') >= 0) {
            diagnostics.error(entry.value().span(), "a variable cannot hold a NUL character");
            value = Optional.empty();
        }
        if (value.isPresent()) {
            variables.fixed().put(entry.name(), value.get());
        } else {
            variables.unknown().add(entry.name());
        }
    }

    private void pass(TaskVariables variables, Node item) {
        renderer.text(item, "a variable's name")
                .filter(name -> isName(name, item.span()))
                .ifPresent(variables.passed()::add);
    }

    /// The names of a `secrets` key.
    public List<String> secrets(Typed task, TaskVariables variables) {
        List<String> secrets = new ArrayList<>();
        for (Typed.Item item : task.texts(Key.SECRETS)) {
            String name = item.text();
            if (!isName(name, item.node().span()) || secrets.contains(name)) {
                continue;
            }
            if (variables.fixed().containsKey(name) || variables.passed().contains(name)) {
                diagnostics.error(
                        item.node().span(),
                        Quoted.of(name) + " is both in 'env' and in 'secrets'",
                        "a variable of 'env' is in the TaskKey and in logs: remove it there");
            } else {
                secrets.add(name);
            }
        }
        return secrets;
    }

    private boolean isName(String name, Span span) {
        boolean fine = !name.isEmpty() && !Character.isDigit(name.charAt(0));
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            fine &=
                    c >= 'a' && c <= 'z'
                            || c >= 'A' && c <= 'Z'
                            || c >= '0' && c <= '9'
                            || c == '_';
        }
        if (!fine) {
            int equals = name.indexOf('=');
            diagnostics.error(
                    span,
                    "not a name of a variable: " + Quoted.of(name),
                    equals > 0
                            ? "a variable with a value is written as a mapping: "
                                    + Quoted.harmless(name.substring(0, equals))
                                    + ": …"
                            : "names are letters, digits and '_'");
        } else if (name.startsWith(OWN)) {
            diagnostics.error(
                    span,
                    "the variable " + Quoted.of(name) + " is set by weir",
                    "choose a name that does not start with " + OWN);
            return false;
        }
        return fine;
    }
}
