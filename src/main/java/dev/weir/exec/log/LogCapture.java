package dev.weir.exec.log;

import dev.weir.exec.LogSink;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Turns the bytes that a task writes into the lines of its log: secrets become `***`, what is not
/// UTF-8 becomes U+FFFD. Needs the same memory however much is written. For one thread at a time.
public final class LogCapture {
    private static final int CHUNK = 16_384;

    private final SecretMask mask;
    private final LogLines lines;
    private final CharsetDecoder decoder =
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final ByteBuffer bytes = ByteBuffer.allocate(CHUNK);
    private final CharBuffer chars = CharBuffer.allocate(CHUNK);

    /// @param secrets what must not appear, also where it is cut by the edge of a buffer or goes
    ///   over several lines
    public LogCapture(List<String> secrets, LogSink sink) {
        this.lines = new LogLines(sink);
        this.mask = SecretMask.of(secrets);
    }

    /// Takes the next bytes; lines that they complete are handed on before it returns.
    public void accept(byte[] source, int count) {
        mask.accept(source, count, this::decode);
        decode(false);
    }

    /// What was said so far is all: hands on an unfinished line.
    public void end() {
        mask.end(this::decode);
        decode(true);
        decoder.reset();
        lines.end();
    }

    private void decode(byte[] source, int from, int count) {
        int done = 0;
        while (done < count) {
            int taken = Math.min(bytes.remaining(), count - done);
            bytes.put(source, from + done, taken);
            done += taken;
            if (!bytes.hasRemaining()) {
                decode(false);
            }
        }
    }

    private void decode(boolean last) {
        bytes.flip();
        CoderResult result;
        do {
            result = decoder.decode(bytes, chars, last);
            if (last && result.isUnderflow()) {
                result = decoder.flush(chars);
            }
            lines.accept(chars.flip());
            chars.clear();
        } while (result.isOverflow());
        bytes.compact();
    }
}
