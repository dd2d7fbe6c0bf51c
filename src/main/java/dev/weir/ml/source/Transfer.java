package dev.weir.ml.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// Takes the answer to one request into a file: a whole file replaces what is there, the rest of
/// the same file is added to it, anything else is thrown away. Once closed, it takes nothing more.
final class Transfer implements HttpResponse.BodyHandler<Object>, AutoCloseable {
    private static final Pattern RANGE = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d+|\\*)");

    private final Part part;
    private final long have;
    private boolean taken;
    private boolean closed;
    private long last = System.nanoTime();

    /// @param part closed with the transfer
    Transfer(Part part) throws IOException {
        this.part = part;
        this.have = part.size();
    }

    @Override
    public synchronized BodySubscriber<Object> apply(HttpResponse.ResponseInfo info) {
        last = System.nanoTime();
        try {
            if (closed) {
                taken = false;
            } else if (info.statusCode() == 200) {
                part.begin(Version.of(info.headers()));
                taken = true;
            } else if (info.statusCode() == 206 && goesOn(info.headers())) {
                part.goOn();
                taken = true;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return BodySubscribers.mapping(
                BodySubscribers.ofByteArrayConsumer(this::take), _ -> info.statusCode());
    }

    private boolean goesOn(HttpHeaders headers) {
        var range = RANGE.matcher(headers.firstValue("Content-Range").orElse(""));
        return have > 0
                && range.matches()
                && Long.parseLong(range.group(1)) == have
                && part.version().allows(headers, range.group(3));
    }

    private synchronized void take(Optional<byte[]> bytes) {
        last = System.nanoTime();
        try {
            if (bytes.isPresent() && taken && !closed) {
                part.add(bytes.get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether the answer was of use.
    synchronized boolean isTaken() {
        return taken;
    }

    /// For how long nothing came.
    synchronized Duration silence() {
        return Duration.ofNanos(System.nanoTime() - last);
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        part.close();
    }
}
