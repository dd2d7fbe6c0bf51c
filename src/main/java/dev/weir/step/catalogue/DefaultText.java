package dev.weir.step.catalogue;

import static java.util.stream.Collectors.joining;

import dev.weir.pipeline.CoreSchema;
import dev.weir.pipeline.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Reads and writes what stands in [dev.weir.step.Default]: a YAML scalar, a flat list `[a, b]`, or
/// `{}`.
final class DefaultText {
    private DefaultText() {}

    static Value value(String text) {
        if (text.equals("{}")) {
            return new Value.Mapping(new LinkedHashMap<>());
        }
        if (!text.startsWith("[") || !text.endsWith("]")) {
            return scalar(text);
        }
        List<Value> items = new ArrayList<>();
        String inner = text.substring(1, text.length() - 1).strip();
        int start = 0;
        while (!inner.isEmpty() && start <= inner.length()) {
            int comma = inner.indexOf(',', start);
            int end = comma < 0 ? inner.length() : comma;
            items.add(scalar(inner.substring(start, end).strip()));
            start = end + 1;
        }
        return new Value.Sequence(items);
    }

    static String of(Value value) {
        return switch (value) {
            case Value.Text(String text) -> "'" + text + "'";
            case Value.Sequence(var items) ->
                    items.stream().map(DefaultText::item).collect(joining(", ", "[", "]"));
            case Value.Mapping(var entries) when entries.isEmpty() -> "{}";
            case Value.Mapping _ -> throw new IllegalStateException("not a default: " + value);
            default -> value.text();
        };
    }

    private static String item(Value value) {
        String text = of(value);
        if (text.indexOf(',') >= 0) {
            throw new IllegalStateException("not an item of a default: " + value);
        }
        return text;
    }

    private static Value scalar(String text) {
        boolean quoted =
                text.length() > 1
                        && (text.charAt(0) == '\'' || text.charAt(0) == '"')
                        && text.charAt(text.length() - 1) == text.charAt(0);
        return quoted
                ? new Value.Text(text.substring(1, text.length() - 1))
                : CoreSchema.value(text);
    }
}
