package dev.weir.pipelinefile.key;

import dev.weir.diagnostic.Diagnostics;
import dev.weir.diagnostic.Quoted;
import dev.weir.diagnostic.Span;
import dev.weir.pipelinefile.yaml.Node;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The entries of a mapping whose keys are known.
public final class Fields {
    private final Node.Mapping mapping;
    private final Map<Key, Node.Entry> entries = new EnumMap<>(Key.class);
    private final Set<Key> defaults = EnumSet.noneOf(Key.class);
    private boolean broken;

    private Fields(Node.Mapping mapping) {
        this.mapping = mapping;
    }

    /// Reports keys that are not known there, and keys without a value.
    public static Fields of(Node.Mapping mapping, Key.Of of, Diagnostics diagnostics) {
        Fields fields = new Fields(mapping);
        for (Node.Entry entry : mapping.entries()) {
            Optional<Key> known = Key.find(of, entry.name());
            if (known.isEmpty()) {
                reportUnknown(entry.key(), of, diagnostics);
                fields.broken = true;
            } else if (entry.value() instanceof Node.Scalar scalar && scalar.isNothing()) {
                diagnostics.error(
                        entry.key().span(),
                        Quoted.of(entry.name()) + " has no value",
                        "it takes " + known.get().takes().text() + "; remove it otherwise");
                fields.broken = true;
            } else {
                fields.entries.put(known.get(), entry);
            }
        }
        return fields;
    }

    /// These, and of the others those keys that are not there.
    public Fields with(Fields others, Set<Key> keys) {
        Fields both = new Fields(mapping);
        both.broken = broken;
        both.entries.putAll(entries);
        others.entries.forEach((key, entry) -> {
            if (keys.contains(key) && !entries.containsKey(key)) {
                both.entries.put(key, entry);
                both.defaults.add(key);
            }
        });
        return both;
    }

    private static void reportUnknown(Node.Scalar key, Key.Of of, Diagnostics diagnostics) {
        var words = Key.all(of).stream().map(Key::word).toList();
        String suggestion = diagnostics.suggestion(key.text(), words);
        diagnostics.error(
                key.span(),
                "unknown key " + Quoted.of(key.text()) + " in " + of.text(),
                suggestion.isEmpty() ? "known: " + String.join(", ", words) : suggestion);
    }

    /// Whether an entry is missing because of a mistake that was reported.
    public boolean isBroken() {
        return broken;
    }

    public boolean has(Key key) {
        return entries.containsKey(key);
    }

    /// Whether a key is there that stands elsewhere, for all that do not have it.
    public boolean isDefault(Key key) {
        return defaults.contains(key);
    }

    /// What stands behind a key.
    public Optional<Node> value(Key key) {
        return Optional.ofNullable(entries.get(key)).map(Node.Entry::value);
    }

    /// Where the key itself stands; where the mapping stands when it is not there.
    public Span keySpan(Key key) {
        Node.Entry entry = entries.get(key);
        return entry == null ? mapping.span() : entry.key().span();
    }
}
