package dev.weir.digest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.pipeline.Value;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/// Keys made by other programs and other versions are the same when the encoding is what it says.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EncoderTest {
    /// The encoding, written down once more from its description.
    private static final class Bytes {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final DataOutputStream data = new DataOutputStream(bytes);

        Bytes text(String text) throws IOException {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            data.writeLong(utf8.length);
            data.write(utf8);
            return this;
        }

        Bytes number(long number) throws IOException {
            data.writeLong(number);
            return this;
        }

        String sha() throws Exception {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
        }
    }

    private static Bytes start() throws IOException {
        return new Bytes().text("weir 1").text("test");
    }

    @Test
    void texts_have_their_length_first_and_numbers_are_8_bytes_the_highest_first()
            throws Exception {
        long number = 0x0102030405060708L;
        assertEquals(
                start().text("é€").number(2).number(number).number(-1).sha(),
                new Encoder("test").text("é€").count(2).number(number).number(-1).finish().hex());
    }

    @Test
    void a_digest_is_its_text() throws Exception {
        Digest digest = Hasher.digest("x");
        assertEquals(
                start().text(digest.hex()).text("after").sha(),
                new Encoder("test").digest(digest).text("after").finish().hex());
    }

    private static Value mapping(String... keys) {
        SequencedMap<String, Value> values = new LinkedHashMap<>();
        for (String key : keys) {
            values.put(key, new Value.Whole(key.length()));
        }
        return new Value.Mapping(values);
    }

    @Test
    void values_carry_their_type() throws Exception {
        Bytes expected =
                start().text("sequence")
                        .number(7)
                        .text("text")
                        .text("1")
                        .text("whole")
                        .number(1)
                        .text("decimal")
                        .number(Double.doubleToLongBits(1))
                        .text("flag")
                        .number(1)
                        .text("flag")
                        .number(0)
                        .text("nothing")
                        .text("mapping")
                        .number(2)
                        .text("a")
                        .text("whole")
                        .number(1)
                        .text("bb")
                        .text("whole")
                        .number(2)
                        .text("after");
        Value value =
                new Value.Sequence(
                        List.of(
                                new Value.Text("1"),
                                new Value.Whole(1),
                                new Value.Decimal(1),
                                new Value.Flag(true),
                                new Value.Flag(false),
                                new Value.Nothing(),
                                mapping("bb", "a")));
        assertEquals(expected.sha(), new Encoder("test").value(value).text("after").finish().hex());
    }

    @Test
    void the_order_of_a_list_counts_and_that_of_a_mapping_does_not() {
        assertEquals(digest(mapping("a", "bb")), digest(mapping("bb", "a")));
        List<Value> different = new ArrayList<>();
        different.add(new Value.Sequence(List.of(new Value.Whole(1), new Value.Whole(2))));
        different.add(new Value.Sequence(List.of(new Value.Whole(2), new Value.Whole(1))));
        different.add(
                new Value.Sequence(
                        List.of(
                                new Value.Sequence(List.of(new Value.Whole(1))),
                                new Value.Whole(2))));
        different.add(mapping());
        different.add(mapping("a"));
        different.add(new Value.Sequence(List.of()));
        different.add(new Value.Text(""));
        different.add(new Value.Nothing());
        Set<Digest> digests = new HashSet<>();
        different.forEach(value -> digests.add(digest(value)));
        assertEquals(different.size(), digests.size());
    }

    private static Digest digest(Value value) {
        return new Encoder("test").value(value).finish();
    }
}
