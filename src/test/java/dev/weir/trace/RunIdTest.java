package dev.weir.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RunIdTest {
    @Test
    void an_id_is_the_name_of_a_folder_anywhere() {
        for (String text : List.of("20260131T094512Z-k3x9", "0", "9", "A", "Z", "a", "z", "-")) {
            assertEquals(text, new RunId(text).toString());
        }
        assertEquals(40, new RunId("x".repeat(40)).text().length());
        for (String text :
                List.of("", "x".repeat(41), ".", "a/b", "a b", "é", ":", "@", "[", "`", "{")) {
            assertThrows(IllegalArgumentException.class, () -> new RunId(text), text);
        }
    }

    @Test
    void a_later_build_comes_later() {
        RunId early = new RunId("20260131T094512Z-k3x9");
        RunId late = new RunId("20260201T000000Z-a");
        assertTrue(early.compareTo(late) < 0);
        assertTrue(late.compareTo(early) > 0);
    }
}
