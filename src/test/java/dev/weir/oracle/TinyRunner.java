package dev.weir.oracle;

import dev.weir.exec.Cancellation;
import dev.weir.exec.Exit;
import dev.weir.exec.Invocation;
import dev.weir.exec.LogSink;
import dev.weir.exec.ProcessWatch;
import dev.weir.exec.TaskRunner;
import dev.weir.exec.command.CommandRunner;
import dev.weir.oracle.TaskSpec.Kind;
import dev.weir.oracle.TaskSpec.Out;
import dev.weir.oracle.TaskSpec.Trait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/// Carries out the tasks of a case, and notes each try: what it was given, as it lay on the disk,
/// and what it made. Tasks for a real shell go to one.
final class TinyRunner implements TaskRunner {
    private static final long A_WHILE = 4_000_000;

    private final Path root;
    private final TaskRunner shell = new CommandRunner();
    private final Map<String, Integer> tries = new HashMap<>();
    private final List<Try> log = new ArrayList<>();
    private Map<String, TaskSpec> tasks = Map.of();
    private Set<String> outputs = Set.of();
    private Declared declared;
    private int running;
    private int most;
    private int nonces;

    /// One try.
    ///
    /// @param weirs the key as weir has it
    /// @param made the outputs by path; empty when it failed
    record Try(String task, Key key, String weirs, Optional<SortedMap<String, Thing>> made) {}

    TinyRunner(Path root, Declared declared) {
        this.root = root;
        this.declared = declared;
    }

    /// What is run from now on.
    synchronized void become(List<TaskSpec> all, Declared how) {
        Map<String, TaskSpec> byName = new HashMap<>();
        all.forEach(task -> byName.put(task.name(), task));
        tasks = byName;
        outputs = Web.of(all).outputs();
        declared = how;
    }

    /// The tries since the last call, in the order in which they ended.
    synchronized List<Try> takeLog() {
        List<Try> taken = List.copyOf(log);
        log.clear();
        return taken;
    }

    /// The most that ran at once since the last call.
    synchronized int takeMost() {
        int taken = most;
        most = 0;
        return taken;
    }

    @Override
    public Exit run(Invocation what, LogSink out, ProcessWatch watch, Cancellation cancel)
            throws InterruptedException {
        TaskSpec task = begin(what.task().text());
        try {
            requireRoom(task);
            Key key = key(task, what);
            boolean unlucky = task.has(Trait.FLAKY) && isOdd(task);
            LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(200_000));
            Making making = Making.of(task, key, nonce(task));
            boolean good = !making.fails() && !unlucky;
            if (task.kind() == Kind.SHELL) {
                good &= shell.run(what, out, watch, cancel) instanceof Exit.Succeeded;
            } else {
                if (task.has(Trait.SLOW)) {
                    writeHalf(making);
                    LockSupport.parkNanos(A_WHILE);
                }
                write(task, making);
            }
            if (task.meddles()) {
                write(root.resolve(task.own()), Node.of("meddled " + meddle(), false));
            }
            if (task.has(Trait.TALKS)) {
                out.line("made by " + task.name());
            }
            boolean whole = good && making.outputs().size() == task.outputs().size();
            end(
                    new Try(
                            task.name(),
                            key,
                            what.key().digest().hex(),
                            whole ? Optional.of(making.outputs()) : Optional.empty()));
            return good ? new Exit.Succeeded(0) : new Exit.Failed(3, "exit code 3");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized TaskSpec begin(String name) {
        most = Math.max(most, ++running);
        return tasks.get(name);
    }

    private synchronized void end(Try done) {
        running--;
        log.add(done);
    }

    private synchronized boolean isOdd(TaskSpec task) {
        return tries.merge(task.name(), 1, Integer::sum) % 2 == 1;
    }

    private synchronized int meddle() {
        return ++nonces;
    }

    private synchronized String nonce(TaskSpec task) {
        return task.has(Trait.NONDETERMINISTIC) ? "#" + ++nonces : "";
    }

    /// Each try starts from clean outputs: no file there, every folder there.
    private void requireRoom(TaskSpec task) throws IOException {
        for (Out output : task.outputs()) {
            Path place = root.resolve(output.path());
            boolean clean =
                    output.folder()
                            ? Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS) && isEmpty(place)
                            : !Files.exists(place, LinkOption.NOFOLLOW_LINKS)
                                    && (place.getParent() == null
                                            || Files.isDirectory(place.getParent()));
            if (!clean) {
                throw new AssertionError(
                        "task '"
                                + task.name()
                                + "' found its output '"
                                + output.path()
                                + "' taken");
            }
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var children = Files.list(folder)) {
            return children.findAny().isEmpty();
        }
    }

    private Key key(TaskSpec task, Invocation what) throws IOException {
        Tree tree = Tree.of(root, path -> Reading.isWanted(task.inputs(), path));
        Reading reading = Reading.of(task.inputs(), tree, outputs);
        SortedMap<String, String> config = new TreeMap<>();
        switch (what.work()) {
            case Invocation.Scripts scripts -> {
                config.put("script", String.join("\n---\n", scripts.scripts()));
                String variable = scripts.environment().get(Declared.VARIABLE);
                if (variable != null) {
                    config.put("variable", variable);
                }
                String params = scripts.environment().get("WEIR_PARAMS");
                if (params != null) {
                    config.put("params", Files.readString(Path.of(params), StandardCharsets.UTF_8));
                }
            }
            case Invocation.StepRun step -> {
                config.put("with", step.with().toString());
                config.put("code", declared.surroundings().code());
                List<String> paths = new ArrayList<>();
                step.inputs()
                        .forEach((name, files) ->
                                files.forEach(file -> paths.add(root.relativize(file).toString())));
                if (!task.inputs().isEmpty()) {
                    config.put("paths", paths.toString());
                }
            }
        }
        return declared.observed(task, config, reading);
    }

    /// As somebody sees it who looks too early.
    private void writeHalf(Making making) throws IOException {
        for (Map.Entry<String, Thing> output : making.outputs().entrySet()) {
            Path place = root.resolve(output.getKey());
            for (Map.Entry<String, Node> member : output.getValue().members().entrySet()) {
                Node node = member.getValue();
                if (node.link().isEmpty()) {
                    String half = node.text().substring(0, node.text().length() / 2);
                    write(
                            member.getKey().isEmpty() ? place : place.resolve(member.getKey()),
                            Node.of(half, false));
                }
            }
        }
    }

    private void write(TaskSpec task, Making making) throws IOException {
        for (Map.Entry<String, Thing> output : making.outputs().entrySet()) {
            Path place = root.resolve(output.getKey());
            for (Map.Entry<String, Node> member : output.getValue().members().entrySet()) {
                Path file = member.getKey().isEmpty() ? place : place.resolve(member.getKey());
                write(file, member.getValue());
            }
            if (output.getValue().folder() && task.has(Trait.ODD_FOLDER)) {
                Files.createDirectories(place.resolve("void"));
            }
        }
    }

    static void write(Path file, Node node) throws IOException {
        if (file.getParent() != null) {
            Files.createDirectories(file.getParent());
        }
        if (!node.link().isEmpty()) {
            Files.createSymbolicLink(file, Path.of(node.link()));
            return;
        }
        Files.writeString(file, node.text(), StandardCharsets.ISO_8859_1);
        if (node.executable()) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr--r--"));
        }
    }
}
