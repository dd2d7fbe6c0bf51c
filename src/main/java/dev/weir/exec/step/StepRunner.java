package dev.weir.exec.step;

import dev.weir.exec.Cancellation;
import dev.weir.exec.Exit;
import dev.weir.exec.Invocation;
import dev.weir.exec.Invocation.StepRun;
import dev.weir.exec.LogSink;
import dev.weir.exec.ProcessWatch;
import dev.weir.exec.TaskRunner;
import dev.weir.pipeline.Action;
import dev.weir.pipeline.Value;
import dev.weir.step.Step;
import dev.weir.step.catalogue.SettingsBinder;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;

/// Runs steps. A thread cannot be ended from outside: a step that is cancelled or over its time is
/// interrupted, what it registered with `onCancel` is called until it ends, and it is waited for.
///
/// What C libraries print to the JVM's standard output (XGBoost does when it is not told to be
/// quiet) passes by every log; a step keeps such a library quiet itself.
public final class StepRunner implements TaskRunner {
    private static final int FAILED = 1;

    private final Steps steps;

    public StepRunner(Steps steps) {
        this.steps = steps;
    }

    @Override
    public Exit run(Invocation what, LogSink log, ProcessWatch watch, Cancellation cancel)
            throws InterruptedException {
        if (!(what.work() instanceof StepRun work)) {
            throw new IllegalArgumentException("not a step: " + what.work());
        }
        Optional<Steps.Loaded> loaded;
        try {
            loaded = steps.load(work.step());
        } catch (IOException gone) {
            return new Exit.Failed(FAILED, String.valueOf(gone.getMessage()));
        }
        if (loaded.isEmpty()) {
            return new Exit.Failed(FAILED, "there is no step '" + work.step() + "'");
        }
        try (Steps.Loaded step = loaded.get()) {
            return run(step.type(), new StepFrame(what, work, log, cancel));
        } catch (IOException unclosed) {
            return new Exit.Failed(FAILED, String.valueOf(unclosed.getMessage()));
        }
    }

    private static Exit run(Class<? extends Step<?>> type, StepFrame frame)
            throws InterruptedException {
        Record bound;
        Step<?> step;
        try {
            bound = SettingsBinder.bind(SettingsBinder.settings(type), frame.work().with());
            step = type.getConstructor().newInstance();
        } catch (IllegalArgumentException e) {
            return new Exit.Failed(FAILED, String.valueOf(e.getMessage()));
        } catch (InvocationTargetException e) {
            return unmade(frame, e.getCause() == null ? e : e.getCause());
        } catch (ReflectiveOperationException | LinkageError e) {
            return unmade(frame, e);
        }
        if (frame.cancellation().isRequested()) {
            return new Exit.Cancelled();
        }
        return run(step, bound, frame);
    }

    private static Exit unmade(StepFrame frame, Throwable why) {
        String step = frame.work().step();
        return new Exit.Failed(FAILED, "the step '" + step + "' cannot be made: " + why);
    }

    /// What a step says of its settings: those of a wrong shape were refused when they were read.
    @Override
    public Optional<String> refusal(Action action) {
        if (!(action instanceof Action.StepCall(String step, Value.Mapping with))) {
            return Optional.empty();
        }
        try {
            Optional<Steps.Loaded> loaded = steps.load(step);
            if (loaded.isEmpty()) {
                return Optional.empty();
            }
            try (Steps.Loaded found = loaded.get()) {
                SettingsBinder.bind(SettingsBinder.settings(found.type()), with);
            }
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (IOException gone) {
            return Optional.of(String.valueOf(gone.getMessage()));
        }
    }

    /// The settings were made for the step's own type argument.
    @SuppressWarnings("unchecked")
    private static <C extends Record> Exit run(Step<C> step, Record settings, StepFrame frame)
            throws InterruptedException {
        return new StepThread<>(step, (C) settings, frame).toEnd();
    }
}
