package dev.weir.pipelinefile.yaml;

import dev.weir.diagnostic.Span;
import java.util.List;
import java.util.Optional;

/// A piece of a YAML document.
public sealed interface Node {
    /// Where it stands.
    Span span();

    /// What it is, with its article, as users call it.
    String kind();

    /// @param text without quotes, escapes resolved
    /// @param plain whether it was written without quotes and not as a block, so that it may be a
    ///   number, boolean or null
    record Scalar(Span span, String text, boolean plain) implements Node {
        @Override
        public String kind() {
            return "a text";
        }

        /// Whether it stands for nothing: `key:` or `~`.
        public boolean isNothing() {
            return plain
                    && switch (text) {
                        case "", "~", "null", "Null", "NULL" -> true;
                        default -> false;
                    };
        }
    }

    /// Nodes in order.
    record Sequence(Span span, List<Node> items) implements Node {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /// Nodes by name, in the order they were written, no name twice.
    record Mapping(Span span, List<Entry> entries) implements Node {
        public Mapping {
            entries = List.copyOf(entries);
        }

        @Override
        public String kind() {
            return "a mapping";
        }

        /// The entry of that name.
        public Optional<Entry> entry(String name) {
            for (Entry entry : entries) {
                if (entry.name().equals(name)) {
                    return Optional.of(entry);
                }
            }
            return Optional.empty();
        }
    }

    /// One entry of a mapping.
    record Entry(Scalar key, Node value) {
        /// The key's text.
        public String name() {
            return key.text();
        }
    }
}
