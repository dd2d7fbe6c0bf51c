package dev.weir.report;

import dev.weir.build.event.BuildEvent;
import dev.weir.build.event.BuildListener;
import dev.weir.build.event.Outcome;
import dev.weir.build.verdict.Durations;
import dev.weir.build.verdict.Reason;
import dev.weir.pipeline.TaskName;
import dev.weir.report.Console.Volume;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Shows a build on a terminal or a pipe: a line when a task starts and when it ends, what it says
/// in between, failures with what to do about them, and a summary.
///
/// What a task says appears at once while it runs alone, and in one piece when it ends while others
/// ran beside it.
public final class BuildConsole implements BuildListener, AutoCloseable {
    private static final int REASONS_SHOWN = 2;

    private final Console console;
    private final Telling telling;
    private final StatusLine status;
    private final Map<TaskName, TaskLog> running = new LinkedHashMap<>();
    private final Map<TaskName, String> news = new HashMap<>();
    private Optional<TaskName> floor = Optional.empty();

    public BuildConsole(Console console, Telling telling, LongSupplier nanoTime) {
        this.console = console;
        this.telling = telling;
        this.status = new StatusLine(console, nanoTime);
    }

    @Override
    public void on(BuildEvent event) {
        switch (event) {
            case BuildEvent.Started(_, int tasks) -> status.begin(tasks);
            case BuildEvent.TaskStarted(TaskName task, List<Reason> why) -> started(task, why);
            case BuildEvent.TaskSaid(TaskName task, String line) -> said(task, line);
            case BuildEvent.TaskAnnounced(TaskName task, String line) -> news.put(task, line);
            case BuildEvent.TaskRetried retried -> retried(retried);
            case BuildEvent.TaskEnded(TaskName task, Outcome outcome) -> ended(task, outcome);
            case BuildEvent.Warned(String message) -> warned(message);
            case BuildEvent.Collected collected -> collected(collected);
            case BuildEvent.Ended(var report) -> {
                status.close();
                if (console.volume() != Volume.QUIET) {
                    Summary summary = new Summary(report, telling, news, console.outPaint());
                    console.out().print(summary.text());
                }
            }
        }
    }

    /// Takes the status line away, however the build ended.
    @Override
    public void close() {
        status.close();
    }

    private void started(TaskName task, List<Reason> why) {
        running.put(task, new TaskLog());
        status.taskStarted(task);
        print(name(task) + ": started" + because(why));
        floor = running.size() == 1 ? Optional.of(task) : Optional.empty();
    }

    private String because(List<Reason> why) {
        boolean all = console.volume() == Volume.VERBOSE;
        List<String> reasons = all ? Reasons.all(why) : Reasons.telling(why);
        if (reasons.isEmpty()) {
            return "";
        }
        int shown = all ? reasons.size() : Math.min(REASONS_SHOWN, reasons.size());
        StringBuilder text = new StringBuilder(" (");
        text.append(String.join("; ", reasons.subList(0, shown)));
        if (reasons.size() > shown) {
            text.append("; ").append(reasons.size() - shown).append(" more");
        }
        return console.outPaint().faint(text.append(')').toString());
    }

    private void said(TaskName task, String line) {
        TaskLog log = running.computeIfAbsent(task, _ -> new TaskLog());
        if (floor.isPresent() && floor.get().equals(task)) {
            print("  " + line);
        } else {
            log.add(line);
        }
    }

    private void retried(BuildEvent.TaskRetried retried) {
        print(
                name(retried.task())
                        + ": try "
                        + retried.attempt()
                        + " of "
                        + retried.attempts()
                        + " failed: "
                        + retried.message());
    }

    private void ended(TaskName task, Outcome outcome) {
        TaskLog log = running.remove(task);
        status.taskEnded(task);
        if (log != null && !(outcome instanceof Outcome.Failed)) {
            group(task, log);
        }
        switch (outcome) {
            case Outcome.Ran ran ->
                    print(name(task) + ": ran in " + console.outPaint().good(span(ran)));
            case Outcome.Restored(_, var saved) ->
                    print(name(task) + ": restored (" + Durations.text(saved) + " saved)");
            case Outcome.Failed failed ->
                    status.printError(FailureText.of(task, failed, telling, console.errPaint()));
            case Outcome.UpToDate _ -> aside(task, "up to date");
            case Outcome.Skipped(TaskName because) ->
                    aside(task, "skipped, '" + because + "' failed");
            case Outcome.Stopped _ -> aside(task, "not done");
            case Outcome.Grouped _ -> {}
        }
        passFloor();
    }

    private static String span(Outcome.Ran ran) {
        return Durations.text(ran.took());
    }

    private void group(TaskName task, TaskLog log) {
        if (log.isEmpty() || console.volume() == Volume.QUIET) {
            return;
        }
        StringBuilder text = new StringBuilder(name(task)).append(":\n");
        log.drainTo(text);
        status.print(text);
    }

    /// The one task that is left may speak freely again, after what it said meanwhile.
    private void passFloor() {
        floor = Optional.empty();
        if (running.size() == 1) {
            running.forEach((task, log) -> {
                floor = Optional.of(task);
                group(task, log);
            });
        }
    }

    private void collected(BuildEvent.Collected collected) {
        print(
                "cache: freed "
                        + Sizes.text(collected.freed())
                        + " of what was least worth its room ("
                        + Sizes.count(collected.results(), "result")
                        + "), "
                        + Sizes.text(collected.left())
                        + " left");
    }

    private void warned(String message) {
        status.printError(console.errPaint().notable("warning") + ": " + message + "\n");
    }

    private void aside(TaskName task, String what) {
        if (console.volume() == Volume.VERBOSE) {
            print(name(task) + ": " + what);
        }
    }

    private String name(TaskName task) {
        return console.outPaint().name(task.text());
    }

    private void print(String line) {
        if (console.volume() != Volume.QUIET) {
            status.print(line + "\n");
        }
    }
}
