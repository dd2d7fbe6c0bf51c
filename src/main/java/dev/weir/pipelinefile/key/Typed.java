package dev.weir.pipelinefile.key;

import dev.weir.diagnostic.Diagnostics;
import dev.weir.diagnostic.Quoted;
import dev.weir.pipeline.Quantities;
import dev.weir.pipeline.Value;
import dev.weir.pipelinefile.render.Describe;
import dev.weir.pipelinefile.render.Renderer;
import dev.weir.pipelinefile.yaml.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the values of known keys by type. An empty answer means that the key is not there, or that
/// what is wrong was reported.
public final class Typed {
    private final Fields fields;
    private final Renderer renderer;
    private final Diagnostics diagnostics;

    public Typed(Fields fields, Renderer renderer, Diagnostics diagnostics) {
        this.fields = fields;
        this.renderer = renderer;
        this.diagnostics = diagnostics;
    }

    public Fields fields() {
        return fields;
    }

    public Optional<String> text(Key key) {
        return fields.value(key).flatMap(node -> renderer.text(node, Quoted.of(key.word())));
    }

    public Optional<Boolean> flag(Key key) {
        return value(key)
                .flatMap(value ->
                        value instanceof Value.Flag(boolean on)
                                ? Optional.of(on)
                                : wrong(key, value));
    }

    /// A whole number of at least 1.
    public Optional<Integer> count(Key key) {
        return value(key)
                .flatMap(value ->
                        value instanceof Value.Whole(long number)
                                ? count(number, key.word(), fields.value(key).orElseThrow())
                                : wrong(key, value));
    }

    private Optional<Integer> count(long number, String word, Node node) {
        if (number >= 1 && number <= Integer.MAX_VALUE) {
            return Optional.of((int) number);
        }
        diagnostics.error(node.span(), Quoted.of(word) + " is from 1 to " + Integer.MAX_VALUE);
        return Optional.empty();
    }

    /// A mapping of names to whole numbers of at least 1; what is wrong is left out.
    public List<Count> counts(Key key) {
        List<Count> counts = new ArrayList<>();
        switch (fields.value(key).orElse(null)) {
            case Node.Mapping(_, var entries) ->
                    entries.forEach(entry ->
                            count(entry).ifPresent(count -> counts.add(new Count(entry, count))));
            case null -> {}
            case Node other -> wrongKind(key, other);
        }
        return counts;
    }

    private Optional<Integer> count(Node.Entry entry) {
        Optional<Value> value =
                entry.value() instanceof Node.Scalar
                        ? renderer.value(entry.value())
                        : Optional.of(new Value.Nothing());
        if (value.isEmpty() || value.get() instanceof Value.Whole) {
            return value.flatMap(
                    given -> count(((Value.Whole) given).number(), entry.name(), entry.value()));
        }
        diagnostics.error(
                entry.value().span(),
                Quoted.of(entry.name())
                        + " takes a whole number, not "
                        + (entry.value() instanceof Node.Scalar
                                ? Describe.wrong(value.get())
                                : Describe.wrong(entry.value())));
        return Optional.empty();
    }

    public Optional<Duration> duration(Key key) {
        return value(key)
                .flatMap(value ->
                        value instanceof Value.Text(String text)
                                ? Quantities.duration(text).or(() -> wrong(key, value))
                                : wrong(key, value));
    }

    public Optional<Long> size(Key key) {
        return value(key)
                .flatMap(value ->
                        value instanceof Value.Text(String text)
                                ? Quantities.bytes(text).or(() -> wrong(key, value))
                                : wrong(key, value));
    }

    /// The keys of an inner mapping.
    public Optional<Typed> inner(Key key, Key.Of of) {
        Optional<Node> node = fields.value(key);
        if (node.isPresent() && node.get() instanceof Node.Mapping mapping) {
            return Optional.of(
                    new Typed(Fields.of(mapping, of, diagnostics), renderer, diagnostics));
        }
        node.ifPresent(other -> wrongKind(key, other));
        return Optional.empty();
    }

    /// One text or a list of them, each with where it stands; what is wrong is left out.
    public List<Item> texts(Key key) {
        return fields.value(key).map(node -> texts(key, node)).orElse(List.of());
    }

    private List<Item> texts(Key key, Node node) {
        List<Item> items = new ArrayList<>();
        switch (node) {
            case Node.Mapping _ -> wrongKind(key, node);
            case Node.Scalar _ ->
                    renderer.value(node).ifPresent(value -> add(key, items, node, value));
            case Node.Sequence(_, var nodes) -> {
                for (Node item : nodes) {
                    renderer.text(item, "an item of " + Quoted.of(key.word()))
                            .ifPresent(text -> items.add(new Item(text, item)));
                }
            }
        }
        return items;
    }

    /// An expression may stand for a whole list.
    private void add(Key key, List<Item> items, Node node, Value value) {
        switch (value) {
            case Value.Sequence(var values) -> {
                for (Value item : values) {
                    switch (item) {
                        case Value.Nothing _, Value.Sequence _, Value.Mapping _ -> wrong(key, item);
                        default -> items.add(new Item(item.text(), node));
                    }
                }
            }
            case Value.Nothing _, Value.Mapping _ -> wrong(key, value);
            default ->
                    renderer.text(node, Quoted.of(key.word()))
                            .ifPresent(text -> items.add(new Item(text, node)));
        }
    }

    private Optional<Value> value(Key key) {
        return fields.value(key)
                .flatMap(node -> {
                    if (node instanceof Node.Scalar) {
                        return renderer.value(node);
                    }
                    wrongKind(key, node);
                    return Optional.empty();
                });
    }

    /// Reports a value of the wrong type.
    public <T> Optional<T> wrong(Key key, Value value) {
        fields.value(key)
                .ifPresent(node ->
                        diagnostics.error(
                                node.span(),
                                takes(key) + ", not " + Describe.wrong(value),
                                help(key, value, node)));
        return Optional.empty();
    }

    private static String help(Key key, Value value, Node node) {
        boolean bare = !value.text().isEmpty() && value.text().chars().allMatch(Typed::isDigit);
        return switch (key.takes()) {
            case DURATION, REFRESH -> bare ? "add a unit: " + value.text() + "s" : "";
            case SIZE -> bare ? "add a unit: " + value.text() + "MB" : "";
            default -> value instanceof Value.Text ? Describe.textHelp(node) : "";
        };
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /// Reports a node of the wrong kind.
    public void wrongKind(Key key, Node node) {
        diagnostics.error(node.span(), takes(key) + ", not " + Describe.wrong(node));
    }

    private static String takes(Key key) {
        return Quoted.of(key.word()) + " takes " + key.takes().text();
    }

    /// A number by name.
    public record Count(Node.Entry entry, int count) {}

    /// A text of a list.
    public record Item(String text, Node node) {}
}
