package dev.weir.exec.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LogCaptureTest {
    @Test
    void any_bytes_give_the_same_lines_however_they_are_cut() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            byte[] bytes = bytes(random, random.nextInt(20_000));
            assertEquals(
                    lines(bytes, bytes.length, random), lines(bytes, 50, random), "seed " + seed);
        }
    }

    /// What logs are made of, dense in what is special.
    private static byte[] bytes(Random random, int length) {
        byte[] special = "\n\r\b\u001b[;m]\u0007 sesecret".getBytes();
        byte[] bytes = new byte[length];
        boolean longLines = random.nextBoolean();
        for (int i = 0; i < length; i++) {
            byte usual = (byte) (random.nextInt(20) == 0 ? random.nextInt(256) : 'x');
            boolean rare = random.nextInt(longLines ? 5000 : 3) == 0;
            bytes[i] = rare ? special[random.nextInt(special.length)] : usual;
        }
        return bytes;
    }

    private static List<String> lines(byte[] bytes, int longestPiece, Random random) {
        List<String> lines = new ArrayList<>();
        var log = new LogCapture(List.of("secret", "[;m]"), lines::add);
        int from = 0;
        while (from < bytes.length) {
            int count = Math.min(bytes.length - from, 1 + random.nextInt(longestPiece));
            byte[] piece = new byte[count];
            System.arraycopy(bytes, from, piece, 0, count);
            log.accept(piece, count);
            from += count;
        }
        log.end();
        return lines;
    }
}
