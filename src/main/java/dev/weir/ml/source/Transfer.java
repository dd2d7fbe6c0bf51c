package dev.weir.ml.source;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// Takes the answer to one request into a file: a whole file replaces what is there, the rest of
/// the same file is added to it, anything else is thrown away. Once closed, it takes nothing more.
final class Transfer implements HttpResponse.BodyHandler<Object>, AutoCloseable {
    private static final Pattern RANGE = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d+|\\*)");

    private final Path part;
    private final long have;
    private Known known;
    private Optional<OutputStream> out = Optional.empty();
    private boolean closed;
    private long last = System.nanoTime();

    /// @param have how many bytes are there, of the file that is known
    Transfer(Path part, long have, Known known) {
        this.part = part;
        this.have = have;
        this.known = known;
    }

    @Override
    public synchronized BodySubscriber<Object> apply(HttpResponse.ResponseInfo info) {
        last = System.nanoTime();
        try {
            if (info.statusCode() == 200) {
                known = Known.of(info.headers());
                open(StandardOpenOption.TRUNCATE_EXISTING);
            } else if (info.statusCode() == 206 && goesOn(info.headers())) {
                open(StandardOpenOption.APPEND);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return BodySubscribers.mapping(
                BodySubscribers.ofByteArrayConsumer(this::take), _ -> info.statusCode());
    }

    private void open(StandardOpenOption mode) throws IOException {
        if (!closed) {
            out = Optional.of(Files.newOutputStream(part, StandardOpenOption.CREATE, mode));
        }
    }

    private boolean goesOn(HttpHeaders headers) {
        var range = RANGE.matcher(headers.firstValue("Content-Range").orElse(""));
        return have > 0
                && range.matches()
                && Long.parseLong(range.group(1)) == have
                && known.allows(Known.validator(headers), range.group(3));
    }

    private synchronized void take(Optional<byte[]> bytes) {
        last = System.nanoTime();
        try {
            if (bytes.isPresent() && out.isPresent()) {
                out.get().write(bytes.get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether the answer was of use.
    synchronized boolean isTaken() {
        return out.isPresent();
    }

    /// What is known of the file that the bytes belong to.
    synchronized Known known() {
        return known;
    }

    /// For how long nothing came.
    synchronized Duration silence() {
        return Duration.ofNanos(System.nanoTime() - last);
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (out.isPresent()) {
            out.get().close();
        }
    }

    /// A version of a file, as the server describes it.
    ///
    /// @param validator what `If-Range` takes: a strong ETag, else the time of the last change
    record Known(Optional<String> validator, OptionalLong length) {
        static final Known NOTHING = new Known(Optional.empty(), OptionalLong.empty());

        static Known of(HttpHeaders headers) {
            return new Known(validator(headers), headers.firstValueAsLong("Content-Length"));
        }

        private static Optional<String> validator(HttpHeaders headers) {
            return headers.firstValue("ETag")
                    .filter(tag -> tag.startsWith("\""))
                    .or(() -> headers.firstValue("Last-Modified"));
        }

        private boolean allows(Optional<String> other, String total) {
            return (other.isEmpty() || other.equals(validator))
                    && (length.isEmpty() || total.equals(Long.toString(length.getAsLong())));
        }
    }
}
