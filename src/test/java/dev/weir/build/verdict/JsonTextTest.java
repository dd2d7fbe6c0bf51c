package dev.weir.build.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.weir.pipeline.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JsonTextTest {
    private static Value mapping(Object... keysAndValues) {
        SequencedMap<String, Value> values = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put((String) keysAndValues[i], (Value) keysAndValues[i + 1]);
        }
        return new Value.Mapping(values);
    }

    @Test
    void equal_values_give_equal_texts_with_keys_in_order() {
        Value one = new Value.Whole(1);
        Value list = new Value.Sequence(List.of(one, new Value.Nothing(), new Value.Flag(true)));
        assertEquals(
                "{\"a\": [1, null, true], \"b\": {\"c\": 0.5}, \"d\": []}",
                JsonText.of(
                        mapping(
                                "d",
                                new Value.Sequence(List.of()),
                                "b",
                                mapping("c", new Value.Decimal(0.5)),
                                "a",
                                list)));
        assertEquals("{}", JsonText.of(mapping()));
        assertEquals("\"a b\"", JsonText.of(new Value.Text("a b")));
    }

    @Test
    void any_text_comes_back_from_a_reader_of_json() {
        StringBuilder all = new StringBuilder();
        for (char c = 0; c < 0x180; c++) {
            all.append(c);
        }
        for (String text :
                List.of("", "\"", "\\", "a\nb", "\u0000x\u001f", "é😀", all.toString())) {
            String json = JsonText.of(new Value.Text(text));
            JsonElement read = JsonParser.parseString(json);
            assertEquals(new JsonPrimitive(text), read, json);
            assertEquals(0, json.chars().filter(c -> c < 0x20).count(), json);
        }
    }

    @Test
    void leaves_have_a_path_of_their_own_whatever_names_hold() {
        Value one = new Value.Whole(1);
        Value value =
                mapping(
                        "a", mapping("b", one, "c.d", one, "e\"f", one, ".g", one, "\"", one),
                        "empty", mapping(),
                        "list", new Value.Sequence(List.of(mapping("x", one))));
        assertEquals(
                Map.of(
                        "with.a.b", "1",
                        "with.a.\"c.d\"", "1",
                        "with.a.\"e\\\"f\"", "1",
                        "with.a.\".g\"", "1",
                        "with.a.\"\\\"\"", "1",
                        "with.empty", "{}",
                        "with.list", "[{\"x\": 1}]"),
                JsonText.leaves("with", value));
        assertEquals(Map.of("with", "1"), JsonText.leaves("with", one));
    }
}
