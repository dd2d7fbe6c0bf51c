package dev.weir.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.weir.build.event.BuildEvent;
import dev.weir.build.event.BuildReport;
import dev.weir.build.event.Outcome;
import dev.weir.build.verdict.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Events as JSON objects, one line each: the format of `weir --json` and of `events.jsonl` in a
/// run record. Keys are only ever added to it.
final class EventJson {
    private EventJson() {}

    static JsonObject of(BuildEvent event, Instant time) {
        JsonObject json = new JsonObject();
        json.addProperty("time", time.toString());
        switch (event) {
            case BuildEvent.Started(var run, int tasks) -> {
                json.addProperty("event", "started");
                json.addProperty("run", run.text());
                json.addProperty("tasks", tasks);
            }
            case BuildEvent.TaskStarted(var task, var why) -> {
                json.addProperty("event", "task started");
                json.addProperty("task", task.text());
                json.add("why", reasons(why));
            }
            case BuildEvent.TaskSaid(var task, String line) -> {
                json.addProperty("event", "task said");
                json.addProperty("task", task.text());
                json.addProperty("line", line);
            }
            case BuildEvent.TaskAnnounced(var task, String line) -> {
                json.addProperty("event", "task announced");
                json.addProperty("task", task.text());
                json.addProperty("line", line);
            }
            case BuildEvent.TaskRetried retried -> {
                json.addProperty("event", "task retried");
                json.addProperty("task", retried.task().text());
                json.addProperty("attempt", retried.attempt());
                json.addProperty("attempts", retried.attempts());
                json.addProperty("message", retried.message());
            }
            case BuildEvent.TaskEnded(var task, Outcome outcome) -> {
                json.addProperty("event", "task ended");
                json.addProperty("task", task.text());
                add(json, outcome);
            }
            case BuildEvent.Warned(String message) -> {
                json.addProperty("event", "warned");
                json.addProperty("message", message);
            }
            case BuildEvent.Collected(int results, long freed, long left) -> {
                json.addProperty("event", "collected");
                json.addProperty("results", results);
                json.addProperty("freed_bytes", freed);
                json.addProperty("left_bytes", left);
            }
            case BuildEvent.Ended(BuildReport report) -> {
                json.addProperty("event", "ended");
                add(json, report);
            }
        }
        return json;
    }

    /// The messages of reasons.
    static JsonArray reasons(List<Reason> why) {
        JsonArray messages = new JsonArray();
        why.forEach(reason -> messages.add(reason.message()));
        return messages;
    }

    /// How a build ended.
    static void add(JsonObject json, BuildReport report) {
        json.addProperty("good", report.isGood());
        json.addProperty("cancelled", report.cancelled());
        json.addProperty("seconds", seconds(report.took()));
        json.addProperty("stored_bytes", report.stored());
        if (report.held() > 0) {
            json.addProperty("store_bytes", report.held());
        }
        JsonObject outcomes = new JsonObject();
        report.outcomes()
                .forEach((task, outcome) -> {
                    JsonObject one = new JsonObject();
                    add(one, outcome);
                    outcomes.add(task.text(), one);
                });
        json.add("outcomes", outcomes);
    }

    private static void add(JsonObject json, Outcome outcome) {
        switch (outcome) {
            case Outcome.Ran ran -> {
                json.addProperty("outcome", "ran");
                json.addProperty("seconds", seconds(ran.took()));
                json.addProperty("peak_memory_bytes", ran.peakMemory());
            }
            case Outcome.Restored restored -> {
                json.addProperty("outcome", "restored");
                json.addProperty("seconds_saved", seconds(restored.saved()));
            }
            case Outcome.UpToDate _ -> json.addProperty("outcome", "up to date");
            case Outcome.Grouped _ -> json.addProperty("outcome", "group");
            case Outcome.Failed failed -> {
                json.addProperty("outcome", "failed");
                json.addProperty("message", failed.message());
                json.addProperty("seconds", seconds(failed.took()));
                failed.log().ifPresent(log -> json.addProperty("log", log.toString()));
                failed.partialOutputs()
                        .ifPresent(path -> json.addProperty("partial_outputs", path.toString()));
            }
            case Outcome.Skipped skipped -> {
                json.addProperty("outcome", "skipped");
                json.addProperty("because", skipped.because().text());
            }
            case Outcome.Stopped _ -> json.addProperty("outcome", "not done");
        }
    }

    private static double seconds(Duration span) {
        return span.toMillis() / 1000.0;
    }
}
