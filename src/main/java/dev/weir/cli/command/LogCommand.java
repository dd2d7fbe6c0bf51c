package dev.weir.cli.command;

import dev.weir.cli.session.ExitCode;
import dev.weir.cli.session.Mistake;
import dev.weir.pipeline.TaskName;
import dev.weir.trace.Trace;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Prints what a task said when it last ran; after a restore, what it said when it made what was
/// restored.
final class LogCommand implements Command {
    private static final int PIECE = 1 << 16;

    @Override
    public String synopsis() {
        return "weir log [OPTION…] TASK";
    }

    @Override
    public String help() {
        return "Print what a task said when it last ran";
    }

    @Override
    public List<String> examples() {
        return List.of("weir log train");
    }

    @Override
    public Set<Option> options() {
        return Set.of();
    }

    @Override
    public ExitCode run(Call call) throws IOException {
        List<TaskName> tasks = new Targets(call.project()).of(call.arguments().operands());
        if (tasks.size() != 1) {
            throw Mistake.of("log needs the name of one task", "weir log TASK");
        }
        TaskName task = tasks.getFirst();
        Path cache = call.project().cache();
        RecordedLogs recorded = new RecordedLogs(call.project());
        Optional<Trace> trace = recorded.trace(task);
        Optional<Path> newest = newest(cache.resolve("runs"), task);
        if (newest.isEmpty() && trace.isEmpty()) {
            throw Mistake.of("task '" + task + "' never ran in this workspace", "");
        }
        boolean written = newest.isPresent() && !isOlder(newest.get(), trace);
        Optional<Path> log = written ? newest : recorded.log(trace.orElseThrow());
        if (log.isPresent()) {
            print(log.get(), call);
        }
        return ExitCode.DONE;
    }

    /// Piece by piece: a log may be larger than memory.
    private static void print(Path log, Call call) throws IOException {
        char[] piece = new char[PIECE];
        try (Reader text =
                new InputStreamReader(Files.newInputStream(log), StandardCharsets.UTF_8)) {
            for (int count = text.read(piece); count >= 0; count = text.read(piece)) {
                call.print(CharBuffer.wrap(piece, 0, count));
            }
        }
    }

    /// The log of the latest run in which the task said something.
    private static Optional<Path> newest(Path runs, TaskName task) throws IOException {
        Optional<Path> newest = Optional.empty();
        if (!Files.isDirectory(runs)) {
            return newest;
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(runs)) {
            for (Path folder : folders) {
                Path log = folder.resolve("logs").resolve(task + ".log");
                if (Files.isRegularFile(log)
                        && newest.filter(other -> other.compareTo(log) > 0).isEmpty()) {
                    newest = Optional.of(log);
                }
            }
        }
        return newest;
    }

    /// Whether the task ran or was restored after that log was written.
    private static boolean isOlder(Path log, Optional<Trace> trace) {
        String run = String.valueOf(log.getName(log.getNameCount() - 3));
        return trace.isPresent() && trace.get().run().text().compareTo(run) > 0;
    }
}
