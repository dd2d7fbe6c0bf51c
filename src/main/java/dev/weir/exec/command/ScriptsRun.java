package dev.weir.exec.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.exec.Cancellation;
import dev.weir.exec.Exit;
import dev.weir.exec.Invocation.Scripts;
import dev.weir.exec.ProcessWatch;
import dev.weir.exec.log.LogCapture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// One run of a task's scripts, one after the other until one fails.
record ScriptsRun(
        Scripts scripts, LogCapture log, ProcessWatch watch, Cancellation cancel, Limits limits) {
    /// A longer script goes through a file: Linux takes arguments up to 128 KiB.
    private static final int LONGEST_ARGUMENT = 100_000;

    /// The options after which a shell takes a script.
    private static final Set<String> BEFORE_SCRIPTS = Set.of("-c", "-e", "-r");

    /// What a shell gives for a command that it finds but cannot run.
    private static final int NOT_STARTED = 126;

    /// @param scratch for scripts that are too long to be an argument
    Exit toEnd(Path scratch) throws InterruptedException {
        long peakMemory = 0;
        int count = scripts.scripts().size();
        for (int i = 0; i < count; i++) {
            switch (run(scripts.scripts().get(i), scratch)) {
                case Exit.Succeeded(long memory) -> peakMemory = Math.max(peakMemory, memory);
                case Exit.Failed(int code, String message) when count > 1 -> {
                    String which = "command " + (i + 1) + " of " + count + ": ";
                    return new Exit.Failed(code, which + message);
                }
                case Exit other -> {
                    return other;
                }
            }
        }
        return new Exit.Succeeded(peakMemory);
    }

    private Exit run(String script, Path scratch) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (cancel.isRequested()) {
            return new Exit.Cancelled();
        }
        List<String> program;
        try {
            program = program(scripts, script, scratch);
        } catch (IOException e) {
            return new Exit.Failed(NOT_STARTED, "the script cannot be written to a file: " + e);
        }
        watch.starting();
        return switch (new Spawn(program, scripts.folder(), scripts.environment()).start()) {
            case Spawn.Refused(String why) -> new Exit.Failed(NOT_STARTED, why);
            case Spawn.Started started -> await(started);
        };
    }

    /// Shells that take a script after `-c` or its like take the name of a file without it. One
    /// that starts like an option would be taken for one.
    static List<String> program(Scripts scripts, String script, Path scratch) throws IOException {
        List<String> program = new ArrayList<>(scripts.shell());
        if (script.length() > LONGEST_ARGUMENT / 3
                && BEFORE_SCRIPTS.contains(program.getLast())
                && script.getBytes(UTF_8).length > LONGEST_ARGUMENT) {
            program.removeLast();
            Files.createDirectories(scratch);
            program.add(Files.writeString(scratch.resolve("script"), script).toString());
        } else {
            boolean option =
                    program.getLast().startsWith("-")
                            && (script.startsWith("-") || script.startsWith("+"));
            program.add(option ? "\n" + script : script);
        }
        return program;
    }

    private Exit await(Spawn.Started started) throws InterruptedException {
        try (Child child = new Child(started.pid(), started.output())) {
            var run = new CommandRun(child, log, cancel, limits);
            boolean seenToEnd = false;
            try {
                watch.started(child.leader());
                CommandRun.Why why = run.toEnd();
                log.end();
                seenToEnd = true;
                return exit(why, child);
            } finally {
                if (!seenToEnd) {
                    run.abandon();
                }
            }
        }
    }

    private Exit exit(CommandRun.Why why, Child child) throws InterruptedException {
        return switch (why) {
            case BY_ITSELF -> ExitStatus.exit(child.ended());
            case TIMED_OUT -> new Exit.TimedOut(limits.time());
            case CANCELLED -> new Exit.Cancelled();
            case INTERRUPTED -> throw new InterruptedException();
        };
    }
}
