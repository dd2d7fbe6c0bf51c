package dev.weir.exec.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SecretMaskTest {
    private static List<String> lines(List<String> secrets, String... written) {
        List<String> lines = new ArrayList<>();
        var log = new LogCapture(secrets, lines::add);
        for (String text : written) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            log.accept(bytes, bytes.length);
        }
        log.end();
        return lines;
    }

    @Test
    void a_secret_is_masked_wherever_it_is_cut() {
        assertEquals(List.of("a *** b"), lines(List.of("hunter2"), "a hunter2 b"));
        assertEquals(List.of("a *** b"), lines(List.of("hunter2"), "a hun", "ter2 b"));
        assertEquals(List.of("***"), lines(List.of("geheim é"), "geheim é"));
    }

    @Test
    void what_only_begins_like_a_secret_stays() {
        assertEquals(List.of("hunter hunt"), lines(List.of("hunter2"), "hunter hunt"));
        assertEquals(List.of("aaaaab"), lines(List.of("aaab2"), "aaaaab"));
    }

    @Test
    void a_secret_of_several_lines_is_masked_as_a_whole_and_by_its_long_lines() {
        String key = "-----BEGIN KEY-----\nabcdefgh\nxy\n-----END KEY-----\n";
        assertEquals(List.of("a", "***", "b"), lines(List.of(key), "a\n" + key + "b\n"));
        assertEquals(
                List.of("> ***", "> ***", "> xy"),
                lines(List.of(key), "> -----BEGIN KEY-----\r\n> abcdefgh\r\n> xy\r\n"));
    }

    @Test
    void overlapping_secrets_are_masked_to_their_last_byte() {
        assertEquals(List.of("<***>"), lines(List.of("abcdef", "defghi"), "<abcdefghi>"));
        assertEquals(List.of("<***>"), lines(List.of("bcde", "abcdefgh"), "<abcdefgh>"));
        assertEquals(List.of("<a***x>"), lines(List.of("bcde", "abcdefgh"), "<abcdex>"));
        assertEquals(List.of("<***>"), lines(List.of("abab"), "<ababab>"));
    }

    @Test
    void a_line_without_secrets_is_not_held_back() {
        List<String> lines = new ArrayList<>();
        var log = new LogCapture(List.of("a long, long secret"), lines::add);
        byte[] bytes = "a l\nready\n".getBytes(StandardCharsets.UTF_8);
        log.accept(bytes, bytes.length);
        assertEquals(List.of("a l", "ready"), lines);
    }

    @Test
    void any_text_in_any_pieces_is_masked_like_the_whole() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int i = 0; i < 3000; i++) {
            List<String> secrets = new ArrayList<>();
            int count = random.nextInt(4);
            for (int j = 0; j < count; j++) {
                secrets.add(text(random, 1 + random.nextInt(6)));
            }
            String text = text(random, random.nextInt(60));
            assertEquals(expected(secrets, text), pieces(secrets, text, random), "seed " + seed);
        }
    }

    @Test
    void a_secret_much_longer_than_any_read_is_masked_in_linear_time() {
        String secret = "a".repeat(20_000) + "b";
        List<String> lines =
                lines(List.of(secret), "x" + "a".repeat(3_000_000), "b" + "a".repeat(9) + "\n");
        String all = String.join("", lines);
        assertTrue(all.startsWith("xaaa"));
        assertTrue(all.endsWith("a***aaaaaaaaa"));
        assertEquals(1 + 3_000_000 - 20_000 + 3 + 9, all.length());
    }

    /// Few letters, so that occurrences overlap; no control characters.
    private static String text(RandomGenerator random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append("aab".charAt(random.nextInt(3)));
        }
        return text.toString();
    }

    /// By trying every secret at every place.
    private static String expected(List<String> secrets, String text) {
        BitSet hidden = new BitSet();
        for (String secret : secrets) {
            for (int at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + 1)) {
                hidden.set(at, at + secret.length());
            }
        }
        StringBuilder masked = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (!hidden.get(i)) {
                masked.append(text.charAt(i));
            } else if (i == 0 || !hidden.get(i - 1)) {
                masked.append("***");
            }
        }
        return masked.toString();
    }

    private static String pieces(List<String> secrets, String text, RandomGenerator random) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int to = Math.min(text.length(), from + 1 + random.nextInt(8));
            pieces.add(text.substring(from, to));
            from = to;
        }
        return String.join("", lines(secrets, pieces.toArray(String[]::new)));
    }
}
