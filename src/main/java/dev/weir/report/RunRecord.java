package dev.weir.report;

import dev.weir.build.event.BuildEvent;
import dev.weir.build.event.BuildListener;
import dev.weir.build.event.BuildReport;
import dev.weir.pipeline.Pipeline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Keeps what happened in a build in a folder of its own, `cache/runs/<id>/`:
///
/// - `events.jsonl`: the events, but for what tasks said, which their logs hold
/// - `params.json`: each param's value by its path
/// - `metrics.json`: what the outputs of kind `metrics` held, by path; those of tasks that were not
///   part of the build as the run before has them
/// - `run.json`: when, with what arguments, and how it ended
///
/// A build in which nothing had to be done leaves no record. Secrets do not reach events.
public final class RunRecord implements BuildListener, AutoCloseable {
    private final Site site;
    private Optional<OpenRecord> opened = Optional.empty();
    private Optional<IOException> problem = Optional.empty();

    public RunRecord(Site site) {
        this.site = site;
    }

    /// Where records are kept, and of what.
    ///
    /// @param root the workspace
    /// @param runs the folder of all records
    /// @param arguments of the command line
    public record Site(
            Path root, Path runs, Pipeline pipeline, List<String> arguments, InstantSource clock) {
        public Site {
            arguments = List.copyOf(arguments);
        }
    }

    @Override
    public void on(BuildEvent event) {
        try {
            if (event instanceof BuildEvent.Started(var run, _)) {
                opened = Optional.of(OpenRecord.begin(site, run));
            }
            if (opened.isPresent()) {
                opened.get().append(event);
            }
        } catch (IOException full) {
            giveUp(full);
        }
    }

    /// A build goes on without its record.
    private void giveUp(IOException why) {
        close();
        opened = Optional.empty();
        problem = Optional.of(why);
    }

    /// Why the record was given up, once.
    public Optional<IOException> takeProblem() {
        Optional<IOException> told = problem;
        problem = Optional.empty();
        return told;
    }

    /// How the build differs from the one recorded before it: lines for people. Empty when there is
    /// no earlier one, or no record.
    public List<String> paramChanges() {
        return opened.map(OpenRecord::paramChanges).orElse(List.of());
    }

    /// The metrics of a build that ended, beside those of the one before: lines for people.
    public List<String> metricChanges(BuildReport report) {
        return opened.map(record -> record.metricChanges(report)).orElse(List.of());
    }

    /// Closes what is open after a build that did not come to its end.
    @Override
    public void close() {
        if (opened.isPresent()) {
            opened.get().drop();
        }
    }
}
