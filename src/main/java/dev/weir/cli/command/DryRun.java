package dev.weir.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.weir.build.verdict.BuildRequest;
import dev.weir.build.verdict.Survey;
import dev.weir.build.verdict.Survey.Finding;
import dev.weir.build.verdict.Verdict;
import dev.weir.cli.session.ExitCode;
import dev.weir.pipeline.TaskName;
import java.io.IOException;
import java.util.Map;

/// Says what a build would do, in order, and does nothing.
final class DryRun {
    private final Call call;

    DryRun(Call call) {
        this.call = call;
    }

    ExitCode run(BuildRequest request) throws IOException, InterruptedException {
        Survey survey = call.survey(request);
        return call.arguments().has(Option.JSON)
                ? call.answerJson(json(survey.findings()))
                : call.answer(text(survey));
    }

    private String text(Survey survey) {
        StringBuilder text = new StringBuilder();
        survey.leftovers()
                .forEach((path, task) -> {
                    text.append(path).append(": would be moved to the cache");
                    String why = " ('" + task + "' made it with other params)";
                    text.append(call.look().paint().faint(why)).append('\n');
                });
        survey.findings()
                .forEach((task, finding) -> {
                    String what = what(finding.verdict());
                    if (!what.isEmpty()) {
                        String why = String.join("; ", StateText.reasons(finding.verdict()));
                        text.append(call.look().paint().name(task.text()))
                                .append(": ")
                                .append(what);
                        text.append(call.look().paint().faint(" (" + why + ")")).append('\n');
                    }
                });
        return text.isEmpty() ? "nothing to do\n" : text.toString();
    }

    private static JsonArray json(Map<TaskName, Finding> findings) {
        JsonArray all = new JsonArray();
        findings.forEach((name, finding) -> {
            String what = what(finding.verdict());
            if (!what.isEmpty()) {
                JsonObject task = new JsonObject();
                task.addProperty("name", name.text());
                task.addProperty("plan", what);
                StatusCommand.add(task, finding.verdict());
                all.add(task);
            }
        });
        return all;
    }

    private static String what(Verdict verdict) {
        return switch (verdict) {
            case Verdict.UpToDate _, Verdict.Grouped _ -> "";
            case Verdict.Restorable _ -> "would be restored";
            case Verdict.Stale _ -> "would run";
            case Verdict.Pending _ -> "may run";
            case Verdict.Impossible _ -> "cannot run";
        };
    }
}
