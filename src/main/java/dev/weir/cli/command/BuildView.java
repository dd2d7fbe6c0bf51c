package dev.weir.cli.command;

import dev.weir.build.event.BuildEvent;
import dev.weir.build.event.BuildListener;
import dev.weir.build.event.BuildReport;
import dev.weir.cli.session.Project;
import dev.weir.disk.IoText;
import dev.weir.pipeline.Task;
import dev.weir.pipeline.TaskName;
import dev.weir.report.BuildConsole;
import dev.weir.report.Console;
import dev.weir.report.JsonEvents;
import dev.weir.report.RunRecord;
import dev.weir.report.Telling;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// All who are told of a build: its record, and the console or, asked for JSON, a program.
final class BuildView implements BuildListener, AutoCloseable {
    private final RunRecord record;
    private final BuildListener shown;
    private final Runnable close;

    private BuildView(RunRecord record, BuildListener shown, Runnable close) {
        this.record = record;
        this.shown = shown;
        this.close = close;
    }

    static BuildView of(Call call) throws IOException {
        Project project = call.project();
        RunRecord record =
                new RunRecord(
                        new RunRecord.Site(
                                project.root(),
                                project.cache().resolve("runs"),
                                project.pipeline(),
                                call.words(),
                                call.session().clock()));
        if (call.arguments().has(Option.JSON)) {
            JsonEvents events = new JsonEvents(call.session().out(), call.session().clock());
            return new BuildView(record, withLogs(call, events), () -> {});
        }
        Console console =
                new Console(
                        call.session().out(),
                        call.session().err(),
                        call.look().paint(),
                        call.look().errPaint(),
                        call.look().live() && !call.arguments().has(Option.ATTACH),
                        call.session().terminal()::columns,
                        call.look().volume());
        BuildConsole shown = new BuildConsole(console, telling(call, record), System::nanoTime);
        return new BuildView(record, withLogs(call, shown), shown::close);
    }

    private static BuildListener withLogs(Call call, BuildListener shown) throws IOException {
        return call.arguments().has(Option.LOGS)
                ? new RestoredLogs(new RecordedLogs(call.project()), shown)
                : shown;
    }

    private static Telling telling(Call call, RunRecord record) throws IOException {
        Project project = call.project();
        return new Telling() {
            @Override
            public String again(TaskName task) {
                return "weir " + call.again(task);
            }

            @Override
            public String path(Path path) {
                return project.shown(path);
            }

            @Override
            public boolean isCounted(TaskName name) {
                Task task = project.pipeline().tasks().get(name);
                return task == null || !task.isGroup();
            }

            @Override
            public List<String> changes(BuildReport report) {
                List<String> changes = new ArrayList<>(record.paramChanges());
                changes.addAll(record.metricChanges(report));
                return changes;
            }
        };
    }

    @Override
    public void on(BuildEvent event) {
        record.on(event);
        record.takeProblem()
                .ifPresent(problem ->
                        shown.on(
                                new BuildEvent.Warned(
                                        "this build is not recorded: " + IoText.of(problem))));
        shown.on(event);
    }

    @Override
    public void close() {
        close.run();
        record.close();
    }
}
