package dev.weir.cli.command;

import dev.weir.build.verdict.Reason;
import dev.weir.build.verdict.Verdict;
import dev.weir.pipeline.TaskName;
import dev.weir.report.Paint;
import dev.weir.report.Reasons;
import java.util.List;

/// Verdicts in words.
final class StateText {
    private StateText() {}

    /// `up to date`, `restorable`, `stale`, `pending`, `blocked`, `group`.
    static String of(Verdict verdict) {
        return switch (verdict) {
            case Verdict.UpToDate _ -> "up to date";
            case Verdict.Restorable _ -> "restorable";
            case Verdict.Stale(_, List<Reason> why)
                    when why.size() == 1 && why.getFirst() instanceof Reason.AlwaysRuns ->
                    "always runs";
            case Verdict.Stale _ -> "stale";
            case Verdict.Pending _ -> "pending";
            case Verdict.Grouped _ -> "group";
            case Verdict.Impossible _ -> "blocked";
        };
    }

    static String painted(Verdict verdict, Paint paint) {
        String text = of(verdict);
        return switch (verdict) {
            case Verdict.UpToDate _ -> paint.good(text);
            case Verdict.Restorable _, Verdict.Stale _ -> paint.notable(text);
            case Verdict.Pending _, Verdict.Grouped _ -> paint.faint(text);
            case Verdict.Impossible _ -> paint.bad(text);
        };
    }

    /// Why, a line each; none for what is up to date.
    static List<String> reasons(Verdict verdict) {
        return switch (verdict) {
            case Verdict.UpToDate _, Verdict.Grouped _ -> List.of();
            case Verdict.Restorable(_, _, List<Reason> why) -> Reasons.all(why);
            case Verdict.Stale(_, List<Reason> why) -> Reasons.all(why);
            case Verdict.Pending(var on) ->
                    List.of(
                            "waits for "
                                    + String.join(", ", on.stream().map(TaskName::text).toList()));
            case Verdict.Impossible(String message) -> List.of(message);
        };
    }
}
