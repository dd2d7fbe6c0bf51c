package dev.weir.exec.tool;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// What one tool says: its text, or only the digest of a very long one.
final class ToolAnswer {
    private static final int LONGEST = 100_000;

    private final StringBuilder text = new StringBuilder();
    private final MessageDigest digest = sha256();
    private boolean tooLong;

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    void line(String line) {
        digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
        tooLong = tooLong || text.length() + line.length() > LONGEST;
        if (!tooLong) {
            text.append(line).append('\n');
        }
    }

    String text() {
        return tooLong
                ? "a text of SHA-256 " + HexFormat.of().formatHex(digest.digest())
                : text.toString().strip();
    }
}
