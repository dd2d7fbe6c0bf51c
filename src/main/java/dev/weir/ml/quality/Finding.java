package dev.weir.ml.quality;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.weir.ml.data.Counts;
import dev.weir.ml.quality.Tolerance.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A rule that a table breaks.
///
/// @param table the input's name
/// @param column whose values break it, empty for a rule about whole rows or the table
/// @param rule its name
/// @param count how many rows break it (columns, for rules about columns)
/// @param rows how many rows there are
/// @param message what was wanted
/// @param examples some of the rows, column → value
record Finding(
        String table,
        String column,
        String rule,
        Severity severity,
        long count,
        long rows,
        String message,
        List<Map<String, Object>> examples) {
    Finding {
        examples = List.copyOf(examples);
    }

    /// One line: table, column, rule, count and share.
    String said() {
        var where = column.isEmpty() ? table : "%s.%s".formatted(table, column);
        var share =
                rows == 0
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                ", %s of %s rows (%.3g %%)",
                                Counts.text(count),
                                Counts.text(rows),
                                100.0 * count / rows);
        return "%s: %s: %s%s".formatted(where, rule, message, share);
    }

    JsonObject json() {
        var json = new JsonObject();
        json.addProperty("table", table);
        json.addProperty("column", column);
        json.addProperty("rule", rule);
        json.addProperty("severity", severity.name().toLowerCase(Locale.ROOT));
        json.addProperty("count", count);
        json.addProperty("rows", rows);
        json.addProperty("message", message);
        var rowsJson = new JsonArray();
        examples.forEach(example -> rowsJson.add(row(example)));
        json.add("examples", rowsJson);
        return json;
    }

    private static JsonObject row(Map<String, Object> example) {
        var row = new JsonObject();
        example.forEach((name, value) -> row.add(name, value(value)));
        return row;
    }

    private static JsonPrimitive value(Object value) {
        return switch (value) {
            case Double number when !Double.isFinite(number) ->
                    new JsonPrimitive(number.toString());
            case Number number -> new JsonPrimitive(number);
            case Boolean flag -> new JsonPrimitive(flag);
            case Object[] array -> new JsonPrimitive(Arrays.toString(array));
            default -> new JsonPrimitive(String.valueOf(value));
        };
    }
}
