package dev.weir.exec.command;

import dev.weir.exec.Cancellation;
import dev.weir.exec.Exit;
import dev.weir.exec.Invocation;
import dev.weir.exec.LogSink;
import dev.weir.exec.ProcessWatch;
import dev.weir.exec.TaskRunner;
import dev.weir.pipeline.Action;
import dev.weir.pipeline.TaskName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Runs the scripts of one task at weir's own standard streams, so that a debugger has the
/// terminal; everything else is left to another runner.
///
/// The command stays in weir's process group: a terminal's Ctrl-C and Ctrl-Z reach it as they would
/// without weir. So only the command itself and what it started are ended, one by one, and what it
/// says is in no log.
public final class AttachedRunner implements TaskRunner {
    private static final int INTERRUPTED = 130;
    private static final int NOT_STARTED = 126;
    private static final int SIGNALLED = 128;

    private final TaskName task;
    private final TaskRunner others;
    private volatile boolean attached;

    /// @param others runs every other task
    public AttachedRunner(TaskName task, TaskRunner others) {
        this.task = task;
        this.others = others;
    }

    /// Whether the command has the terminal now: what is typed there is for it.
    public boolean isAttached() {
        return attached;
    }

    @Override
    public Optional<String> refusal(Action action) {
        return others.refusal(action);
    }

    @Override
    public Exit run(Invocation what, LogSink log, ProcessWatch watch, Cancellation cancel)
            throws InterruptedException {
        if (!what.task().equals(task) || !(what.work() instanceof Invocation.Scripts scripts)) {
            return others.run(what, log, watch, cancel);
        }
        for (String script : scripts.scripts()) {
            Exit exit = run(scripts, script, what.scratch(), cancel);
            if (!(exit instanceof Exit.Succeeded)) {
                return exit;
            }
        }
        return new Exit.Succeeded(0);
    }

    private Exit run(Invocation.Scripts scripts, String script, Path scratch, Cancellation cancel)
            throws InterruptedException {
        if (cancel.isRequested()) {
            return new Exit.Cancelled();
        }
        try {
            List<String> program = new ArrayList<>(ScriptsRun.program(scripts, script, scratch));
            var path = SearchPath.of(scripts.folder(), scripts.environment());
            Optional<Path> found = path.find(program.getFirst());
            if (found.isEmpty()) {
                return new Exit.Failed(
                        NOT_STARTED,
                        "'" + program.getFirst() + "' was not found on PATH (" + path.path() + ")");
            }
            program.set(0, found.get().toString());
            ProcessBuilder builder =
                    new ProcessBuilder(program).directory(scripts.folder().toFile()).inheritIO();
            builder.environment().clear();
            builder.environment().putAll(scripts.environment());
            attached = true;
            return await(builder.start(), cancel);
        } catch (IOException refused) {
            return new Exit.Failed(NOT_STARTED, String.valueOf(refused.getMessage()));
        } finally {
            attached = false;
        }
    }

    private static Exit await(Process process, Cancellation cancel) throws InterruptedException {
        try (var _ = cancel.onRequest(() -> end(process, false))) {
            while (!process.waitFor(CommandRunner.GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                if (cancel.isRequested()) {
                    end(process, true);
                }
            }
        } finally {
            if (process.isAlive()) {
                end(process, true);
            }
        }
        int code = process.exitValue();
        if (cancel.isRequested()) {
            return new Exit.Cancelled();
        }
        if (code == INTERRUPTED) {
            cancel.request();
            return new Exit.Cancelled();
        }
        return code == 0 ? new Exit.Succeeded(0) : new Exit.Failed(code, text(code));
    }

    private static void end(Process process, boolean forcibly) {
        process.descendants().forEach(child -> end(child, forcibly));
        end(process.toHandle(), forcibly);
    }

    private static void end(ProcessHandle process, boolean forcibly) {
        if (forcibly) {
            process.destroyForcibly();
        } else {
            process.destroy();
        }
    }

    /// The JDK gives 128 + N for signal N too.
    private static String text(int code) {
        return code > SIGNALLED
                ? "exit code " + code + " (or signal " + (code - SIGNALLED) + ")"
                : "exit code " + code;
    }
}
