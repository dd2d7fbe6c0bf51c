package dev.weir.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.weir.build.verdict.BuildRequest;
import dev.weir.build.verdict.Survey;
import dev.weir.build.verdict.Survey.Finding;
import dev.weir.build.verdict.Verdict;
import dev.weir.cli.session.ExitCode;
import dev.weir.pipeline.Task;
import dev.weir.pipeline.TaskName;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;

/// Says what a build would do, in order, and does nothing.
final class DryRun {
    private static final String REFUSED = "is not up to date, so '--only' would be refused";

    private final Call call;

    DryRun(Call call) {
        this.call = call;
    }

    ExitCode run(BuildRequest request) throws IOException, InterruptedException {
        Survey survey = call.survey(request);
        SequencedMap<TaskName, String> plans = plans(request, survey.findings());
        return call.arguments().has(Option.JSON)
                ? call.answerJson(json(survey.findings(), plans))
                : call.answer(text(survey, plans));
    }

    /// What would become of the tasks, in order; without those of which nothing would. What a build
    /// is refused for is all there is to it.
    private SequencedMap<TaskName, String> plans(
            BuildRequest request, Map<TaskName, Finding> findings) throws IOException {
        SequencedMap<TaskName, String> plans = new LinkedHashMap<>();
        SequencedMap<TaskName, String> refused = new LinkedHashMap<>();
        for (Map.Entry<TaskName, Finding> found : findings.entrySet()) {
            String what = what(found.getValue().verdict());
            if (!what.isEmpty()) {
                if (!request.only() || request.targets().contains(found.getKey())) {
                    plans.put(found.getKey(), what);
                } else if (isInTheWay(found.getKey(), found.getValue().verdict())) {
                    refused.put(found.getKey(), REFUSED);
                }
            }
        }
        return refused.isEmpty() ? plans : refused;
    }

    /// Of what may not run: a plain command would run always, and is passed over.
    private boolean isInTheWay(TaskName name, Verdict verdict) throws IOException {
        Task task = Objects.requireNonNull(call.project().pipeline().tasks().get(name));
        return !(verdict instanceof Verdict.Stale && task.isPlainCommand());
    }

    private String text(Survey survey, SequencedMap<TaskName, String> plans) {
        StringBuilder text = new StringBuilder();
        survey.leftovers()
                .forEach((path, task) -> {
                    text.append(path).append(": would be moved to the cache");
                    String why = " ('" + task + "' made it as it was declared before)";
                    text.append(call.look().paint().faint(why)).append('\n');
                });
        plans.forEach((task, what) -> {
            Verdict verdict = finding(survey.findings(), task).verdict();
            String why = String.join("; ", StateText.reasons(verdict));
            text.append(call.look().paint().name(task.text())).append(": ").append(what);
            text.append(call.look().paint().faint(" (" + why + ")")).append('\n');
        });
        return text.isEmpty() ? "nothing to do\n" : text.toString();
    }

    private static JsonArray json(
            Map<TaskName, Finding> findings, SequencedMap<TaskName, String> plans) {
        JsonArray all = new JsonArray();
        plans.forEach((name, what) -> {
            JsonObject task = new JsonObject();
            task.addProperty("name", name.text());
            task.addProperty("plan", what);
            StatusCommand.add(task, finding(findings, name).verdict());
            all.add(task);
        });
        return all;
    }

    private static Finding finding(Map<TaskName, Finding> findings, TaskName task) {
        return Objects.requireNonNull(findings.get(task));
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
