package dev.weir.cli.doctor;

import dev.weir.exec.Cancellation;
import dev.weir.exec.CommandEnvironment;
import dev.weir.exec.Exit;
import dev.weir.exec.Invocation.Scripts;
import dev.weir.exec.command.CommandRunner;
import dev.weir.graph.TaskGraph;
import dev.weir.pipeline.Action;
import dev.weir.pipeline.Environment;
import dev.weir.pipeline.Outside;
import dev.weir.pipeline.Task;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Whether the tools that tasks declare answer, and their shells are there.
record ToolCheck(Path root, TaskGraph graph, Map<String, String> environment) {
    private static final String SUBJECT = "tools";
    private static final Duration LIMIT = Duration.ofSeconds(20);

    List<Finding> findings() throws InterruptedException {
        SortedMap<String, Task> asked = new TreeMap<>();
        for (Task task : graph.tasks()) {
            task.environment().tools().forEach(tool -> asked.putIfAbsent(tool, task));
            if (task.action() instanceof Action.Command command) {
                String shell =
                        "command -v '" + command.shell().getFirst().replace("'", "'\\''") + "'";
                asked.putIfAbsent(shell, task);
            }
        }
        List<Finding> bad = new ArrayList<>();
        for (var tool : asked.entrySet()) {
            Exit exit = run(tool.getKey(), tool.getValue().environment());
            if (!(exit instanceof Exit.Succeeded)) {
                bad.add(
                        Finding.bad(
                                SUBJECT,
                                "'"
                                        + tool.getKey()
                                        + "', which task '"
                                        + tool.getValue().name()
                                        + "' needs, "
                                        + how(exit),
                                "install it, or put it on the PATH"));
            }
        }
        return bad.isEmpty()
                ? List.of(Finding.good(SUBJECT, "all " + asked.size() + " answer"))
                : bad;
    }

    private Exit run(String command, Environment declared) throws InterruptedException {
        return new CommandRunner()
                .run(
                        new Scripts(
                                List.of(command),
                                Action.Command.SH,
                                root,
                                CommandEnvironment.withoutSecrets(
                                        declared, Outside.of(environment)),
                                List.of()),
                        LIMIT,
                        _ -> {},
                        new Cancellation());
    }

    private static String how(Exit exit) {
        return switch (exit) {
            case Exit.Failed(int code, _) when code == 127 -> "is not there";
            case Exit.Failed(_, String message) -> "fails: " + message;
            case Exit.TimedOut(Duration limit) -> "does not answer in " + limit.toSeconds() + " s";
            case Exit.Succeeded _, Exit.Cancelled _ -> "was not asked";
        };
    }
}
