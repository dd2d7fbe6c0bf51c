package dev.weir.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import dev.weir.build.event.BuildEvent;
import dev.weir.build.event.BuildReport;
import dev.weir.pipeline.Output;
import dev.weir.pipeline.Task;
import dev.weir.trace.RunId;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;

/// The record of a build that goes on. Apart from [RunRecord] so that JSON is loaded only for a
/// build that has something to write.
final class OpenRecord {
    private final Gson pages =
            new GsonBuilder().disableHtmlEscaping().serializeNulls().setPrettyPrinting().create();
    private final Gson lines = new GsonBuilder().disableHtmlEscaping().serializeNulls().create();
    private final RunRecord.Site site;
    private final Path folder;
    private final BufferedWriter events;
    private final RunHistory before;
    private final JsonObject params = new JsonObject();
    private final Instant started;

    private OpenRecord(RunRecord.Site site, Path folder) throws IOException {
        this.site = site;
        this.folder = folder;
        this.before = RunHistory.latest(site.runs());
        this.started = site.clock().instant();
        Files.createDirectories(folder);
        this.events = Files.newBufferedWriter(folder.resolve("events.jsonl"));
    }

    static OpenRecord begin(RunRecord.Site site, RunId run) throws IOException {
        OpenRecord record = new OpenRecord(site, site.runs().resolve(run.text()));
        site.pipeline()
                .params()
                .forEach(param -> record.params.add(param.path(), JsonValues.of(param.value())));
        record.write(RunHistory.PARAMS, record.params);
        return record;
    }

    /// Whoever sees the file sees all of it: other weirs may look while this one ends.
    private void write(String file, JsonObject json) throws IOException {
        Path half = folder.resolve(file + "~");
        Files.writeString(half, pages.toJson(json) + "\n");
        Files.move(half, folder.resolve(file), StandardCopyOption.ATOMIC_MOVE);
    }

    void append(BuildEvent event) throws IOException {
        if (event instanceof BuildEvent.TaskSaid) {
            return;
        }
        events.write(lines.toJson(EventJson.of(event, site.clock().instant())));
        events.write('\n');
        if (event instanceof BuildEvent.Ended(BuildReport report)) {
            end(report);
        }
    }

    private void end(BuildReport report) throws IOException {
        events.close();
        JsonObject metrics = before.metrics().deepCopy();
        metrics(report).entrySet().forEach(entry -> metrics.add(entry.getKey(), entry.getValue()));
        write(RunHistory.METRICS, metrics);
        JsonObject run = new JsonObject();
        run.addProperty("started", started.toString());
        run.addProperty("ended", site.clock().instant().toString());
        run.add("arguments", pages.toJsonTree(site.arguments()));
        EventJson.add(run, report);
        write(RunHistory.RUN, run);
    }

    /// What the metrics outputs of the build's good tasks hold now.
    private JsonObject metrics(BuildReport report) {
        JsonObject metrics = new JsonObject();
        report.outcomes()
                .forEach((name, outcome) -> {
                    Task task = site.pipeline().tasks().get(name);
                    if (task != null && outcome.isGood()) {
                        task.outputs().forEach(output -> addMetrics(output, metrics));
                    }
                });
        return metrics;
    }

    private void addMetrics(Output output, JsonObject metrics) {
        if (output.kind() == Output.Kind.METRICS) {
            String path = output.path().text();
            RunHistory.json(site.root().resolve(path)).ifPresent(json -> metrics.add(path, json));
        }
    }

    List<String> paramChanges() {
        return Changes.ofParams(before.params(), params);
    }

    List<String> metricChanges(BuildReport report) {
        return Changes.ofMetrics(before.metrics(), metrics(report));
    }

    /// Closes what is open.
    void drop() {
        try {
            events.close();
        } catch (IOException full) {
            return;
        }
    }
}
