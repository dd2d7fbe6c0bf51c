package dev.weir.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import dev.weir.build.BuildEvent;
import dev.weir.build.BuildListener;
import dev.weir.build.BuildReport;
import dev.weir.pipeline.Output;
import dev.weir.pipeline.Pipeline;
import dev.weir.pipeline.Task;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Keeps what happened in a build in a folder of its own, `cache/runs/<id>/`:
///
/// - `events.jsonl`: the events, but for what tasks said, which their logs hold
/// - `params.json`: each param's value by its path
/// - `metrics.json`: what the outputs of kind `metrics` held, by path; those of tasks that were not
///   part of the build as the run before has them
/// - `run.json`: when, with what arguments, and how it ended
///
/// A build in which nothing had to be done leaves no record. Secrets do not reach events.
public final class RunRecord implements BuildListener, AutoCloseable {
    private final Path root;
    private final Path runs;
    private final Pipeline pipeline;
    private final List<String> arguments;
    private final InstantSource clock;
    private long stored;
    private Optional<Opened> opened = Optional.empty();

    /// @param root the workspace
    /// @param runs where records are kept
    /// @param arguments of the command line
    public RunRecord(
            Path root, Path runs, Pipeline pipeline, List<String> arguments, InstantSource clock) {
        this.root = root;
        this.runs = runs;
        this.pipeline = pipeline;
        this.arguments = List.copyOf(arguments);
        this.clock = clock;
    }

    @Override
    public void on(BuildEvent event) {
        try {
            if (event instanceof BuildEvent.Started(var run, _)) {
                open(run.text());
            }
            if (opened.isPresent() && !(event instanceof BuildEvent.TaskSaid)) {
                append(opened.get(), event);
            }
            if (opened.isPresent() && event instanceof BuildEvent.Ended(BuildReport report)) {
                end(opened.get(), report);
            }
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    private void open(String run) throws IOException {
        RunHistory before = RunHistory.latest(runs);
        Path folder = runs.resolve(run);
        Files.createDirectories(folder);
        JsonObject params = new JsonObject();
        pipeline.params().forEach(param -> params.add(param.path(), JsonValues.of(param.value())));
        Files.writeString(folder.resolve(RunHistory.PARAMS), Json.PAGES.toJson(params) + "\n");
        BufferedWriter events = Files.newBufferedWriter(folder.resolve("events.jsonl"));
        long stored = before.stored().isPresent() ? before.stored().getAsLong() : measured();
        opened = Optional.of(new Opened(folder, events, before, params, stored, clock.instant()));
    }

    /// What the store holds, file by file.
    private long measured() throws IOException {
        Path objects = runs.resolveSibling("objects");
        if (!Files.isDirectory(objects)) {
            return 0;
        }
        try (Stream<Path> all = Files.walk(objects)) {
            return all.map(Path::toFile).filter(File::isFile).mapToLong(File::length).sum();
        }
    }

    private void append(Opened record, BuildEvent event) throws IOException {
        record.events().write(Json.LINES.toJson(EventJson.of(event, clock.instant())));
        record.events().write('\n');
    }

    private void end(Opened record, BuildReport report) throws IOException {
        record.events().close();
        Files.writeString(
                record.folder().resolve(RunHistory.METRICS),
                Json.PAGES.toJson(merged(record.before().metrics(), metrics(report))) + "\n");
        JsonObject run = new JsonObject();
        run.addProperty("started", record.started().toString());
        run.addProperty("ended", clock.instant().toString());
        stored = record.storedBefore() + report.stored();
        run.addProperty(RunHistory.STORED, stored);
        run.add("arguments", Json.PAGES.toJsonTree(arguments));
        EventJson.add(run, report);
        Files.writeString(record.folder().resolve(RunHistory.RUN), Json.PAGES.toJson(run) + "\n");
    }

    private static JsonObject merged(JsonObject before, JsonObject now) {
        JsonObject merged = before.deepCopy();
        now.entrySet().forEach(entry -> merged.add(entry.getKey(), entry.getValue()));
        return merged;
    }

    /// What the metrics outputs of the build's good tasks hold now.
    private JsonObject metrics(BuildReport report) {
        JsonObject metrics = new JsonObject();
        report.outcomes()
                .forEach((name, outcome) -> {
                    Task task = pipeline.tasks().get(name);
                    if (task != null && outcome.isGood()) {
                        for (Output output : task.outputs()) {
                            if (output.kind() == Output.Kind.METRICS) {
                                String path = output.path().text();
                                RunHistory.json(root.resolve(path))
                                        .ifPresent(json -> metrics.add(path, json));
                            }
                        }
                    }
                });
        return metrics;
    }

    /// How the build differs from the one recorded before it: lines for people. Empty when there is
    /// no earlier one, or no record.
    public List<String> paramChanges() {
        return opened.map(record -> Changes.ofParams(record.before().params(), record.params()))
                .orElse(List.of());
    }

    /// The metrics of a build that ended, beside those of the one before: lines for people.
    public List<String> metricChanges(BuildReport report) {
        return opened.map(record -> Changes.ofMetrics(record.before().metrics(), metrics(report)))
                .orElse(List.of());
    }

    /// How many bytes the store holds after a build that ended: what it held after the one before
    /// and what was added, or as it was found at the start of the first that is on record.
    public long stored() {
        return stored;
    }

    /// Closes what is open after a build that did not come to its end.
    @Override
    public void close() {
        opened.ifPresent(record -> {
            try {
                record.events().close();
            } catch (IOException full) {
                throw new UncheckedIOException(full);
            }
        });
    }

    /// Loaded with the first thing written: a build in which nothing has to be done must not wait
    /// for it.
    private static final class Json {
        static final Gson PAGES =
                new GsonBuilder()
                        .disableHtmlEscaping()
                        .serializeNulls()
                        .setPrettyPrinting()
                        .create();
        static final Gson LINES = new GsonBuilder().disableHtmlEscaping().serializeNulls().create();
    }

    /// A record being written.
    private record Opened(
            Path folder,
            BufferedWriter events,
            RunHistory before,
            JsonObject params,
            long storedBefore,
            Instant started) {}
}
