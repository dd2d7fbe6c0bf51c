package dev.weir.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.apache.commons.codec.digest.DigestUtils;

/// Hashes bytes as they come. One hasher makes one digest.
public final class Hasher {
    private final MessageDigest sha = DigestUtils.getSha256Digest();

    /// The digest of bytes that are all there.
    public static Digest digest(byte[] bytes) {
        return new Hasher().add(bytes, 0, bytes.length).finish();
    }

    /// The digest of a text, as UTF-8.
    public static Digest digest(String text) {
        return digest(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Takes in more.
    public Hasher add(byte[] bytes, int from, int count) {
        sha.update(bytes, from, count);
        return this;
    }

    /// The digest of all that was added. The hasher is used up.
    public Digest finish() {
        return Digest.of(sha.digest(), 0);
    }
}
