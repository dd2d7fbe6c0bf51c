package dev.weir.build.verdict;

import dev.weir.pipeline.Value;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Values as canonical JSON on one line: keys sorted, numbers in their canonical text, so that
/// equal values give equal texts.
public final class JsonText {
    private JsonText() {}

    public static String of(Value value) {
        StringBuilder json = new StringBuilder();
        write(value, json);
        return json.toString();
    }

    /// The leaves of nested mappings by dotted path; an empty mapping is a leaf.
    static SortedMap<String, String> leaves(String path, Value value) {
        SortedMap<String, String> leaves = new TreeMap<>();
        collect(path, value, leaves);
        return leaves;
    }

    private static void collect(String path, Value value, SortedMap<String, String> leaves) {
        if (value instanceof Value.Mapping(var values) && !values.isEmpty()) {
            values.forEach((name, inner) -> collect(path + "." + segment(name), inner, leaves));
        } else {
            leaves.put(path, of(value));
        }
    }

    /// A name as one part of a dotted path: quoted when it holds what could be taken for the path's
    /// own.
    private static String segment(String name) {
        return name.indexOf('.') < 0 && name.indexOf('"') < 0 ? name : of(new Value.Text(name));
    }

    private static void write(Value value, StringBuilder json) {
        switch (value) {
            case Value.Text(String text) -> quote(text, json);
            case Value.Whole _, Value.Decimal _, Value.Flag _, Value.Nothing _ ->
                    json.append(value.text());
            case Value.Sequence(var values) -> {
                json.append('[');
                String comma = "";
                for (Value inner : values) {
                    json.append(comma);
                    write(inner, json);
                    comma = ", ";
                }
                json.append(']');
            }
            case Value.Mapping(var values) -> {
                json.append('{');
                String comma = "";
                for (Map.Entry<String, Value> entry : new TreeMap<>(values).entrySet()) {
                    json.append(comma);
                    quote(entry.getKey(), json);
                    json.append(": ");
                    write(entry.getValue(), json);
                    comma = ", ";
                }
                json.append('}');
            }
        }
    }

    private static void quote(String text, StringBuilder json) {
        json.append('"');
        int written = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c == '"' || c == '\\') {
                json.append(text, written, i);
                escape(c, json);
                written = i + 1;
            }
        }
        json.append(text, written, text.length()).append('"');
    }

    private static void escape(char c, StringBuilder json) {
        switch (c) {
            case '"' -> json.append("\\\"");
            case '\\' -> json.append("\\\\");
            case '\n' -> json.append("\\n");
            case '\r' -> json.append("\\r");
            case '\t' -> json.append("\\t");
            default ->
                    json.append("\\u00").append(c < 0x10 ? "0" : "").append(Integer.toHexString(c));
        }
    }
}
