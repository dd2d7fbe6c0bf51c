package dev.weir.cli.session;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Environment variables, and which of them were asked for: an answer depends on no others. Safe
/// for several threads.
final class Consulted extends AbstractMap<String, String> {
    private final Map<String, String> variables;
    private final SortedMap<String, Optional<String>> asked = new TreeMap<>();
    private boolean all;

    /// @param variables nobody changes them
    private Consulted(Map<String, String> variables) {
        this.variables = variables;
    }

    static Consulted of(Map<String, String> variables) {
        return variables instanceof Consulted same ? same : new Consulted(variables);
    }

    @Override
    public synchronized @Nullable String get(Object name) {
        String value = variables.get(name);
        asked.put((String) name, Optional.ofNullable(value));
        return value;
    }

    @Override
    public boolean containsKey(Object name) {
        return get(name) != null;
    }

    @Override
    public String getOrDefault(Object name, String otherwise) {
        String value = get(name);
        return value == null ? otherwise : value;
    }

    @Override
    public synchronized Set<Entry<String, String>> entrySet() {
        all = true;
        return variables.entrySet();
    }

    /// What was asked for, with what it was; empty when all of them were looked through.
    synchronized Optional<SortedMap<String, Optional<String>>> asked() {
        return all ? Optional.empty() : Optional.of(new TreeMap<>(asked));
    }
}
