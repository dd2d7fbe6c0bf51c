package dev.weir.report;

import dev.weir.build.verdict.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Reasons in the order people want them: what somebody changed before what follows from it.
public final class Reasons {
    private static final int MOVED = 3;

    private Reasons() {}

    /// All messages.
    public static List<String> all(List<Reason> reasons) {
        List<Reason> sorted = new ArrayList<>(reasons);
        sorted.sort(Comparator.comparingInt(reason -> weight(reason, reasons)));
        return sorted.stream().map(Reason::message).toList();
    }

    /// The messages without those that say again what others said: a changed param moves outputs
    /// and inputs to other paths.
    static List<String> telling(List<Reason> reasons) {
        int least = reasons.stream().mapToInt(reason -> weight(reason, reasons)).min().orElse(0);
        return all(
                reasons.stream()
                        .filter(reason -> least > MOVED || weight(reason, reasons) <= MOVED)
                        .toList());
    }

    private static int weight(Reason reason, List<Reason> all) {
        return switch (reason) {
            case Reason.OutputMissing(var path) ->
                    all.stream().anyMatch(other -> isNew(other, path.text())) ? 5 : 0;
            case Reason.FieldChanged(String field, _, _) -> field.startsWith("input ") ? MOVED : 1;
            case Reason.InputChanged _ -> 2;
            case Reason.InputAdded _, Reason.InputRemoved _ -> 4;
            case Reason.FieldAdded(String field, _) -> field.startsWith("output ") ? 5 : 1;
            case Reason.FieldRemoved(String field, _) -> field.startsWith("output ") ? 5 : 1;
            case Reason.NeverRan _,
                    Reason.Forced _,
                    Reason.AlwaysRuns _,
                    Reason.OutputModified _,
                    Reason.RefreshDue _,
                    Reason.BytesNeeded _,
                    Reason.ResultLost _,
                    Reason.NotStored _,
                    Reason.Unsettled _,
                    Reason.TriedSince _ ->
                    0;
        };
    }

    /// Whether the output of that path is declared since the last run: it cannot be there yet.
    private static boolean isNew(Reason reason, String output) {
        return reason instanceof Reason.FieldAdded(String field, _)
                && field.equals("output " + output);
    }
}
