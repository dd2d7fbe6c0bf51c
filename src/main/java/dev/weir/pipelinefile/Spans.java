package dev.weir.pipelinefile;

import dev.weir.diagnostic.Diagnostics;
import dev.weir.diagnostic.SourceText;
import dev.weir.diagnostic.Span;
import dev.weir.pipeline.Place;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.pipelinefile.file.Home;
import dev.weir.pipelinefile.file.OtherTexts;
import dev.weir.pipelinefile.key.Key;
import dev.weir.pipelinefile.yaml.Node;
import dev.weir.pipelinefile.yaml.NodeReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where the parts of a pipeline stand in its Pipelinefile and the files it includes.
///
/// Holds no trees and reads the texts again when it is first asked: problems are rare, and a tree
/// of a hundred thousand tasks is not kept for them.
public final class Spans {
    private final SourceText source;
    private final OtherTexts files;
    private final Map<List<String>, Optional<Document>> documents = new HashMap<>();

    /// @param source a text that was read without mistakes
    /// @param files those it includes
    public Spans(SourceText source, OtherTexts files) {
        this.source = source;
        this.files = files;
    }

    /// The place, or the closest around it that is written down: the item, else the key, else the
    /// task's name, else the start of the text.
    public synchronized Span of(Place place) {
        return document(place.task().files())
                .flatMap(document -> of(place, document.root()))
                .orElseGet(() -> new Span(source, 0, 0));
    }

    private static Optional<Span> of(Place place, Node document) {
        Optional<Node.Entry> task =
                entry(document, Key.TASKS.word())
                        .flatMap(tasks -> entry(tasks.value(), place.task().simple()));
        if (task.isEmpty()) {
            return Optional.empty();
        }
        Optional<Node.Entry> key = entry(task.get().value(), place.key());
        if (key.isEmpty()) {
            return Optional.of(task.get().key().span());
        }
        return Optional.of(
                place.item().isEmpty()
                        ? key.get().key().span()
                        : item(key.get().value(), place.item()).orElse(key.get().value()).span());
    }

    /// The Pipelinefile, or the one that is included by these names from the outside in.
    private Optional<Document> document(List<String> names) {
        Optional<Document> known = documents.get(names);
        if (known == null) {
            known =
                    names.isEmpty()
                            ? read(source, Home.TOP)
                            : document(names.subList(0, names.size() - 1))
                                    .flatMap(outer -> included(outer, names.getLast()));
            documents.put(List.copyOf(names), known);
        }
        return known;
    }

    private Optional<Document> included(Document outer, String name) {
        Optional<Node> all = entry(outer.root(), Key.INCLUDE.word()).map(Node.Entry::value);
        if (all.orElse(null) instanceof Node.Sequence(_, var items)) {
            for (Node item : items) {
                if (text(item, Key.FILE_AS).equals(name)) {
                    String path = outer.home().path(text(item, Key.FILE_PATH));
                    Home home = new Home(outer.home().name(name), WorkspacePath.of(path));
                    return files.read(home.file().text()).flatMap(text -> read(text, home));
                }
            }
        }
        return Optional.empty();
    }

    private static String text(Node mapping, Key key) {
        return entry(mapping, key.word()).map(Node.Entry::value).orElse(mapping)
                        instanceof Node.Scalar scalar
                ? scalar.text()
                : "";
    }

    private static Optional<Document> read(SourceText text, Home home) {
        return NodeReader.read(text, new Diagnostics()).map(root -> new Document(home, root));
    }

    private record Document(Home home, Node root) {}

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
