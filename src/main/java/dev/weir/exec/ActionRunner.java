package dev.weir.exec;

/// Runs every kind of action, each by its own runner.
///
/// @param commands runs scripts
/// @param steps runs steps
public record ActionRunner(TaskRunner commands, TaskRunner steps) implements TaskRunner {
    @Override
    public Exit run(Invocation what, LogSink log, ProcessWatch watch, Cancellation cancel)
            throws InterruptedException {
        TaskRunner runner =
                switch (what.work()) {
                    case Invocation.Scripts _ -> commands;
                    case Invocation.StepRun _ -> steps;
                };
        return runner.run(what, log, watch, cancel);
    }
}
