package dev.weir.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A stream of text, UTF-8, written through at once: one call is one write.
///
/// When whoever reads it is gone (`| head`, a closed terminal), the rest is dropped without a word;
/// any other failure is kept for [#failure]. Safe for several threads.
public final class TextOutput {
    private static final int REMEMBERED = 1_000_000;

    private final OutputStream stream;
    private final StringBuilder said = new StringBuilder();
    private boolean remembered = true;
    private boolean open = true;
    private Optional<IOException> failure = Optional.empty();

    public TextOutput(OutputStream stream) {
        this.stream = stream;
    }

    /// Writes the text as it is.
    public synchronized void print(CharSequence text) {
        if (!open || text.isEmpty()) {
            return;
        }
        remember(text);
        try {
            stream.write(text.toString().getBytes(StandardCharsets.UTF_8));
            stream.flush();
        } catch (IOException broken) {
            open = false;
            failure = isReaderGone(broken) ? Optional.empty() : Optional.of(broken);
        }
    }

    private void remember(CharSequence text) {
        remembered &= said.length() + text.length() <= REMEMBERED;
        if (remembered) {
            said.append(text);
        }
    }

    /// All that was printed; empty when that was more than a million characters.
    public synchronized Optional<String> said() {
        return remembered ? Optional.of(said.toString()) : Optional.empty();
    }

    /// Why text was lost, if it was lost while somebody wanted it: a full disk.
    public synchronized Optional<IOException> failure() {
        return failure;
    }

    private static boolean isReaderGone(IOException broken) {
        String message = String.valueOf(broken.getMessage());
        return message.contains("Broken pipe")
                || message.contains("Input/output error")
                || message.contains("Pipe closed");
    }
}
