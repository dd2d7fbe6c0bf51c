package dev.weir.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.weir.pipeline.Value;

/// Values as JSON.
public final class JsonValues {
    private JsonValues() {}

    /// The same value.
    public static JsonElement of(Value value) {
        return switch (value) {
            case Value.Text(String text) -> new JsonPrimitive(text);
            case Value.Whole(long number) -> new JsonPrimitive(number);
            case Value.Decimal(double number) -> new JsonPrimitive(number);
            case Value.Flag(boolean on) -> new JsonPrimitive(on);
            case Value.Nothing() -> JsonNull.INSTANCE;
            case Value.Sequence(var values) -> {
                JsonArray array = new JsonArray();
                values.forEach(each -> array.add(of(each)));
                yield array;
            }
            case Value.Mapping(var values) -> {
                JsonObject object = new JsonObject();
                values.forEach((name, each) -> object.add(name, of(each)));
                yield object;
            }
        };
    }
}
