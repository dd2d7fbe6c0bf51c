package dev.weir.exec.command;

import dev.weir.digest.Digest;
import dev.weir.digest.TaskKey;
import dev.weir.exec.Cancellation;
import dev.weir.exec.Exit;
import dev.weir.exec.Invocation;
import dev.weir.exec.LogSink;
import dev.weir.exec.ProcessIdentity;
import dev.weir.exec.ProcessWatch;
import dev.weir.pipeline.Action;
import dev.weir.pipeline.Policy;
import dev.weir.pipeline.TaskName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One run of scripts by the real runner, and what was seen of it.
final class Trial {
    private static final long PATIENCE = 10;

    final List<String> lines = new CopyOnWriteArrayList<>();
    final List<ProcessIdentity> started = new CopyOnWriteArrayList<>();
    final Cancellation cancellation = new Cancellation();
    private final BlockingQueue<String> live = new LinkedBlockingQueue<>();
    private final Path folder;
    private final SortedMap<String, String> environment =
            new TreeMap<>(Map.of("PATH", System.getenv("PATH")));
    private List<String> shell = Action.Command.SH;
    private List<String> secrets = List.of();
    private Optional<Duration> timeout = Optional.empty();
    private Duration grace = Duration.ofMillis(300);
    private Duration linger = Duration.ofMillis(20);
    private LogSink log = this::line;
    private Thread thread = Thread.currentThread();

    Trial(Path folder) {
        this.folder = folder;
    }

    Trial shell(String... words) {
        shell = List.of(words);
        return this;
    }

    Trial secrets(String... values) {
        secrets = List.of(values);
        return this;
    }

    Trial variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Trial without(String name) {
        environment.remove(name);
        return this;
    }

    Trial timeout(Duration time) {
        timeout = Optional.of(time);
        return this;
    }

    Trial grace(Duration time) {
        grace = time;
        return this;
    }

    Trial linger(Duration time) {
        linger = time;
        return this;
    }

    Trial log(LogSink sink) {
        log = sink;
        return this;
    }

    Exit run(String... scripts) throws InterruptedException {
        return run(started::add, scripts);
    }

    Exit run(ProcessWatch watch, String... scripts) throws InterruptedException {
        var work = new Invocation.Scripts(List.of(scripts), shell, folder, environment, secrets);
        var what =
                new Invocation(
                        new TaskName("trial"),
                        new TaskKey(Digest.of("0".repeat(64))),
                        work,
                        folder,
                        folder,
                        folder,
                        Policy.USUAL.resources(),
                        timeout);
        return new CommandRunner(linger, grace).run(what, log, watch, cancellation);
    }

    private void line(String line) {
        lines.add(line);
        live.add(line);
    }

    /// Runs in a thread of its own.
    CompletableFuture<Exit> begin(String... scripts) {
        var exit = new CompletableFuture<Exit>();
        thread =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                exit.complete(run(scripts));
                            } catch (Throwable e) {
                                exit.completeExceptionally(e);
                            }
                        });
        return exit;
    }

    Thread thread() {
        return thread;
    }

    /// Waits for the next line of the log.
    String nextLine() throws InterruptedException {
        String line = live.poll(PATIENCE, TimeUnit.SECONDS);
        if (line == null) {
            throw new AssertionError("nothing was said; so far: " + lines);
        }
        return line;
    }

    /// The result, within the patience of a test.
    static <T> T soon(CompletableFuture<T> future) throws Exception {
        return future.get(PATIENCE, TimeUnit.SECONDS);
    }

    /// Waits until something holds.
    static void until(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new TimeoutException("it did not come to hold");
            }
            Thread.sleep(2);
        }
    }

    static boolean lives(long pid) {
        return ProcessTable.row(pid).filter(ProcessTable.Row::lives).isPresent();
    }
}
