package dev.weir.cli.command;

import dev.weir.build.event.BuildEvent;
import dev.weir.build.event.BuildListener;
import dev.weir.build.event.Outcome;
import dev.weir.trace.Trace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/// Tells another listener of restored tasks as if they said again what they had said when they ran.
record RestoredLogs(RecordedLogs logs, BuildListener listener) implements BuildListener {
    @Override
    public void on(BuildEvent event) {
        if (event instanceof BuildEvent.TaskEnded(var task, Outcome.Restored _)) {
            try {
                Optional<Trace> trace = logs.trace(task);
                if (trace.isPresent()) {
                    logs.log(trace.get())
                            .lines()
                            .forEach(line -> listener.on(new BuildEvent.TaskSaid(task, line)));
                }
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        listener.on(event);
    }
}
