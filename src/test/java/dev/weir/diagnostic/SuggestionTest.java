package dev.weir.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SuggestionTest {
    @Test
    void a_slip_of_the_finger_is_understood() {
        assertMeant("train", "trian");
        assertMeant("train", "trai");
        assertMeant("train", "traain");
        assertMeant("train", "tradn");
        assertMeant("train", "Train");
        assertMeant("validate-model", "valdate_modle");
    }

    @Test
    void something_else_is_not() {
        assertEquals("", Suggestion.among(List.of("train", "run", "x"), "y"));
        assertEquals("", Suggestion.among(List.of("help"), "shell"));
        assertEquals("", Suggestion.among(List.of("train"), "t"));
        assertEquals("", Suggestion.among(List.of("train"), ""));
        assertEquals("", Suggestion.among(List.of("train"), "train"));
        assertEquals("", Suggestion.among(List.of("a".repeat(100)), "a".repeat(99)));
    }

    @Test
    void of_several_the_closest_and_then_the_first_is_offered() {
        assertEquals(
                "did you mean 'inputs'?",
                Suggestion.among(List.of("outputs", "inputs", "input-s"), "inputss"));
        assertEquals("did you mean 'bat'?", Suggestion.among(List.of("bat", "cat"), "fat"));
    }

    @Test
    void the_distance_counts_changes() {
        assertEquals(0, Suggestion.changes("abc", "abc", 9));
        assertEquals(1, Suggestion.changes("abc", "acb", 9));
        assertEquals(3, Suggestion.changes("kitten", "sitting", 9));
        assertEquals(6, Suggestion.changes("", "abcdef", 9));
        assertEquals(2, Suggestion.changes("abcdef", "", 2));
    }

    private static void assertMeant(String meant, String written) {
        assertEquals(
                "did you mean '" + meant + "'?",
                Suggestion.among(List.of("deploy", "train", "validate-model", "all"), written));
    }
}
