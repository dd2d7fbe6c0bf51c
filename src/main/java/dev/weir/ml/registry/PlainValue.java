package dev.weir.ml.registry;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Settings as JSON and back: strings, longs, doubles, booleans, lists and mappings stay what they
/// are.
final class PlainValue {
    private PlainValue() {}

    static JsonElement json(Object value) {
        return switch (value) {
            case String text -> new JsonPrimitive(text);
            case Number number -> new JsonPrimitive(number);
            case Boolean flag -> new JsonPrimitive(flag);
            case List<?> list -> {
                var array = new JsonArray();
                list.forEach(element -> array.add(json(element)));
                yield array;
            }
            case Map<?, ?> mapping -> {
                var object = new JsonObject();
                mapping.forEach((key, element) -> object.add(String.valueOf(key), json(element)));
                yield object;
            }
            default ->
                    throw new IllegalArgumentException(
                            "JSON has no " + value.getClass().getSimpleName());
        };
    }

    static Map<String, Object> mapping(JsonObject json) {
        var mapping = new LinkedHashMap<String, Object>();
        json.asMap().forEach((key, element) -> mapping.put(key, value(element)));
        return mapping;
    }

    private static Object value(JsonElement json) {
        if (json.isJsonObject()) {
            return mapping(json.getAsJsonObject());
        }
        if (json.isJsonArray()) {
            var list = new ArrayList<Object>();
            json.getAsJsonArray().forEach(element -> list.add(value(element)));
            return list;
        }
        var primitive = json.getAsJsonPrimitive();
        if (primitive.isBoolean()) {
            return primitive.getAsBoolean();
        }
        return primitive.isNumber() ? number(primitive.getAsString()) : primitive.getAsString();
    }

    private static Object number(String text) {
        return text.matches("-?[0-9]+") ? (Object) Long.valueOf(text) : Double.valueOf(text);
    }
}
