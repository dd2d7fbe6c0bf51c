package dev.weir.ml.source;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// What a server does at one request.
final class Answer {
    private final byte[] bytes;
    private String tag = "";
    private String date = "";
    private int status = 200;
    private int cut = Integer.MAX_VALUE;
    private boolean careless;
    private CountDownLatch release = new CountDownLatch(0);

    Answer(byte[] bytes) {
        this.bytes = bytes;
    }

    Answer tag(String value) {
        tag = value;
        return this;
    }

    Answer date(String value) {
        date = value;
        return this;
    }

    Answer status(int value) {
        status = value;
        return this;
    }

    Answer cutAfter(int count) {
        cut = count;
        return this;
    }

    Answer stallAfter(int count, CountDownLatch until) {
        cut = count;
        release = until;
        return this;
    }

    /// Sends the part that is asked for whatever `If-Range` says.
    Answer careless() {
        careless = true;
        return this;
    }

    void send(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        var range = headers.getFirst("Range");
        var condition = headers.getFirst("If-Range");
        boolean same = condition != null && (condition.equals(tag) || condition.equals(date));
        boolean part = range != null && (careless || same);
        int from = part ? Integer.parseInt(range.replaceAll("\\D", "")) : 0;
        head(exchange, part, from);
        int length = status == 200 ? bytes.length - from : 0;
        exchange.sendResponseHeaders(part ? 206 : status, length == 0 ? -1 : length);
        if (length > 0) {
            var body = exchange.getResponseBody();
            body.write(bytes, from, Math.min(length, cut));
            body.flush();
            await();
        }
        exchange.close();
    }

    private void head(HttpExchange exchange, boolean part, int from) {
        var headers = exchange.getResponseHeaders();
        if (!tag.isEmpty()) {
            headers.set("ETag", tag);
        }
        if (!date.isEmpty()) {
            headers.set("Last-Modified", date);
        }
        if (part) {
            headers.set(
                    "Content-Range",
                    "bytes %d-%d/%d".formatted(from, bytes.length - 1, bytes.length));
        }
    }

    private void await() {
        try {
            release.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
