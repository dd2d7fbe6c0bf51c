package dev.weir.build.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "PT0S, 0.0 s",
        "PT0.049S, 0.0 s",
        "PT0.05S, 0.1 s",
        "PT1.234S, 1.2 s",
        "PT9.999S, 10.0 s",
        "PT10S, 10 s",
        "PT59.999S, 59 s",
        "PT1M, 1 min 0 s",
        "PT3M5S, 3 min 5 s",
        "PT59M59S, 59 min 59 s",
        "PT1H, 1 h 0 min",
        "PT2H10M59S, 2 h 10 min",
        "PT23H59M59S, 23 h 59 min",
        "P1D, 1 d 0 h",
        "P3DT4H59M, 3 d 4 h"
    })
    void a_span_is_told_in_the_two_largest_units_that_say_something(Duration span, String text) {
        assertEquals(text, Durations.text(span));
    }
}
