package dev.weir.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class QuantitiesTest {
    @Test
    void times_have_units() {
        assertEquals(Optional.of(Duration.ofMillis(500)), Quantities.duration("500ms"));
        assertEquals(Optional.of(Duration.ofSeconds(2)), Quantities.duration("2s"));
        assertEquals(Optional.of(Duration.ofMinutes(90)), Quantities.duration("1.5h"));
        assertEquals(Optional.of(Duration.ofMinutes(90)), Quantities.duration("1h30m"));
        assertEquals(Optional.of(Duration.ofDays(30)), Quantities.duration("30d"));
        assertEquals(Optional.of(Duration.ofDays(14)), Quantities.duration("2w"));
        assertEquals(Optional.of(Duration.ZERO), Quantities.duration("0s"));
        for (String wrong :
                List.of(
                        "",
                        "5",
                        "s",
                        "5 s",
                        "-5s",
                        "5S",
                        "5sec",
                        "1..5s",
                        ".5s",
                        "5.s",
                        "1h30",
                        "999999999999999999d",
                        "1e3s",
                        "٣s")) {
            assertEquals(Optional.empty(), Quantities.duration(wrong), wrong);
        }
    }

    @Test
    void sizes_are_of_thousands_or_of_1024s() {
        assertEquals(Optional.of(4_000_000_000L), Quantities.bytes("4GB"));
        assertEquals(Optional.of(4_000_000_000L), Quantities.bytes("4 G"));
        assertEquals(Optional.of(512L << 20), Quantities.bytes("512MiB"));
        assertEquals(Optional.of(1_500L), Quantities.bytes("1.5KB"));
        assertEquals(Optional.of(100L), Quantities.bytes("100B"));
        for (String wrong :
                List.of(
                        "",
                        "4",
                        "GB",
                        "4gb",
                        "-4GB",
                        "4  GB",
                        "4Gb",
                        "99999999999999999TB",
                        "4GB ")) {
            assertEquals(Optional.empty(), Quantities.bytes(wrong), wrong);
        }
    }
}
