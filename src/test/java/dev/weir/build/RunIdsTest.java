package dev.weir.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.trace.RunId;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RunIdsTest {
    @Test
    void an_id_begins_with_the_second_of_the_start() {
        assertTrue(
                RunIds.at(Instant.parse("2026-01-09T04:05:06Z"))
                        .text()
                        .startsWith("20260109T040506Z-"));
        assertTrue(
                RunIds.at(Instant.parse("2026-10-31T23:59:10.999Z"))
                        .text()
                        .startsWith("20261031T235910Z-"));
    }

    @Test
    void ids_of_later_milliseconds_come_later() {
        Instant start = Instant.parse("2026-01-31T09:45:12Z");
        RunId before = RunIds.at(start);
        for (int millis = 1; millis < 1_000; millis++) {
            RunId id = RunIds.at(start.plusMillis(millis));
            assertTrue(before.compareTo(id) < 0, before + " " + id);
            before = id;
        }
    }

    @Test
    void builds_of_one_moment_have_ids_of_their_own() {
        Set<RunId> ids = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            ids.add(RunIds.at(Instant.EPOCH));
        }
        assertTrue(ids.size() > 15, ids.toString());
        assertEquals(22, ids.iterator().next().text().length());
    }
}
