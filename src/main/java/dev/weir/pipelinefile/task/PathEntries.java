package dev.weir.pipelinefile.task;

import dev.weir.diagnostic.Diagnostics;
import dev.weir.diagnostic.Quoted;
import dev.weir.pipelinefile.expression.Interpolation;
import dev.weir.pipelinefile.key.Fields;
import dev.weir.pipelinefile.key.Key;
import dev.weir.pipelinefile.yaml.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The inputs or outputs of a task as they are written: a path, a list of paths, or a mapping of
/// names to paths; each path may be a mapping with attributes.
///
/// @param names those that are declared, also where what stands behind them is wrong
/// @param broken whether something is missing because of a mistake that was reported
record PathEntries(List<Entry> entries, List<String> names, boolean broken) {
    private static final String PATH = Key.INPUT_PATH.word();

    /// One path.
    ///
    /// @param name `""` for none
    /// @param path where the path stands
    /// @param attributes the mapping it was written as
    record Entry(String name, Node path, Optional<Fields> attributes) {}

    /// Reads what stands behind `inputs` or `outputs`.
    static PathEntries of(Fields task, Key key, Key.Of of, Diagnostics diagnostics) {
        Reader reader = new Reader(of, diagnostics);
        task.value(key).ifPresent(reader::read);
        return new PathEntries(reader.entries, reader.names, reader.broken);
    }

    private static final class Reader {
        private final Key.Of of;
        private final Diagnostics diagnostics;
        private final List<Entry> entries = new ArrayList<>();
        private final List<String> names = new ArrayList<>();
        private boolean broken;

        Reader(Key.Of of, Diagnostics diagnostics) {
            this.of = of;
            this.diagnostics = diagnostics;
        }

        void read(Node node) {
            if (node instanceof Node.Mapping mapping && mapping.entry(PATH).isEmpty()) {
                mapping.entries().forEach(this::named);
            } else {
                add("", node);
            }
        }

        private void named(Node.Entry entry) {
            if (Interpolation.isName(entry.name())) {
                names.add(entry.name());
                add(entry.name(), entry.value());
            } else {
                mistake(
                        entry.key(),
                        "not a name of " + of.text() + ": " + Quoted.of(entry.name()),
                        "names are letters, digits, '_' and '-'");
            }
        }

        private void add(String name, Node node) {
            switch (node) {
                case Node.Sequence(_, var items) -> {
                    for (Node item : items) {
                        if (item instanceof Node.Sequence) {
                            mistake(item, of.text() + " is a path, not a list", "");
                        } else {
                            one(name, item);
                        }
                    }
                }
                default -> one(name, node);
            }
        }

        private void one(String name, Node node) {
            if (!(node instanceof Node.Mapping mapping)) {
                entries.add(new Entry(name, node, Optional.empty()));
                return;
            }
            int before = diagnostics.errors();
            Fields fields = Fields.of(mapping, of, diagnostics);
            Optional<Node> path =
                    fields.value(of == Key.Of.INPUT ? Key.INPUT_PATH : Key.OUTPUT_PATH);
            if (path.isPresent()) {
                entries.add(new Entry(name, path.get(), Optional.of(fields)));
            } else if (diagnostics.errors() == before) {
                mistake(node, of.text() + " needs a 'path'", "");
            } else {
                broken = true;
            }
        }

        private void mistake(Node node, String message, String help) {
            diagnostics.error(node.span(), message, help);
            broken = true;
        }
    }
}
