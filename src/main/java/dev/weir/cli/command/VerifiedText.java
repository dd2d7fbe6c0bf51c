package dev.weir.cli.command;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.weir.build.verify.Difference;
import dev.weir.build.verify.Difference.Place;
import dev.weir.build.verify.Verified;
import dev.weir.diagnostic.Quoted;
import dev.weir.pipeline.TaskName;
import dev.weir.report.Paint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Says what came of verifying tasks, as it comes.
final class VerifiedText {
    private final Call call;
    private final Paint paint;
    private final Gson gson = new GsonBuilder().disableHtmlEscaping().create();
    private int same;
    private int different;
    private int failed;
    private int skipped;

    VerifiedText(Call call) {
        this.call = call;
        this.paint = call.look().paint();
    }

    /// Whether every task that was run again made the same.
    boolean isGood() {
        return different + failed == 0;
    }

    /// One task.
    void add(TaskName task, Verified verified) {
        switch (verified) {
            case Verified.Same _ -> same++;
            case Verified.Differs _ -> different++;
            case Verified.Failed _ -> failed++;
            case Verified.Skipped _ -> skipped++;
        }
        if (call.arguments().has(Option.JSON)) {
            call.print(gson.toJson(json(task, verified)) + "\n");
        } else {
            call.print(text(task, verified));
        }
    }

    /// All tasks together.
    void end() {
        if (call.arguments().has(Option.JSON)) {
            return;
        }
        List<String> counts = new ArrayList<>();
        count(counts, same, "same");
        count(counts, different, different == 1 ? "differs" : "differ");
        count(counts, failed, "failed");
        count(counts, skipped, "skipped");
        call.print(String.join(", ", counts) + "\n");
    }

    private static void count(List<String> counts, int count, String what) {
        if (count > 0) {
            counts.add(count + " " + what);
        }
    }

    private String text(TaskName task, Verified verified) {
        StringBuilder text = new StringBuilder(paint.name(task.text())).append(": ");
        switch (verified) {
            case Verified.Same(Duration took) ->
                    text.append(paint.good("same"))
                            .append(" (")
                            .append(seconds(took))
                            .append(")\n");
            case Verified.Differs(var differences, _) -> {
                text.append(paint.bad("differs")).append('\n');
                differences.forEach(difference -> add(text, difference));
            }
            case Verified.Failed(String message, var lastLines) -> {
                text.append(paint.bad("failed: " + Quoted.harmless(message))).append('\n');
                lastLines.forEach(line -> text.append("  | ").append(line).append('\n'));
                text.append("  it had only what it declares: does it read something else?\n");
            }
            case Verified.Skipped(String why) ->
                    text.append(paint.faint("skipped (" + why + ")")).append('\n');
        }
        return text.toString();
    }

    private static void add(StringBuilder text, Difference difference) {
        text.append("  ").append(difference.path());
        String where = where(difference.place());
        if (!where.isEmpty()) {
            text.append(", ").append(where);
        }
        if (difference.others() > 0) {
            text.append(" (and ").append(difference.others()).append(" more in it)");
        }
        text.append('\n');
        if (!difference.recorded().isEmpty() || !difference.again().isEmpty()) {
            text.append("    recorded: ").append(Quoted.harmless(difference.recorded()));
            text.append("\n    again:    ").append(Quoted.harmless(difference.again()));
            text.append('\n');
        }
    }

    private static String where(Place place) {
        return switch (place) {
            case Place.Line(long line, long column) -> "line " + line + ", column " + column;
            case Place.Cell(long row, String column) when row == 0 -> column;
            case Place.Cell(long row, String column) -> "row " + row + ", column '" + column + "'";
            case Place.Bytes(long offset) -> "byte " + offset;
            case Place.Kind() -> "";
            case Place.Mode() -> "whether it may be executed";
            case Place.Unknown() -> "its recorded bytes are no longer kept";
        };
    }

    private static String seconds(Duration took) {
        return took.toMillis() / 1000 + "." + took.toMillis() / 100 % 10 + " s";
    }

    private static JsonObject json(TaskName task, Verified verified) {
        JsonObject json = new JsonObject();
        json.addProperty("task", task.text());
        switch (verified) {
            case Verified.Same(Duration took) -> {
                json.addProperty("result", "same");
                json.addProperty("seconds", took.toMillis() / 1000.0);
            }
            case Verified.Differs(var differences, Duration took) -> {
                json.addProperty("result", "differs");
                json.addProperty("seconds", took.toMillis() / 1000.0);
                JsonArray all = new JsonArray();
                differences.forEach(difference -> all.add(json(difference)));
                json.add("outputs", all);
            }
            case Verified.Failed(String message, var lastLines) -> {
                json.addProperty("result", "failed");
                json.addProperty("message", message);
                JsonArray lines = new JsonArray();
                lastLines.forEach(lines::add);
                json.add("log", lines);
            }
            case Verified.Skipped(String why) -> {
                json.addProperty("result", "skipped");
                json.addProperty("message", why);
            }
        }
        return json;
    }

    private static JsonObject json(Difference difference) {
        JsonObject json = new JsonObject();
        json.addProperty("path", difference.path().text());
        switch (difference.place()) {
            case Place.Line(long line, long column) -> {
                json.addProperty("line", line);
                json.addProperty("column", column);
            }
            case Place.Cell(long row, String column) -> {
                json.addProperty("row", row);
                json.addProperty("column", column);
            }
            case Place.Bytes(long offset) -> json.addProperty("byte", offset);
            case Place.Kind(), Place.Mode(), Place.Unknown() ->
                    json.addProperty("what", where(difference.place()));
        }
        json.addProperty("recorded", difference.recorded());
        json.addProperty("again", difference.again());
        json.addProperty("more_files", difference.others());
        return json;
    }
}
