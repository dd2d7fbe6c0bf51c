package dev.weir.report;

import dev.weir.build.event.BuildReport;
import dev.weir.build.event.Outcome;
import dev.weir.build.verdict.Durations;
import dev.weir.pipeline.TaskName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The last lines of a build: how many tasks came to which end, how long it took, and what is new.
final class Summary {
    private final BuildReport report;
    private final Telling telling;
    private final Map<TaskName, String> news;
    private final Paint paint;

    Summary(BuildReport report, Telling telling, Map<TaskName, String> news, Paint paint) {
        this.report = report;
        this.telling = telling;
        this.news = news;
        this.paint = paint;
    }

    /// Whole lines.
    String text() {
        Counts counts = counts();
        if (counts.isNothing() && !report.cancelled()) {
            return "up to date: " + Sizes.count(counts.upToDate, "task") + "\n";
        }
        StringBuilder text = new StringBuilder(counts.text(paint));
        text.append(" in ").append(Durations.text(report.took()));
        if (counts.saved.toMillis() > 0) {
            text.append(" (").append(Durations.text(counts.saved)).append(" saved)");
        }
        text.append('\n');
        telling.changes(report).forEach(change -> line(text, change));
        news(text);
        if (report.stored() > 0) {
            String all = report.held() > 0 ? ", " + Sizes.text(report.held()) + " in all" : "";
            line(text, "cache: " + Sizes.text(report.stored()) + " more" + all);
        }
        return text.toString();
    }

    private Counts counts() {
        Counts counts = new Counts();
        report.outcomes()
                .forEach((task, outcome) -> {
                    if (telling.isCounted(task)) {
                        counts.add(outcome);
                    }
                });
        return counts;
    }

    private void news(StringBuilder text) {
        report.outcomes()
                .forEach((task, outcome) -> {
                    String announced = news.get(task);
                    if (announced != null && outcome instanceof Outcome.Ran) {
                        line(text, announced);
                    }
                });
    }

    private static void line(StringBuilder text, String line) {
        text.append("  ").append(line).append('\n');
    }

    /// How many tasks came to which end.
    private static final class Counts {
        private int ran;
        private int restored;
        private int upToDate;
        private int failed;
        private int skipped;
        private int stopped;
        private Duration saved = Duration.ZERO;

        void add(Outcome outcome) {
            switch (outcome) {
                case Outcome.Ran _ -> ran++;
                case Outcome.Restored(_, Duration took) -> {
                    restored++;
                    saved = saved.plus(took);
                }
                case Outcome.UpToDate _ -> upToDate++;
                case Outcome.Failed _ -> failed++;
                case Outcome.Skipped _ -> skipped++;
                case Outcome.Stopped _ -> stopped++;
                case Outcome.Grouped _ -> {}
            }
        }

        boolean isNothing() {
            return ran + restored + failed + skipped + stopped == 0;
        }

        String text(Paint paint) {
            List<String> parts = new ArrayList<>();
            add(parts, failed, paint.bad("failed"));
            add(parts, skipped, "skipped");
            add(parts, stopped, "not done");
            add(parts, ran, "ran");
            add(parts, restored, "restored");
            add(parts, upToDate, "up to date");
            return parts.isEmpty() ? "nothing done" : String.join(", ", parts);
        }

        private static void add(List<String> parts, int count, String what) {
            if (count > 0) {
                parts.add(count + " " + what);
            }
        }
    }
}
