package dev.weir.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.weir.build.verdict.Durations;
import dev.weir.build.verdict.KeyFields;
import dev.weir.build.verdict.Reason;
import dev.weir.build.verdict.Survey.Finding;
import dev.weir.build.verdict.Verdict;
import dev.weir.cli.session.ExitCode;
import dev.weir.cli.session.Mistake;
import dev.weir.pipeline.TaskName;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Says of each named task what would happen to it and why, with the difference of its command; or
/// all that its key is made of.
final class ExplainCommand implements Command {
    @Override
    public String synopsis() {
        return "weir explain [OPTION…] TASK…";
    }

    @Override
    public String help() {
        return "Say why a task would run, or would not; with --key, what its key is made of";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "weir explain train", "weir explain train --key", "weir explain train --json");
    }

    @Override
    public Set<Option> options() {
        return Set.of(Option.KEY, Option.JSON);
    }

    @Override
    public ExitCode run(Call call) throws IOException, InterruptedException {
        List<TaskName> targets = new Targets(call.project()).of(call.arguments().operands());
        if (targets.isEmpty()) {
            throw Mistake.of("explain needs the name of a task", "weir explain TASK");
        }
        Map<TaskName, Finding> findings = call.survey(targets);
        findings.keySet().retainAll(targets);
        if (call.arguments().has(Option.JSON)) {
            JsonArray all = new JsonArray();
            findings.forEach((task, finding) -> all.add(json(task, finding)));
            return call.answerJson(all);
        }
        boolean key = call.arguments().has(Option.KEY);
        StringBuilder text = new StringBuilder();
        findings.forEach((task, finding) ->
                text.append(key ? key(task, finding) : why(call, task, finding)));
        return call.answer(text);
    }

    private static String why(Call call, TaskName task, Finding finding) {
        StringBuilder text = new StringBuilder();
        text.append(call.look().paint().name(task.text())).append(": ");
        text.append(StateText.painted(finding.verdict(), call.look().paint())).append('\n');
        StateText.reasons(finding.verdict())
                .forEach(reason -> text.append("  ").append(reason).append('\n'));
        for (Reason reason : reasons(finding.verdict())) {
            if (reason instanceof Reason.FieldChanged(String field, String before, String after)
                    && isLong(before, after)) {
                text.append("  ").append(field).append(":\n");
                text.append(LineDiff.of(before, after, "    ", call.look().paint()));
            }
        }
        finding.trace()
                .ifPresent(trace ->
                        text.append("  last done by run ")
                                .append(trace.run())
                                .append(" in ")
                                .append(Durations.text(trace.took()))
                                .append('\n'));
        return text.toString();
    }

    /// Whether a reason's own message leaves the difference out.
    private static boolean isLong(String before, String after) {
        return before.indexOf('\n') >= 0
                || after.indexOf('\n') >= 0
                || before.length() + after.length() > 100;
    }

    private static List<Reason> reasons(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Restorable(_, _, List<Reason> why) -> why;
            case Verdict.Stale(_, List<Reason> why) -> why;
            case Verdict.UpToDate _, Verdict.Pending _, Verdict.Grouped _, Verdict.Impossible _ ->
                    List.of();
        };
    }

    private static String key(TaskName task, Finding finding) {
        if (finding.fields().isEmpty()) {
            List<String> why = StateText.reasons(finding.verdict());
            return task + ": no key" + (why.isEmpty() ? "" : " (" + why.getFirst() + ")") + "\n";
        }
        KeyFields fields = finding.fields().get();
        Columns columns = new Columns();
        fields.config().forEach((name, value) -> columns.row(name, value.replace("\n", "\\n")));
        fields.inputs()
                .forEach((path, entry) ->
                        columns.row(
                                "input " + path,
                                Objects.toString(entry.kind()).toLowerCase(java.util.Locale.ROOT)
                                        + " "
                                        + entry.digest()));
        return task + ": " + fields.key() + "\n" + columns.text("  ");
    }

    private static JsonObject json(TaskName name, Finding finding) {
        JsonObject json = new JsonObject();
        json.addProperty("name", name.text());
        StatusCommand.add(json, finding.verdict());
        finding.fields()
                .ifPresent(fields -> {
                    json.addProperty("key", fields.key().toString());
                    JsonObject config = new JsonObject();
                    fields.config().forEach(config::addProperty);
                    json.add("config", config);
                    JsonObject inputs = new JsonObject();
                    fields.inputs()
                            .forEach((path, entry) ->
                                    inputs.addProperty(path.text(), entry.digest().hex()));
                    json.add("inputs", inputs);
                });
        finding.trace()
                .ifPresent(trace -> {
                    json.addProperty("last_run", trace.run().text());
                    json.addProperty("last_seconds", trace.took().toMillis() / 1000.0);
                });
        return json;
    }
}
