package dev.weir.cli.command;

import dev.weir.build.event.BuildEvent;
import dev.weir.build.event.BuildListener;
import dev.weir.build.event.Outcome;
import dev.weir.pipeline.TaskName;
import dev.weir.trace.Trace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Tells another listener of restored tasks as if they said again what they had said when they ran.
record RestoredLogs(RecordedLogs logs, BuildListener listener) implements BuildListener {
    @Override
    public void on(BuildEvent event) {
        if (event instanceof BuildEvent.TaskEnded(var task, Outcome.Restored _)) {
            try {
                Optional<Trace> trace = logs.trace(task);
                Optional<Path> log = trace.isPresent() ? logs.log(trace.get()) : Optional.empty();
                if (log.isPresent()) {
                    tell(task, log.get());
                }
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        listener.on(event);
    }

    private void tell(TaskName task, Path log) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(log)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                listener.on(new BuildEvent.TaskSaid(task, line));
            }
        }
    }
}
