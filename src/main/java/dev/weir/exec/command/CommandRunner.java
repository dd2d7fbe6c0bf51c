package dev.weir.exec.command;

import dev.weir.exec.Cancellation;
import dev.weir.exec.Exit;
import dev.weir.exec.Invocation;
import dev.weir.exec.Invocation.Scripts;
import dev.weir.exec.LogSink;
import dev.weir.exec.ProcessWatch;
import dev.weir.exec.TaskRunner;
import dev.weir.exec.log.LogCapture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Runs scripts by their shell on this machine. Out of reach is only what leaves the session of its
/// own will (`setsid`, a daemon): it is neither waited for nor ended.
public final class CommandRunner implements TaskRunner {
    /// From asking a session to end to ending it, where nobody says otherwise.
    public static final Duration GRACE = Duration.ofSeconds(2);

    /// How long what outlives its leader may take to finish by itself, where nobody says otherwise:
    /// a `tee` that has yet to write what it read.
    public static final Duration LINGER = Duration.ofMillis(200);

    /// For a long script that belongs to no task.
    private static final Path SCRATCH = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));

    private final Duration linger;
    private final Duration grace;

    public CommandRunner() {
        this(LINGER, GRACE);
    }

    /// @param linger from the end of the leader to asking the rest of its session
    /// @param grace from TERM to KILL
    public CommandRunner(Duration linger, Duration grace) {
        this.linger = linger;
        this.grace = grace;
    }

    @Override
    public Exit run(Invocation what, LogSink log, ProcessWatch watch, Cancellation cancel)
            throws InterruptedException {
        if (!(what.work() instanceof Scripts scripts)) {
            throw new IllegalArgumentException("not scripts: " + what.work());
        }
        var limits = Limits.from(what.timeout(), linger, grace);
        return new ScriptsRun(
                        scripts, new LogCapture(scripts.secrets(), log), watch, cancel, limits)
                .toEnd(what.scratch());
    }

    /// Runs scripts that belong to no task.
    public Exit run(Scripts scripts, Duration timeout, LogSink log, Cancellation cancel)
            throws InterruptedException {
        var limits = Limits.from(Optional.of(timeout), linger, grace);
        var capture = new LogCapture(scripts.secrets(), log);
        return new ScriptsRun(scripts, capture, ProcessWatch.NONE, cancel, limits).toEnd(SCRATCH);
    }
}
