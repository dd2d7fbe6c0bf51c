package dev.weir.pipelinefile.yaml;

import dev.weir.diagnostic.Diagnostics;
import dev.weir.diagnostic.Quoted;
import dev.weir.diagnostic.SourceText;
import dev.weir.diagnostic.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/// Makes the tree of one YAML document from the parser's events.
///
/// Bounded in what a hostile text may cost: its length, its depth, and how much its aliases repeat.
public final class NodeReader {
    private static final int DEEPEST = 60;
    private static final int MOST_REPEATED = 100_000;

    private final SourceText source;
    private final Diagnostics diagnostics;
    private final Positions positions;
    private final ParserImpl parser;
    private final Map<String, Anchored> anchors = new HashMap<>();
    private final Set<String> open = new HashSet<>();
    private int count;
    private int repeated;
    private int read;

    private NodeReader(SourceText source, Diagnostics diagnostics) {
        this.source = source;
        this.diagnostics = diagnostics;
        this.positions = new Positions(source);
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(TextLimits.LONGEST);
        this.parser = new ParserImpl(new StreamReader(parsed(source)), options);
    }

    /// The document's root, or nothing when the text is not one YAML document: then what is wrong
    /// was reported. An empty text is an empty scalar.
    public static Optional<Node> read(SourceText source, Diagnostics diagnostics) {
        if (TextLimits.areBroken(source, diagnostics)) {
            return Optional.empty();
        }
        NodeReader reader = new NodeReader(source, diagnostics);
        try {
            return Optional.of(reader.document());
        } catch (YAMLException wrong) {
            SyntaxMistake.report(wrong, source, diagnostics);
        } catch (IllegalArgumentException _) {
            // The parser stumbles so over an escape of four hex digits that has fewer.
            diagnostics.error(
                    new Span(source, reader.read, reader.read),
                    "the text after this holds an escape that stands for no character");
        } catch (Unreadable wrong) {
            diagnostics.error(wrong.span, wrong.message, wrong.help);
        }
        return Optional.empty();
    }

    /// JSON may be indented by tabs, which YAML forbids; a tab inside a JSON string is always
    /// written `\t`.
    private static String parsed(SourceText source) {
        return source.name().endsWith(".json") ? source.text().replace('\t', ' ') : source.text();
    }

    private Node document() throws Unreadable {
        next(Event.ID.StreamStart);
        if (parser.checkEvent(Event.ID.StreamEnd)) {
            return new Node.Scalar(new Span(source, 0, 0), "", true);
        }
        next(Event.ID.DocumentStart);
        Node root = node(0);
        next(Event.ID.DocumentEnd);
        if (!parser.checkEvent(Event.ID.StreamEnd)) {
            throw new Unreadable(
                    span(parser.peekEvent()),
                    "a second document starts here",
                    "a file holds one document: remove '---' and what follows");
        }
        return root;
    }

    private Event next(Event.ID expected) {
        Event event = parser.getEvent();
        if (!event.is(expected)) {
            throw new IllegalStateException("expected " + expected + ", got " + event);
        }
        return event;
    }

    private Node node(int depth) throws Unreadable {
        Event event = parser.getEvent();
        Span span = span(event);
        if (depth > DEEPEST) {
            throw new Unreadable(
                    span, "lists and mappings are nested more than " + DEEPEST + " deep", "");
        }
        if (event instanceof AliasEvent alias) {
            return aliased(alias.getAnchor(), span);
        }
        int before = count++;
        String anchor = ((NodeEvent) event).getAnchor();
        if (anchor == null) {
            return made(event, span, depth);
        }
        open.add(anchor);
        Node node = made(event, span, depth);
        open.remove(anchor);
        anchors.put(anchor, new Anchored(node, count - before));
        return node;
    }

    private Node made(Event event, Span span, int depth) throws Unreadable {
        return switch (event) {
            case ScalarEvent scalar -> scalar(scalar, span);
            case CollectionStartEvent start -> {
                checkTag(start.getTag(), span);
                yield start.is(Event.ID.MappingStart)
                        ? mapping(span, depth)
                        : sequence(span, depth);
            }
            default -> throw new IllegalStateException("not a node: " + event);
        };
    }

