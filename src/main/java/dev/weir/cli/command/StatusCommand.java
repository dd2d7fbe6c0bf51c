package dev.weir.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.weir.build.verdict.Survey.Finding;
import dev.weir.build.verdict.Verdict;
import dev.weir.cli.session.ExitCode;
import dev.weir.pipeline.TaskName;
import dev.weir.report.Console.Volume;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// Counts the tasks by state and says which are stale and why.
final class StatusCommand implements Command {
    @Override
    public String synopsis() {
        return "weir status [OPTION…] [TARGET…]";
    }

    @Override
    public String help() {
        return "Say what is stale and why; looks only, changes nothing";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "weir status", "weir status deploy --json", "weir status --year 2024  # as if");
    }

    @Override
    public Set<Option> options() {
        return Set.of(Option.JSON);
    }

    @Override
    public ExitCode run(Call call) throws IOException, InterruptedException {
        List<TaskName> targets = new Targets(call.project()).orAll(call.arguments().operands());
        SequencedMap<TaskName, Finding> findings = call.survey(targets);
        findings.values().removeIf(finding -> finding.verdict() instanceof Verdict.Grouped);
        return call.arguments().has(Option.JSON)
                ? call.answerJson(json(findings))
                : call.answer(counts(findings) + "\n" + details(call, findings));
    }

    /// `4 up to date, 2 stale, 1 pending`.
    static String counts(Map<TaskName, Finding> findings) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        findings.values()
                .forEach(finding -> counts.merge(StateText.of(finding.verdict()), 1, Integer::sum));
        List<String> parts = new ArrayList<>();
        counts.forEach((state, count) -> parts.add(count + " " + state));
        return parts.isEmpty() ? "no tasks" : String.join(", ", parts);
    }

    private static String details(Call call, Map<TaskName, Finding> findings) {
        StringBuilder text = new StringBuilder();
        findings.forEach((task, finding) -> {
            List<String> reasons = StateText.reasons(finding.verdict());
            if (reasons.isEmpty() && call.look().volume() != Volume.VERBOSE) {
                return;
            }
            text.append("  ").append(call.look().paint().name(task.text())).append(": ");
            text.append(StateText.painted(finding.verdict(), call.look().paint()));
            text.append(reasons.isEmpty() ? "" : " (" + String.join("; ", reasons) + ")");
            text.append('\n');
        });
        return text.toString();
    }

    private static JsonObject json(Map<TaskName, Finding> findings) {
        JsonObject counts = new JsonObject();
        JsonArray tasks = new JsonArray();
        findings.forEach((name, finding) -> {
            String state = StateText.of(finding.verdict());
            int before = counts.has(state) ? counts.get(state).getAsInt() : 0;
            counts.addProperty(state, before + 1);
            JsonObject task = new JsonObject();
            task.addProperty("name", name.text());
            add(task, finding.verdict());
            tasks.add(task);
        });
        JsonObject all = new JsonObject();
        all.add("counts", counts);
        all.add("tasks", tasks);
        return all;
    }

    /// State and reasons.
    static void add(JsonObject task, Verdict verdict) {
        task.addProperty("state", StateText.of(verdict));
        JsonArray why = new JsonArray();
        StateText.reasons(verdict).forEach(why::add);
        task.add("why", why);
    }
}
