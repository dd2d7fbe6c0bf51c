package dev.weir.ml;

import dev.weir.step.Step;
import dev.weir.step.StepContext;
import dev.weir.step.StepFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/// One run of a step without an engine: declares inputs and outputs, runs, and remembers the log.
public final class StepRun<C extends Record> implements StepContext<C> {
    private final Path workspace;
    private final C settings;
    private final SortedMap<String, List<Path>> inputs = new TreeMap<>();
    private final SortedMap<String, Path> outputs = new TreeMap<>();
    private final SortedMap<String, Path> folders = new TreeMap<>();
    private final List<String> log = new ArrayList<>();
    private final AtomicReference<Runnable> cancel = new AtomicReference<>(() -> {});
    private int cpus = 2;
    private String taskKey = "0".repeat(64);
    private volatile boolean cancelled;

    private StepRun(Path workspace, C settings) {
        this.workspace = workspace;
        this.settings = settings;
    }

    public static <C extends Record> StepRun<C> in(Path workspace, C settings) {
        return new StepRun<>(workspace, settings);
    }

    public StepRun<C> input(String name, Path... files) {
        inputs.put(name, List.of(files));
        return this;
    }

    public StepRun<C> output(String name, Path file) {
        outputs.put(name, file);
        return this;
    }

    public StepRun<C> cpus(int count) {
        cpus = count;
        return this;
    }

    public StepRun<C> taskKey(String key) {
        taskKey = key;
        return this;
    }

    /// Declares a folder as output.
    public StepRun<C> folder(String name, Path folder) {
        folders.put(name, folder);
        return this;
    }

    /// Makes the place as the engine would, and runs.
    public StepRun<C> run(Step<C> step) throws Exception {
        for (var output : outputs.values()) {
            Files.createDirectories(output.getParent());
            Files.deleteIfExists(output);
        }
        for (var folder : folders.values()) {
            Files.createDirectories(folder);
            empty(folder);
        }
        step.run(this);
        return this;
    }

    private static void empty(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    public List<String> log() {
        return log;
    }

    /// Cancels the run as the engine does.
    public void cancel() {
        cancelled = true;
        cancel.get().run();
    }

    @Override
    public C settings() {
        return settings;
    }

    @Override
    public String taskKey() {
        return taskKey;
    }

    @Override
    public Set<String> inputNames() {
        return inputs.keySet();
    }

    @Override
    public Path input(String name) throws StepFailure {
        var files = inputs(name);
        if (files.size() != 1) {
            throw new StepFailure("input '%s' stands for %d files".formatted(name, files.size()));
        }
        return files.getFirst();
    }

    @Override
    public List<Path> inputs(String name) {
        return inputs.getOrDefault(name, List.of());
    }

    @Override
    public Set<String> outputNames() {
        var names = new TreeMap<>(outputs);
        names.putAll(folders);
        return names.keySet();
    }

    @Override
    public Path output(String name) throws StepFailure {
        var path = outputs.containsKey(name) ? outputs.get(name) : folders.get(name);
        if (path == null) {
            throw new StepFailure("no output '%s'".formatted(name));
        }
        return path;
    }

    @Override
    public Path workspace() {
        return workspace;
    }

    @Override
    public Path scratch() {
        try {
            return Files.createDirectories(workspace.resolve("scratch"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Path resume() {
        try {
            return Files.createDirectories(workspace.resolve("resume"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int cpus() {
        return cpus;
    }

    @Override
    public long memory() {
        return 0;
    }

    @Override
    public synchronized void log(String line) {
        log.add(line);
    }

    @Override
    public void announce(String line) {
        log(line);
    }

    @Override
    public void checkCancelled() throws InterruptedException {
        if (cancelled) {
            throw new InterruptedException("cancelled");
        }
    }

    @Override
    public AutoCloseable onCancel(Runnable action) {
        cancel.set(action);
        return () -> cancel.set(() -> {});
    }
}
