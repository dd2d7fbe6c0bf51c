package dev.weir.exec.tool;

import dev.weir.exec.Cancellation;
import dev.weir.exec.Exit;
import dev.weir.exec.Invocation.Scripts;
import dev.weir.exec.command.CommandRunner;
import dev.weir.pipeline.Action;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/// Asks the tools that tasks declare what they say of themselves, for one build: each at most once,
/// all that are asked for together at the same time. Nothing is kept for the next build: what a
/// program answers may change with a library, a variable or a file of its own, which nobody can
/// tell from the program. Safe for several threads.
public final class ToolVersions {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Path folder;
    private final Supplier<SortedMap<String, String>> environment;
    private final Cancellation cancel;
    private final Map<String, FutureTask<String>> asked = new ConcurrentHashMap<>();

    /// @param folder the Pipelinefile's
    /// @param environment what a task that declares nothing gets; asked for with the first tool
    /// @param cancel ends the tools that run
    public ToolVersions(
            Path folder, Supplier<SortedMap<String, String>> environment, Cancellation cancel) {
        this.folder = folder;
        this.environment = environment;
        this.cancel = cancel;
    }

    /// What each command prints, without spaces around it; of one that fails, how it failed too.
    ///
    /// @throws InterruptedException when the thread was interrupted or the build cancelled
    public SortedMap<String, String> of(SortedSet<String> tools) throws InterruptedException {
        tools.forEach(this::begin);
        SortedMap<String, String> answers = new TreeMap<>();
        for (String tool : tools) {
            answers.put(tool, answer(tool));
        }
        return answers;
    }

    private void begin(String tool) {
        asked.computeIfAbsent(
                tool,
                command -> {
                    var asking = new FutureTask<>(() -> ask(command));
                    Thread.ofPlatform().name("tool " + command).daemon().start(asking);
                    return asking;
                });
    }

    private String answer(String tool) throws InterruptedException {
        try {
            return Objects.requireNonNull(asked.get(tool)).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InterruptedException) {
                throw new InterruptedException("cancelled");
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private String ask(String command) throws InterruptedException {
        var said = new ToolAnswer();
        return switch (run(command, said)) {
            case Exit.Succeeded _ -> said.text();
            case Exit.Failed(_, String message) -> (message + "\n" + said.text()).strip();
            case Exit.TimedOut(Duration limit) -> "no answer in " + limit.toSeconds() + " s";
            case Exit.Cancelled() -> throw new InterruptedException("cancelled");
        };
    }

    private Exit run(String command, ToolAnswer said) throws InterruptedException {
        List<String> shell = Action.Command.SH;
        var scripts = new Scripts(List.of(command), shell, folder, environment.get(), List.of());
        return new CommandRunner().run(scripts, LIMIT, said::line, cancel);
    }
}