    private Node.Scalar scalar(ScalarEvent scalar, Span span) {
        String tag = scalar.getTag();
        boolean text = "!".equals(tag) || "tag:yaml.org,2002:str".equals(tag);
        if (!text) {
            checkTag(tag, span);
        }
        TextLimits.requireWhole(scalar.getValue(), span, diagnostics);
        return new Node.Scalar(span, scalar.getValue(), scalar.isPlain() && !text);
    }

    private void checkTag(@Nullable String tag, Span span) {
        if (tag != null) {
            diagnostics.error(
                    span,
                    "the tag " + Quoted.of(tag) + " is not known",
                    "a type follows from how a value is written: 8, 0.5, true, \"8\"");
        }
    }

    private Node sequence(Span start, int depth) throws Unreadable {
        List<Node> items = new ArrayList<>();
        while (!parser.checkEvent(Event.ID.SequenceEnd)) {
            items.add(node(depth + 1));
        }
        Span span =
                until(start, parser.getEvent(), items.isEmpty() ? start : items.getLast().span());
        return new Node.Sequence(span, items);
    }

    private Node mapping(Span start, int depth) throws Unreadable {
        List<Node.Entry> entries = new ArrayList<>();
        Span last = start;
        Map<String, Node.Scalar> seen = new HashMap<>();
        while (!parser.checkEvent(Event.ID.MappingEnd)) {
            Node key = node(depth + 1);
            Node value = node(depth + 1);
            last = value.span();
            Optional<Node.Scalar> name = name(key, seen);
            if (name.isPresent()) {
                entries.add(new Node.Entry(name.get(), value));
            }
        }
        return new Node.Mapping(until(start, parser.getEvent(), last), entries);
    }

    /// The key as a name that was not seen yet; what it is instead is reported.
    private Optional<Node.Scalar> name(Node key, Map<String, Node.Scalar> seen) {
        if (!(key instanceof Node.Scalar name)) {
            diagnostics.error(
                    key.span(),
                    "a key must be a text, not " + key.kind(),
                    source.text().startsWith("{{", key.span().start())
                            ? "an expression is written ${{ … }}"
                            : "");
            return Optional.empty();
        }
        if (name.text().equals("<<") && name.plain()) {
            diagnostics.error(
                    name.span(),
                    "merge keys are not part of YAML 1.2",
                    "write the keys out, or use an alias for a whole value");
            return Optional.empty();
        }
        Node.Scalar first = seen.putIfAbsent(name.text(), name);
        if (first != null) {
            diagnostics.error(
                    name.span(),
                    Quoted.of(name.text())
                            + " is written twice, first in line "
                            + first.span().line());
            return Optional.empty();
        }
        return Optional.of(name);
    }

    private Node aliased(String anchor, Span span) throws Unreadable {
        if (open.contains(anchor)) {
            throw new Unreadable(
                    span, "the alias " + Quoted.of("*" + anchor) + " stands inside itself", "");
        }
        Anchored target = anchors.get(anchor);
        if (target == null) {
            throw new Unreadable(
                    span,
                    "no anchor named " + Quoted.of(anchor),
                    diagnostics.suggestion(anchor, anchors.keySet()));
        }
        repeated += target.size;
        if (repeated > MOST_REPEATED) {
            throw new Unreadable(span, "aliases repeat more than " + MOST_REPEATED + " values", "");
        }
        count += target.size;
        return target.node;
    }

    private Span span(Event event) {
        int start = positions.at(event.getStartMark().getIndex());
        read = Math.max(start, positions.at(event.getEndMark().getIndex()));
        return new Span(source, start, read);
    }

    /// A block ends with its last node, not where the parser notices that it has ended.
    private Span until(Span start, Event end, Span last) {
        boolean bracket = end.getStartMark().getIndex() < end.getEndMark().getIndex();
        int after = bracket ? positions.at(end.getEndMark().getIndex()) : last.end();
        return new Span(source, start.start(), Math.max(start.end(), after));
    }

    /// @param size how many nodes it stands for, aliases in it counted as what they repeat
    private record Anchored(Node node, int size) {}

    /// The text cannot be read on from here.
    private static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        private final transient Span span;
        private final String message;
        private final String help;

        Unreadable(Span span, String message, String help) {
            super(message, null, false, false);
            this.span = span;
            this.message = message;
            this.help = help;
        }
    }
}
