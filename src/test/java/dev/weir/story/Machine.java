package dev.weir.story;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.weir.cli.Cli;
import dev.weir.cli.session.ExitCode;
import dev.weir.cli.session.NoTerminal;
import dev.weir.cli.session.Session;
import dev.weir.report.TextOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// What weir finds around it in a story: folder, environment, time, signals.
final class Machine {
    private final Path root;
    private final Map<String, String> environment = new TreeMap<>(System.getenv());
    private final MovableClock clock = new MovableClock();
    private final FakeSignals signals = new FakeSignals();
    private final AtomicInteger atWork = new AtomicInteger();
    private Path folder;

    Machine(Path root) {
        this.root = root;
        this.folder = root;
    }

    Path root() {
        return root;
    }

    Path folder() {
        return root;
    }

    Map<String, String> environment() {
        return environment;
    }

    MovableClock clock() {
        return clock;
    }

    FakeSignals signals() {
        return signals;
    }

    void goTo(String below) {
        folder = root.resolve(below);
    }

    /// Calls weir and waits for its end.
    Call call(String... arguments) {
        return call(new ByteArrayOutputStream(), arguments);
    }

    /// The same, with an error stream that can be looked at meanwhile. What other calls do at the
    /// same time counts as done by this one.
    Call call(ByteArrayOutputStream err, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TreeSet<Path> before = records();
        atWork.incrementAndGet();
        ExitCode code =
                new Cli(session(new TextOutput(out), new TextOutput(err))).run(List.of(arguments));
        TreeSet<Path> fresh = records();
        fresh.removeAll(before);
        if (atWork.decrementAndGet() > 0) {
            fresh.removeIf(record -> !Files.exists(record.resolve("run.json")));
        }
        SortedMap<String, String> outcomes = new TreeMap<>();
        fresh.forEach(record -> outcomes.putAll(outcomes(record)));
        return new Call(
                List.of(arguments),
                code,
                out.toString(StandardCharsets.UTF_8),
                err.toString(StandardCharsets.UTF_8),
                outcomes);
    }

    private Session session(TextOutput out, TextOutput err) {
        return new Session(
                folder, environment, out, err, new NoTerminal(), signals, clock, "test", "test");
    }

    private TreeSet<Path> records() {
        Path runs = root.resolve("cache/runs");
        if (!Files.isDirectory(runs)) {
            return new TreeSet<>();
        }
        try (Stream<Path> all = Files.list(runs)) {
            return new TreeSet<>(all.toList());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static SortedMap<String, String> outcomes(Path record) {
        SortedMap<String, String> outcomes = new TreeMap<>();
        Path file = record.resolve("run.json");
        try {
            JsonObject run = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
            run.getAsJsonObject("outcomes")
                    .entrySet()
                    .forEach(task ->
                            outcomes.put(
                                    task.getKey(),
                                    task.getValue()
                                            .getAsJsonObject()
                                            .get("outcome")
                                            .getAsString()));
            return outcomes;
        } catch (IOException failure) {
            throw new UncheckedIOException("the run left no record of its end", failure);
        }
    }

    /// The time: real, but for what was added.
    static final class MovableClock extends Clock {
        private volatile Duration ahead = Duration.ZERO;

        void advance(Duration span) {
            ahead = ahead.plus(span);
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
