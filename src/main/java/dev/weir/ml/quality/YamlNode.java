package dev.weir.ml.quality;

import dev.weir.ml.data.TextFile;
import dev.weir.step.StepFailure;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;

/// A small YAML file as a tree, each node with its place, and with accessors that say what is wrong
/// where. No anchors, no tags.
sealed interface YamlNode {
    /// Where it begins: `trips.schema.yaml:12`.
    String place();

    record Scalar(String place, String text) implements YamlNode {}

    record Sequence(String place, List<YamlNode> elements) implements YamlNode {}

    record Mapping(String place, SequencedMap<String, YamlNode> entries) implements YamlNode {
        Optional<YamlNode> at(String key) {
            return Optional.ofNullable(((Map<String, YamlNode>) entries).get(key));
        }

        /// @throws StepFailure when there is a key that is not among those
        void allowOnly(Set<String> keys) throws StepFailure {
            for (var entry : entries.entrySet()) {
                if (!keys.contains(entry.getKey())) {
                    throw new StepFailure(
                            "%s: unknown key '%s', known are %s"
                                    .formatted(
                                            entry.getValue().place(),
                                            entry.getKey(),
                                            String.join(", ", keys.stream().sorted().toList())));
                }
            }
        }
    }

    /// Reads a file whose one document is a mapping.
    static Mapping read(Path file) throws StepFailure, IOException {
        try {
            var text = new StringReader(TextFile.read(file));
            var events = new Yaml(new LoaderOptions()).parse(text).iterator();
            return new Reader(file.getFileName().toString(), events).document();
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            throw new StepFailure(
                    "%s:%d: %s".formatted(file.getFileName(), line, e.getProblem()), e);
        } catch (YAMLException e) {
            throw new StepFailure("%s: %s".formatted(file.getFileName(), e.getMessage()), e);
        }
    }

    default Mapping mapping() throws StepFailure {
        if (this instanceof Mapping mapping) {
            return mapping;
        }
        throw new StepFailure(place() + ": a mapping is due here");
    }

    default String text() throws StepFailure {
        if (this instanceof Scalar scalar) {
            return scalar.text();
        }
        throw new StepFailure(place() + ": a single value is due here");
    }

    default double number() throws StepFailure {
        try {
            return Double.parseDouble(text());
        } catch (NumberFormatException e) {
            throw new StepFailure("%s: '%s' is no number".formatted(place(), text()), e);
        }
    }

    default List<String> texts() throws StepFailure {
        if (this instanceof Sequence sequence) {
            var texts = new ArrayList<String>();
            for (var element : sequence.elements()) {
                texts.add(element.text());
            }
            return texts;
        }
        throw new StepFailure(place() + ": a list is due here");
    }

    /// Builds nodes from events.
    record Reader(String name, Iterator<Event> events) {
        Mapping document() throws StepFailure {
            while (events.hasNext()) {
                var event = events.next();
                if (event instanceof MappingStartEvent || event instanceof ScalarEvent) {
                    return node(event).mapping();
                }
                if (event instanceof SequenceStartEvent) {
                    throw new StepFailure(place(event) + ": a mapping is due here");
                }
            }
            throw new StepFailure(name + ": the file is empty");
        }

        private String place(Event event) {
            return name + ":" + (event.getStartMark().getLine() + 1);
        }

        private YamlNode node(Event event) throws StepFailure {
            return switch (event) {
                case ScalarEvent scalar -> new Scalar(place(event), scalar.getValue());
                case SequenceStartEvent _ -> new Sequence(place(event), elements());
                case MappingStartEvent _ -> new Mapping(place(event), entries());
                case AliasEvent _ ->
                        throw new StepFailure(place(event) + ": aliases are not taken here");
                default -> throw new StepFailure(place(event) + ": a value is due here");
            };
        }

        private List<YamlNode> elements() throws StepFailure {
            var elements = new ArrayList<YamlNode>();
            for (var event = events.next();
                    !event.is(Event.ID.SequenceEnd);
                    event = events.next()) {
                elements.add(node(event));
            }
            return elements;
        }

        private SequencedMap<String, YamlNode> entries() throws StepFailure {
            var entries = new LinkedHashMap<String, YamlNode>();
            for (var event = events.next(); !event.is(Event.ID.MappingEnd); event = events.next()) {
                var key = node(event).text();
                if (entries.put(key, node(events.next())) != null) {
                    throw new StepFailure("%s: '%s' is there twice".formatted(place(event), key));
                }
            }
            return entries;
        }
    }
}
