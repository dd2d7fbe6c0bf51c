package dev.weir.exec;

import dev.weir.pipeline.Action;
import java.util.Optional;

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

    @Override
    public Optional<String> refusal(Action action) {
        return switch (action) {
            case Action.Command _ -> commands.refusal(action);
            case Action.StepCall _ -> steps.refusal(action);
            case Action.Group() -> Optional.empty();
        };
    }
}
