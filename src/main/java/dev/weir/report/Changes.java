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
            SequencedMap<String, BigDecimal> last = new LinkedHashMap<>();
            SequencedMap<String, BigDecimal> present = new LinkedHashMap<>();
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
            String name, JsonElement value, SequencedMap<String, BigDecimal> found) {
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
                found.put(name, new BigDecimal(value.getAsString()));
            } catch (NumberFormatException notFinite) {
                found.remove(name);
            }
        }
    }

    private static String metrics(
            SequencedMap<String, BigDecimal> last, SequencedMap<String, BigDecimal> present) {
        List<String> shown = new ArrayList<>();
        for (Map.Entry<String, BigDecimal> metric : present.entrySet()) {
            if (shown.size() == METRICS_SHOWN) {
                shown.add((present.size() - METRICS_SHOWN) + " more");
                break;
            }
            String now = Numbers.text(metric.getValue());
            BigDecimal before = last.get(metric.getKey());
            String change =
                    before == null || before.compareTo(metric.getValue()) == 0
                            ? now
                            : Numbers.text(before) + " → " + now;
            shown.add(metric.getKey() + " " + change);
        }
        return String.join(", ", shown);
    }
}
