package dev.weir.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ChangesTest {
    private static JsonObject json(String text) {
        return JsonParser.parseString(text).getAsJsonObject();
    }

    @Test
    void params_that_both_runs_have_and_that_differ_are_named() {
        assertEquals(
                List.of("year 2023 → 2024", "cities [\"a\"] → [\"a\",\"b\"]"),
                Changes.ofParams(
                        json("{'year': 2023, 'cities': ['a'], 'gone': 1, 'same': 'x'}"),
                        json("{'year': 2024, 'cities': ['a', 'b'], 'new': 1, 'same': 'x'}")));
    }

    @Test
    void metrics_stand_beside_those_of_the_run_before() {
        assertEquals(
                List.of("m.json: rmse 4.371 → 4.213, test.r2 0.75, rows 120000"),
                Changes.ofMetrics(
                        json("{'m.json': {'rmse': 4.3711111, 'rows': 120000}}"),
                        json(
                                "{'m.json': {'rmse': 4.2134, 'test': {'r2': 0.75}, 'rows': 120000, 'note': 'x'}}")));
    }

    @Test
    void metrics_that_stayed_the_same_are_not_worth_a_line() {
        assertEquals(
                List.of(),
                Changes.ofMetrics(json("{'m.json': {'a': 1.0}}"), json("{'m.json': {'a': 1}}")));
    }

    @Test
    void many_metrics_are_cut() {
        StringBuilder many = new StringBuilder("{'m.json': {'m0': 0");
        for (int i = 1; i < 12; i++) {
            many.append(", 'm").append(i).append("': ").append(i);
        }
        assertEquals(
                List.of("m.json: m0 0, m1 1, m2 2, m3 3, m4 4, m5 5, m6 6, m7 7, 4 more"),
                Changes.ofMetrics(new JsonObject(), json(many + "}}")));
    }

    @Test
    void numbers_of_any_size_are_short() {
        assertEquals(
                List.of("1000", "123456789012345", "1E+15", "1E+999999999", "-1E-999999999", "0"),
                List.of(
                        Numbers.text("1e3"),
                        Numbers.text("123456789012345"),
                        Numbers.text("1e15"),
                        Numbers.text("1e999999999"),
                        Numbers.text("-1.0e-999999999"),
                        Numbers.text("0e999999999")));
        assertEquals(
                List.of("m.json: rmse 1 → 1E+2147483647"),
                Changes.ofMetrics(
                        json("{'m.json': {'rmse': 1}}"),
                        json("{'m.json': {'rmse': 1e2147483647}}")));
    }

    @Test
    void sizes_and_numbers_are_short() {
        assertEquals(
                List.of("0 B", "999 B", "1.0 KB", "12 KB", "4.2 MB", "1.9 GB"),
                List.of(
                        Sizes.text(0),
                        Sizes.text(999),
                        Sizes.text(1000),
                        Sizes.text(12_345),
                        Sizes.text(4_200_000),
                        Sizes.text(1_999_999_999)));
        assertEquals(
                List.of("12", "0.3333", "1.235E+20", "NaN"),
                List.of(
                        Numbers.text("12.0"),
                        Numbers.text("0.333333"),
                        Numbers.text("123456789012345678901"),
                        Numbers.text("NaN")));
    }
}
