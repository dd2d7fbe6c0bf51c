package dev.weir.build.run;

import dev.weir.build.event.BuildEvent;
import dev.weir.build.event.BuildListener;
import dev.weir.disk.IoText;
import dev.weir.exec.LogSink;
import dev.weir.pipeline.TaskName;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// What a task says while it runs: kept in a file, passed on line by line, its last lines
/// remembered. The file is made with the first line.
final class TaskLog implements LogSink, AutoCloseable {
    private static final int LAST_LINES = 20;

    /// What the C library has shells and languages say when a program got too much: E2BIG.
    private static final String TOO_MUCH = "Argument list too long";

    private final Path file;
    private final TaskName task;
    private final BuildListener listener;
    private final Deque<String> last = new ArrayDeque<>();
    private Optional<BufferedWriter> writer = Optional.empty();
    private boolean tooMuch;

    TaskLog(Path file, TaskName task, BuildListener listener) {
        this.file = file;
        this.task = task;
        this.listener = listener;
    }

    @Override
    public synchronized void line(String line) {
        try {
            BufferedWriter open = writer();
            open.write(line);
            open.write('\n');
        } catch (IOException full) {
            throw new UncheckedIOException(IoText.at(file, full));
        }
        tooMuch |= line.contains(TOO_MUCH);
        if (last.size() == LAST_LINES) {
            last.removeFirst();
        }
        last.addLast(line);
        listener.on(new BuildEvent.TaskSaid(task, line));
    }

    @Override
    public void announced(String line) {
        listener.on(new BuildEvent.TaskAnnounced(task, line));
    }

    private BufferedWriter writer() throws IOException {
        if (writer.isEmpty()) {
            Files.createDirectories(file.getParent());
            writer = Optional.of(lenient(Files.newOutputStream(file)));
        }
        return writer.get();
    }

    /// What is no text at all is written as `?`: no task fails for what it says.
    private static BufferedWriter lenient(OutputStream to) {
        return new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8));
    }

    /// The last lines, oldest first.
    synchronized List<String> lastLines() {
        return List.copyOf(last);
    }

    /// Whether the task said that a program could not be started for all its arguments.
    synchronized boolean tellsOfTooManyArguments() {
        return tooMuch;
    }

    /// The file; empty when nothing was said.
    synchronized Optional<Path> file() {
        return writer.isPresent() ? Optional.of(file) : Optional.empty();
    }

    /// What was done stands, whether all of what was said could be kept or not.
    @Override
    public synchronized void close() {
        if (writer.isPresent()) {
            try {
                writer.get().close();
            } catch (IOException full) {
                listener.on(
                        new BuildEvent.Warned(
                                "the log of task '"
                                        + task
                                        + "' is cut: "
                                        + IoText.of(IoText.at(file, full))));
            }
        }
    }
}
