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
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Asks the tools that tasks declare what they say of themselves, for one build: each at most once
/// with the same variables until it is forgotten, all that are asked for together at the same time.
/// Nothing is kept for the next build: what a program answers may change with a library, a variable
/// or a file of its own, which nobody can tell from the program. Safe for several threads.
public final class ToolVersions {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Path folder;
    private final Cancellation cancel;
    private final Map<Question, FutureTask<String>> asked = new ConcurrentHashMap<>();
    private final AtExit atExit;

    /// @param folder the Pipelinefile's
    /// @param cancel ends the tools that run
    public ToolVersions(Path folder, Cancellation cancel) {
        this.folder = folder;
        this.cancel = cancel;
        this.atExit = new AtExit(cancel);
    }

    private record Question(String command, SortedMap<String, String> variables) {}

    /// What each command prints, without spaces around it; of one that fails, how it failed too.
    ///
    /// @param variables the whole environment of each
    /// @throws InterruptedException when the thread was interrupted or the build cancelled
    public SortedMap<String, String> of(
            SortedSet<String> tools, SortedMap<String, String> variables)
            throws InterruptedException {
        SortedMap<String, FutureTask<String>> begun = new TreeMap<>();
        tools.forEach(tool -> begun.put(tool, begin(new Question(tool, variables))));
        SortedMap<String, String> answers = new TreeMap<>();
        for (Map.Entry<String, FutureTask<String>> asking : begun.entrySet()) {
            answers.put(asking.getKey(), answer(asking.getValue()));
        }
        return answers;
    }

    /// They are asked again when somebody wants to know.
    public void forget(SortedSet<String> tools, SortedMap<String, String> variables) {
        tools.forEach(tool -> asked.remove(new Question(tool, variables)));
    }

    private FutureTask<String> begin(Question question) {
        return asked.computeIfAbsent(
                question,
                _ -> {
                    var asking = new FutureTask<>(() -> ask(question));
                    Thread.ofPlatform().name("tool " + question.command()).daemon().start(asking);
                    return asking;
                });
    }

    private String answer(FutureTask<String> asking) throws InterruptedException {
        try {
            return asking.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InterruptedException) {
                atExit.leaveTheEndToIt();
                throw new InterruptedException("cancelled");
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private String ask(Question question) throws InterruptedException {
        atExit.begun();
        try {
            return asked(question);
        } finally {
            atExit.ended();
        }
    }

    private String asked(Question question) throws InterruptedException {
        var said = new ToolAnswer();
        return switch (run(question, said)) {
            case Exit.Succeeded _ -> said.text();
            case Exit.Failed(_, String message) -> (message + "\n" + said.text()).strip();
            case Exit.TimedOut(Duration limit) -> "no answer in " + limit.toSeconds() + " s";
            case Exit.Cancelled() -> throw new InterruptedException("cancelled");
        };
    }

    private Exit run(Question question, ToolAnswer said) throws InterruptedException {
        var scripts =
                new Scripts(
                        List.of(question.command()),
                        Action.Command.SH,
                        folder,
                        question.variables(),
                        List.of());
        return new CommandRunner().run(scripts, LIMIT, said::line, cancel);
    }
}
