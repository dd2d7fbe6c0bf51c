package dev.weir.ml.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;

/// SHA-256 of files and text, as 64 lower-case hexadecimal digits.
public final class Sha256 {
    private Sha256() {}

    /// The digest of a file's bytes.
    public static String of(Path file) throws IOException {
        MessageDigest digest = DigestUtils.getSha256Digest();
        var buffer = new byte[128 * 1024];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return Hex.encodeHexString(digest.digest());
    }

    /// The digest of a text in UTF-8.
    public static String of(String text) {
        return DigestUtils.sha256Hex(text);
    }
}
