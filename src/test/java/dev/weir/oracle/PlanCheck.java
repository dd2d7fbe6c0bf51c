package dev.weir.oracle;

import dev.weir.build.event.BuildReport;
import dev.weir.build.event.Outcome;
import dev.weir.build.verdict.Survey.Finding;
import dev.weir.build.verdict.Verdict;
import dev.weir.pipeline.TaskName;
import java.util.Map;

/// Holds what a build did against what was said just before that it would do.
///
/// @param damaged whether bytes in the store may be others than they seem, which shows when they
///   are read
record PlanCheck(Map<TaskName, Finding> plan, boolean damaged) {
    void run(BuildReport report) {
        report.outcomes()
                .forEach((task, outcome) -> {
                    Finding finding = plan.get(task);
                    Check.require(
                            finding != null && fits(finding.verdict(), outcome),
                            "of '" + task + "' was said " + finding + ", but it " + outcome);
                });
    }

    private boolean fits(Verdict said, Outcome became) {
        boolean lost = damaged && became instanceof Outcome.Ran;
        return switch (became) {
            case Outcome.UpToDate _, Outcome.Restored _, Outcome.Ran _, Outcome.Grouped _ ->
                    switch (said) {
                        case Verdict.UpToDate _ -> became instanceof Outcome.UpToDate || lost;
                        case Verdict.Restorable _ -> became instanceof Outcome.Restored || lost;
                        case Verdict.Stale _ -> became instanceof Outcome.Ran;
                        case Verdict.Grouped _ -> became instanceof Outcome.Grouped;
                        case Verdict.Pending _ -> true;
                        case Verdict.Impossible _ -> false;
                    };
            case Outcome.Failed _, Outcome.Skipped _, Outcome.Stopped _ -> true;
        };
    }
}
