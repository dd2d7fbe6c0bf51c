package dev.weir.digest;

import dev.weir.pipeline.Value;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;

/// The canonical encoding, hashed as it is written: every text is preceded by its length in bytes
/// of UTF-8 and every list by its count, so that two different sequences of calls never give the
/// same bytes. Numbers are 8 bytes, big-endian.
///
/// One encoder makes one digest. The encoding is part of the format of the cache: it never changes
/// without [#VERSION].
public final class Encoder {
    /// What every digest starts with.
    public static final String VERSION = "weir 1";

    private final MessageDigest sha = DigestUtils.getSha256Digest();
    private final byte[] number = new byte[Long.BYTES];

    /// @param kind what is encoded, so that keys of different things never meet
    public Encoder(String kind) {
        text(VERSION).text(kind);
    }

    /// A text, framed.
    public Encoder text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(bytes.length);
        sha.update(bytes);
        return this;
    }

    /// How many things follow.
    public Encoder count(int count) {
        return number(count);
    }

    /// A whole number.
    public Encoder number(long value) {
        for (int i = 0; i < Long.BYTES; i++) {
            number[i] = (byte) (value >>> (56 - 8 * i));
        }
        sha.update(number);
        return this;
    }

    /// A digest, as its text.
    public Encoder digest(Digest digest) {
        return text(digest.hex());
    }

    /// A value with its type; the order of a mapping's keys does not count.
    public Encoder value(Value value) {
        switch (value) {
            case Value.Text(String text) -> text("text").text(text);
            case Value.Whole(long whole) -> text("whole").number(whole);
            case Value.Decimal(double decimal) ->
                    text("decimal").number(Double.doubleToLongBits(decimal));
            case Value.Flag(boolean on) -> text("flag").number(on ? 1 : 0);
            case Value.Nothing() -> text("nothing");
            case Value.Sequence(var values) -> {
                text("sequence").count(values.size());
                values.forEach(this::value);
            }
            case Value.Mapping(var values) -> {
                text("mapping").count(values.size());
                values.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .forEach(entry -> text(entry.getKey()).value(entry.getValue()));
            }
        }
        return this;
    }

    /// The digest of all that was written. The encoder is used up.
    public Digest finish() {
        return Digest.of(sha.digest(), 0);
    }
}
