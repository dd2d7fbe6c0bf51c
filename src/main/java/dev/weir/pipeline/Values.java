package dev.weir.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Values from plain Java objects.
final class Values {
    private Values() {}

    /// A string, whole or decimal number, boolean, null, list or map of these; a value stays as it
    /// is.
    ///
    /// @throws IllegalArgumentException for anything else
    static Value of(@Nullable Object object) {
        return switch (object) {
            case null -> new Value.Nothing();
            case Value value -> value;
            case String text -> new Value.Text(text);
            case Boolean on -> new Value.Flag(on);
            case Integer number -> new Value.Whole(number);
            case Long number -> new Value.Whole(number);
            case Double number -> new Value.Decimal(number);
            case Float number -> new Value.Decimal(number);
            case List<?> list -> {
                List<Value> values = new ArrayList<>();
                list.forEach(element -> values.add(of(element)));
                yield new Value.Sequence(values);
            }
            case Map<?, ?> map -> {
                SequencedMap<String, Value> values = new LinkedHashMap<>();
                map.forEach((key, element) -> values.put(String.valueOf(key), of(element)));
                yield new Value.Mapping(values);
            }
            default -> throw new IllegalArgumentException("not a value of a setting: " + object);
        };
    }
}
