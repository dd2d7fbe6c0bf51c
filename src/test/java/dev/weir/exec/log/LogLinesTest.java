package dev.weir.exec.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LogLinesTest {
    static List<String> lines(String... written) {
        List<String> lines = new ArrayList<>();
        var log = new LogCapture(List.of(), lines::add);
        for (String text : written) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            log.accept(bytes, bytes.length);
        }
        log.end();
        return lines;
    }

    @Test
    void lines_end_by_line_feed_with_or_without_a_carriage_return() {
        assertEquals(List.of("a", "", "b", "c"), lines("a\n\nb\r", "\nc\r\r\n"));
    }

    @Test
    void a_last_line_needs_no_end() {
        assertEquals(List.of("a", "b"), lines("a\nb"));
        assertEquals(List.of("a"), lines("a\n"));
        assertEquals(List.of(), lines(""));
        assertEquals(List.of("50%"), lines("50%\r"));
    }

    @Test
    void of_a_progress_bar_the_last_state_stays() {
        assertEquals(
                List.of("start", "100%", "done"),
                lines("start\n 10%\r", " 55%\r100%\r\nd", "one\n"));
        assertEquals(List.of("done"), lines("\r#  \r## \r   \rdone\n"));
        assertEquals(List.of("-ok"), lines("-|\b/\b-\b", "ok\n"));
    }

    @Test
    void escape_sequences_are_dropped() {
        assertEquals(List.of("red plain"), lines("\u001b[1;31mred\u001b[", "0m plain\u001b[K\n"));
        assertEquals(List.of("title"), lines("\u001b]0;evil\u0007title\n"));
        assertEquals(List.of("link"), lines("\u001b]8;;http://x\u001b\\link\n"));
        assertEquals(List.of("a", "b"), lines("a\u001b[\nb"));
    }

    @Test
    void other_control_characters_are_replaced() {
        assertEquals(List.of("a\uFFFDb\tc\uFFFD\uFFFD"), lines("a\0b\tc\u007f\u009b\n"));
    }

    @Test
    void what_is_not_utf_8_is_replaced() {
        List<String> lines = new ArrayList<>();
        var log = new LogCapture(List.of(), lines::add);
        log.accept(new byte[] {'a', (byte) 0xFF, 'b', (byte) 0xC3}, 4);
        log.accept(new byte[] {(byte) 0xA9, '\n', (byte) 0xE2, (byte) 0x82}, 4);
        log.end();
        assertEquals(List.of("a\uFFFDbé", "\uFFFD"), lines);
    }

    @Test
    void a_long_line_comes_in_pieces() {
        String full = "x".repeat(LogLines.LONGEST);
        assertEquals(List.of(full, "b"), lines(full + "\nb\n"));
        assertEquals(List.of(full, "y", "b"), lines(full + "y\nb\n"));
        assertEquals(List.of(full, full, "b"), lines(full + full + "\nb\n"));
        assertEquals(List.of(full.substring(1), "😀"), lines(full.substring(1) + "😀\n"));
        assertEquals(List.of(full, "100%"), lines(full + "yy\r100%\n"));
    }

    @Test
    void a_log_may_go_on_after_an_end() {
        List<String> lines = new ArrayList<>();
        var log = new LogCapture(List.of("secret"), lines::add);
        for (String text : List.of("a", "sec", "ret\r", "b")) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            log.accept(bytes, bytes.length);
            log.end();
        }
        assertEquals(List.of("a", "sec", "ret", "b"), lines);
    }

    @Test
    void a_backspace_takes_back_a_whole_character() {
        assertEquals(List.of("x", "ax"), lines("\uD83D\uDE00\bx\na\uD83D\uDE00\bx\b\b\b\bax"));
    }
}
