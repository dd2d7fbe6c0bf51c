package dev.weir.ml.source;

import dev.weir.ml.data.Counts;
import dev.weir.step.Default;
import dev.weir.step.Help;
import dev.weir.step.Step;
import dev.weir.step.StepContext;
import dev.weir.step.StepFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Gets files over HTTP: each output from the URL of its name, whole or not at all.
///
/// A broken transfer is tried again and goes on where it stopped if the file is still the same one,
/// also when it is a later run that tries.
public final class FetchStep implements Step<FetchStep.Settings> {
    @Override
    public void run(StepContext<Settings> context) throws Exception {
        try (var client = client()) {
            Map<String, Part> parts = new TreeMap<>();
            for (var name : context.outputNames()) {
                parts.put(name, fetch(context, client, name));
            }
            for (var part : parts.entrySet()) {
                Files.move(part.getValue().file(), context.output(part.getKey()));
            }
        }
    }

    /// Follows redirects, but never from HTTPS to HTTP.
    private static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(Duration.ofSeconds(30))
                .build();
    }

    /// The whole file; it stays where it is kept until all have come.
    private static Part fetch(StepContext<Settings> context, HttpClient client, String name)
            throws StepFailure, IOException, InterruptedException {
        var url = context.settings().url(name);
        context.log("%s%s".formatted(name.isEmpty() ? "" : name + ": ", url));
        var part = Part.of(url, context.resume(), name);
        if (part.size() > 0) {
            context.log("going on, with %s bytes".formatted(Counts.text(part.size())));
        }
        try {
            download(context, new Download(client, part), part);
        } catch (InterruptedException e) {
            client.shutdownNow();
            throw e;
        }
        context.log("%s bytes".formatted(Counts.text(part.size())));
        return part;
    }

    private static void download(StepContext<Settings> context, Download download, Part part)
            throws StepFailure, IOException, InterruptedException {
        var settings = context.settings();
        for (int attempt = 1; ; attempt++) {
            try {
                download.attempt(context::checkCancelled);
                return;
            } catch (IOException e) {
                if (attempt == settings.attempts()) {
                    throw new StepFailure(
                            "'%s' could not be fetched in %d attempts, at last because of: %s"
                                    .formatted(part.from(), attempt, e.getMessage()),
                            e);
                }
                context.log(
                        "%s; trying again, with %s bytes"
                                .formatted(e.getMessage(), Counts.text(part.size())));
                pause(context, settings.backoff().multipliedBy(1L << Math.min(attempt - 1, 6)));
            }
        }
    }

    private static void pause(StepContext<Settings> context, Duration time)
            throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            context.checkCancelled();
            Thread.sleep(Math.min(50, time.toMillis() + 1));
        }
    }

    /// @param urls output → URL; `{month}`, `{month+1}` … stand for months
    /// @param month what `{month}` stands for, as `2023-01`
    /// @param attempts how often a file is tried
    /// @param backoff the pause after the first failed try, doubled after each further one
    public record Settings(
            @Help("Each output's URL; {month} and {month+1} stand for 'month' and the one after it")
                    Map<String, String> urls,
            @Help("What {month} stands for, as 2023-01") Optional<String> month,
            @Help("How often a file is tried") @Default("5") int attempts,
            @Help("The pause before the second try, doubled for each further one") @Default("1s")
                    Duration backoff) {
        public Settings {
            urls = Map.copyOf(urls);
            if (attempts < 1) {
                throw new IllegalArgumentException("attempts is %d, below 1".formatted(attempts));
            }
            if (month.isPresent()) {
                parse(month.get());
            } else if (urls.values().stream().anyMatch(Months::isIn)) {
                throw new IllegalArgumentException(
                        "a URL has {month}, and there is no setting 'month'");
            }
        }

        private static YearMonth parse(String month) {
            try {
                return YearMonth.parse(month);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(
                        "'%s' is no month such as 2023-01".formatted(month), e);
            }
        }

        URI url(String output) throws StepFailure {
            var url = urls.get(output);
            if (url == null) {
                throw new StepFailure("there is no URL for the output '%s'".formatted(output));
            }
            var filled = month.isPresent() ? Months.fill(url, parse(month.get())) : url;
            try {
                var uri = URI.create(filled);
                if ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) {
                    return uri;
                }
            } catch (IllegalArgumentException e) {
                throw new StepFailure("'%s' is no URL".formatted(filled), e);
            }
            throw new StepFailure("'%s' is no URL of HTTP".formatted(filled));
        }
    }
}
