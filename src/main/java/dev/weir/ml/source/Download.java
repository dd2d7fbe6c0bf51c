package dev.weir.ml.source;

import dev.weir.step.StepFailure;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Gets one file over HTTP, whole or not at all.
///
/// A broken transfer is resumed where it stopped, but only when the server confirms by its
/// validator (`If-Range`) that the file is still the same; else it starts anew. So what is there in
/// the end is one version, of the length that the server announced.
final class Download {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PULSE = Duration.ofMillis(50);

    private final HttpClient client;
    private final Part part;

    /// @param part where the bytes are collected, and what is there of them
    Download(HttpClient client, Part part) {
        this.client = client;
        this.part = part;
    }

    /// One try; what a failed one got stays for the next.
    ///
    /// @throws StepFailure when another try would not help: the file is not there, or not allowed
    /// @throws IOException when another try may help
    /// @throws InterruptedException when the run was cancelled
    void attempt(Pulse pulse) throws StepFailure, IOException, InterruptedException {
        if (part.version().validator().isEmpty()) {
            part.restart();
        }
        HttpRequest request = request();
        var transfer = new Transfer(part);
        HttpResponse<?> response;
        try (transfer) {
            response = outcome(client.sendAsync(request, transfer), transfer, pulse);
        }
        accept(response.statusCode(), transfer.isTaken());
    }

    private HttpRequest request() throws IOException {
        var request =
                HttpRequest.newBuilder(part.from())
                        .timeout(PATIENCE)
                        .header("Accept-Encoding", "identity");
        long have = part.size();
        if (have > 0) {
            request.header("Range", "bytes=" + have + "-");
            request.header("If-Range", part.version().validator().orElseThrow());
        }
        return request.build();
    }

    /// Waits with an eye on the run's end and on a transfer that stands still.
    private static HttpResponse<?> outcome(
            CompletableFuture<? extends HttpResponse<?>> sent, Transfer transfer, Pulse pulse)
            throws IOException, InterruptedException {
        try {
            while (true) {
                pulse.beat();
                if (transfer.silence().compareTo(PATIENCE) > 0) {
                    throw new IOException("nothing came for " + PATIENCE.toSeconds() + " s");
                }
                if (isDone(sent)) {
                    return sent.get();
                }
            }
        } catch (ExecutionException e) {
            throw new IOException(said(e), e);
        } finally {
            sent.cancel(true);
        }
    }

    private static boolean isDone(CompletableFuture<?> sent)
            throws ExecutionException, InterruptedException {
        try {
            sent.get(PULSE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    private static String said(ExecutionException e) {
        var cause = e.getCause() == null ? e : e.getCause();
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private void accept(int status, boolean taken) throws StepFailure, IOException {
        if (status == 206 && !taken) {
            part.restart();
            throw new IOException("the server sent a part of something else");
        }
        if (!taken) {
            refuse(status);
        }
        long have = part.size();
        var length = part.version().length();
        if (length.isPresent() && length.getAsLong() != have) {
            part.restart();
            throw new IOException("%d of %d bytes came".formatted(have, length.getAsLong()));
        }
    }

    private void refuse(int status) throws StepFailure, IOException {
        if (status == 416) {
            part.restart();
        }
        boolean passing = status == 408 || status == 416 || status == 425 || status == 429;
        if (passing || status >= 500) {
            throw new IOException("the server answers " + status);
        }
        throw new StepFailure("'%s': the server answers %d".formatted(part.from(), status));
    }

    /// Called several times a second.
    interface Pulse {
        /// @throws InterruptedException when the run was cancelled
        void beat() throws InterruptedException;
    }
}
