package dev.weir.digest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DigestTest {
    private static final String SHA_OF_ABC =
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void a_digest_is_the_sha_256_of_bytes() {
        assertEquals(Digest.of(SHA_OF_ABC), Hasher.digest("abc"));
        byte[] bytes = "xabcx".getBytes(StandardCharsets.UTF_8);
        assertEquals(
                Digest.of(SHA_OF_ABC), new Hasher().add(bytes, 1, 1).add(bytes, 2, 2).finish());
    }

    @Test
    void only_64_lower_case_hex_digits_are_a_digest() {
        assertTrue(Digest.read("0123456789abcdef".repeat(4)).isPresent());
        List<String> wrong =
                List.of(
                        "",
                        "a".repeat(63),
                        "a".repeat(65),
                        "A" + "a".repeat(63),
                        "a".repeat(63) + "g",
                        "/" + "a".repeat(63),
                        ":" + "a".repeat(63),
                        "`" + "a".repeat(63),
                        "é" + "a".repeat(63),
                        " " + "a".repeat(63));
        for (String text : wrong) {
            assertThrows(IllegalArgumentException.class, () -> Digest.of(text), text);
            assertTrue(Digest.read(text).isEmpty(), text);
        }
    }

    @Test
    void bytes_and_text_are_the_same_digest() {
        Digest digest = Digest.of("0123456789abcdef".repeat(4));
        assertEquals(digest, Digest.of(digest.bytes(), 0));
        byte[] later = new byte[Digest.BYTES + 3];
        System.arraycopy(digest.bytes(), 0, later, 3, Digest.BYTES);
        assertEquals(digest, Digest.of(later, 3));
        assertEquals((byte) 0x23, digest.bytes()[1]);
    }

    @Test
    void a_digest_is_read_and_sorted_as_its_text() {
        Digest low = Digest.of("0".repeat(64));
        Digest high = Digest.of("0".repeat(63) + "1");
        assertTrue(low.compareTo(high) < 0);
        assertTrue(high.compareTo(low) > 0);
        assertEquals(high.hex(), high.toString());
        assertEquals(high.hex(), new TaskKey(high).toString());
        assertEquals("ba7816bf8f01", Digest.of(SHA_OF_ABC).abbreviated());
    }

    @Test
    void each_digit_counts_where_digests_are_compared() {
        String text = "7".repeat(64);
        Digest digest = Digest.of(text);
        assertEquals(digest.hashCode(), Digest.of(text).hashCode());
        for (int i = 0; i < Digest.LENGTH; i++) {
            for (char other : "068f".toCharArray()) {
                String changed = text.substring(0, i) + other + text.substring(i + 1);
                Digest unlike = Digest.of(changed);
                assertEquals(changed, unlike.hex());
                assertNotEquals(digest, unlike);
                assertEquals(
                        Integer.signum(text.compareTo(changed)),
                        Integer.signum(digest.compareTo(unlike)),
                        changed);
            }
        }
        assertEquals(0, digest.compareTo(Digest.of(text)));
        assertNotEquals(digest, text);
    }
}
