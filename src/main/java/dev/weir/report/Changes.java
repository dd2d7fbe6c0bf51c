package dev.weir.report;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// What differs between two runs, in words.
final class Changes {
    private static final int METRICS_SHOWN = 8;

    private Changes() {}

    /// `year 2023 → 2024`, for each param that both have.
    static List<String> ofParams(JsonObject before, JsonObject now) {
        List<String> changes = new ArrayList<>();
        for (Map.Entry<String, JsonElement> param : now.entrySet()) {
            JsonElement last = before.get(param.getKey());
            if (last != null && !last.equals(param.getValue())) {
                changes.add(param.getKey() + " " + plain(last) + " → " + plain(param.getValue()));
            }
        }
        return changes;
    }

    private static String plain(JsonElement value) {
        return value.isJsonPrimitive() ? value.getAsString() : value.toString();
    }

    /// `artifacts/metrics.json: rmse 4.37 → 4.21, rows 1200`, for each output of which something is
    /// new.
    static List<String> ofMetrics(JsonObject before, JsonObject now) {
        List<String> changes = new ArrayList<>();
        for (Map.Entry<String, JsonElement> output : now.entrySet()) {
            SequencedMap<String, String> last = new LinkedHashMap<>();
            SequencedMap<String, String> present = new LinkedHashMap<>();
            numbers("", output.getValue(), present);
            JsonElement known = before.get(output.getKey());
            if (known != null) {
                numbers("", known, last);
            }
            if (!present.isEmpty() && !present.equals(last)) {
                changes.add(output.getKey() + ": " + metrics(last, present));
            }
        }
        return changes;
    }

    private static void numbers(
            String name, JsonElement value, SequencedMap<String, String> found) {
        if (value.isJsonObject()) {
            value.getAsJsonObject()
                    .entrySet()
                    .forEach(entry ->
                            numbers(
                                    name.isEmpty() ? entry.getKey() : name + "." + entry.getKey(),
                                    entry.getValue(),
                                    found));
        } else if (value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber()) {
            try {
                found.put(name, canonical(value.getAsString()));
            } catch (NumberFormatException notFinite) {
                found.remove(name);
            }
        }
    }

    /// The same text for the same number: `1.0` and `1`.
    private static String canonical(String number) {
        return new BigDecimal(number).stripTrailingZeros().toString();
    }

    private static String metrics(
            SequencedMap<String, String> last, SequencedMap<String, String> present) {
        List<String> shown = new ArrayList<>();
        for (Map.Entry<String, String> metric : present.entrySet()) {
            if (shown.size() == METRICS_SHOWN) {
                shown.add((present.size() - METRICS_SHOWN) + " more");
                break;
            }
            String now = Numbers.text(metric.getValue());
            String before = last.get(metric.getKey());
            String change =
                    before == null || before.equals(metric.getValue())
                            ? now
                            : Numbers.text(before) + " → " + now;
            shown.add(metric.getKey() + " " + change);
        }
        return String.join(", ", shown);
    }
}
