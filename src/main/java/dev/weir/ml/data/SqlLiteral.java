package dev.weir.ml.data;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/// Writes a setting as SQL: a string, number, boolean, list, or a mapping as a struct.
public final class SqlLiteral {
    private SqlLiteral() {}

    /// The literal; a string in it can end nothing but itself.
    ///
    /// @throws IllegalArgumentException for any other kind of value
    public static String of(Object value) {
        return switch (value) {
            case String text -> '\'' + text.replace("'", "''") + '\'';
            case Long number -> number.toString();
            case Integer number -> number.toString();
            case Double number -> number(number);
            case Boolean flag -> flag.toString();
            case Collection<?> list -> list(list);
            case Map<?, ?> mapping -> struct(mapping);
            default ->
                    throw new IllegalArgumentException(
                            "SQL has no literal for a " + value.getClass().getSimpleName());
        };
    }

    /// An exponent makes a DOUBLE; DuckDB would read `0.1` as a DECIMAL.
    private static String number(double number) {
        if (!Double.isFinite(number)) {
            return "'" + number + "'::DOUBLE";
        }
        var text = Double.toString(number);
        return text.contains("E") ? text : text + "e0";
    }

    private static String list(Collection<?> list) {
        return list.stream().map(SqlLiteral::of).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String struct(Map<?, ?> mapping) {
        if (mapping.isEmpty()) {
            return "NULL";
        }
        return mapping.entrySet().stream()
                .map(e -> of(String.valueOf(e.getKey())) + ": " + of(e.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
