package dev.weir.hostile;

import static org.junit.jupiter.api.Assertions.assertTrue;

/// What weir says, whatever it was given: text that a terminal shows and does not obey.
final class Said {
    private Said() {}

    static void isHarmless(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            assertTrue(
                    c == '\n' || c == '\t' || !Character.isISOControl(c),
                    () -> "a control character is said: " + text.replace(c, '\u2370'));
        }
    }
}
