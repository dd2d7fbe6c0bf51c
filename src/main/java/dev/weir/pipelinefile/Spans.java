package dev.weir.pipelinefile;

import dev.weir.diagnostic.Diagnostics;
import dev.weir.diagnostic.SourceText;
import dev.weir.diagnostic.Span;
import dev.weir.pipeline.Place;
import dev.weir.pipelinefile.key.Key;
import dev.weir.pipelinefile.yaml.Node;
import dev.weir.pipelinefile.yaml.NodeReader;
import java.util.Optional;

/// Where the parts of a pipeline stand in its Pipelinefile.
///
/// Holds the text only and reads it again when it is first asked: problems are rare, and a tree of
/// a hundred thousand tasks is not kept for them.
public final class Spans {
    private final SourceText source;
    private Optional<Node> root = Optional.empty();

    /// @param source a text that was read without mistakes
    public Spans(SourceText source) {
        this.source = source;
    }

    /// The place, or the closest around it that is written down: the item, else the key, else the
    /// task's name, else the start of the text.
    public synchronized Span of(Place place) {
        if (root.isEmpty()) {
            root = NodeReader.read(source, new Diagnostics());
        }
        Optional<Node.Entry> task =
                root.flatMap(document -> entry(document, Key.TASKS.word()))
                        .flatMap(tasks -> entry(tasks.value(), place.task().declared()));
        if (task.isEmpty()) {
            return new Span(source, 0, 0);
        }
        Optional<Node.Entry> key = entry(task.get().value(), place.key());
        if (key.isEmpty()) {
            return task.get().key().span();
        }
        return place.item().isEmpty()
                ? key.get().key().span()
                : item(key.get().value(), place.item()).orElse(key.get().value()).span();
    }

    private static Optional<Node.Entry> entry(Node node, String name) {
        return node instanceof Node.Mapping mapping ? mapping.entry(name) : Optional.empty();
    }

    private static Optional<Node> item(Node node, String item) {
        return switch (node) {
            case Node.Mapping mapping -> mapping.entry(item).map(Node.Entry::value);
            case Node.Sequence(_, var items) -> {
                for (int i = 0; i < items.size(); i++) {
                    if (Integer.toString(i).equals(item) || isText(items.get(i), item)) {
                        yield Optional.of(items.get(i));
                    }
                }
                yield Optional.empty();
            }
            case Node.Scalar _ -> Optional.empty();
        };
    }

    private static boolean isText(Node node, String text) {
        return node instanceof Node.Scalar scalar && scalar.text().equals(text);
    }
}
