package dev.weir.build.run;

import dev.weir.build.verdict.ResolvedInputs;
import dev.weir.exec.CommandEnvironment;
import dev.weir.exec.Invocation;
import dev.weir.pipeline.Action;
import dev.weir.pipeline.Outside;
import dev.weir.pipeline.Task;
import dev.weir.pipeline.WorkspacePath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringTokenizer;

/// What a command names without its task declaring it: the usual cause of a result that is not made
/// again when it should be. A guess from the script's words, so only ever a warning.
final class Undeclared {
    private static final String BETWEEN_WORDS = " \t\r\n;|&<>()'\"`=";

    private Undeclared() {}

    /// One line for each thing named.
    static List<String> warnings(
            Task task, Invocation invocation, ResolvedInputs inputs, Outside outside) {
        List<String> warnings = new ArrayList<>();
        if (task.action() instanceof Action.Command command
                && invocation.work() instanceof Invocation.Scripts scripts) {
            for (String script : scripts.scripts()) {
                for (String name :
                        !isLikeSh(command)
                                ? List.<String>of()
                                : CommandEnvironment.undeclared(
                                        script, task.environment(), outside)) {
                    warnings.add(
                            "task '"
                                    + task.name()
                                    + "' names $"
                                    + name
                                    + ", which is set but not passed on: declare it with 'env: ["
                                    + name
                                    + "]'");
                }
                for (WorkspacePath file :
                        files(script, command, task, inputs, invocation.workspace())) {
                    warnings.add(
                            "task '"
                                    + task.name()
                                    + "' names '"
                                    + file
                                    + "', which is not an input: it does not run again when that file changes");
                }
            }
        }
        return warnings;
    }

    /// In which variables are written as `$NAME`.
    private static boolean isLikeSh(Action.Command command) {
        return command.shell().getFirst().endsWith("sh");
    }

    private static Set<WorkspacePath> files(
            String script, Action.Command command, Task task, ResolvedInputs inputs, Path root) {
        Set<WorkspacePath> files = new LinkedHashSet<>();
        Set<WorkspacePath> declared = new HashSet<>(inputs.entries().keySet());
        task.outputs().forEach(output -> declared.add(output.path()));
        for (String word : readWords(script)) {
            if (word.startsWith("-")
                    || word.startsWith("/")
                    || word.indexOf('$') >= 0
                    || word.indexOf('*') >= 0) {
                continue;
            }
            named(word, command)
                    .filter(WorkspacePath::isInside)
                    .filter(path -> !isAtOrBelow(path, declared) && !isCovered(path, task))
                    .filter(path -> Files.isRegularFile(root.resolve(path.text())))
                    .ifPresent(files::add);
        }
        return files;
    }

    /// All words but those after a `>`: such a file is written.
    private static List<String> readWords(String script) {
        List<String> words = new ArrayList<>();
        StringTokenizer tokens = new StringTokenizer(script, BETWEEN_WORDS, true);
        boolean written = false;
        while (tokens.hasMoreTokens()) {
            String token = tokens.nextToken();
            if (token.length() > 1 || BETWEEN_WORDS.indexOf(token.charAt(0)) < 0) {
                if (!written) {
                    words.add(token);
                }
                written = false;
            } else {
                written = token.equals(">") || written && " \t'\"".contains(token);
            }
        }
        return words;
    }

    private static Optional<WorkspacePath> named(String word, Action.Command command) {
        try {
            return Optional.of(command.workdir().resolve(word));
        } catch (IllegalArgumentException noPath) {
            return Optional.empty();
        }
    }

    /// By the folders above the path: a script may name each of a hundred thousand files.
    private static boolean isAtOrBelow(WorkspacePath path, Set<WorkspacePath> declared) {
        if (declared.contains(path)) {
            return true;
        }
        String text = path.text();
        for (int end = text.lastIndexOf('/'); end > 0; end = text.lastIndexOf('/', end - 1)) {
            if (declared.contains(new WorkspacePath(text.substring(0, end)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isCovered(WorkspacePath path, Task task) {
        return task.inputs().stream().anyMatch(input -> input.pattern().covers(path));
    }
}
