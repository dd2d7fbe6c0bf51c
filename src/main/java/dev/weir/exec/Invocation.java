package dev.weir.exec;

import dev.weir.digest.TaskKey;
import dev.weir.pipeline.Policy;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// One try of an action, with everything it needs. All paths are absolute.
///
/// @param workspace the Pipelinefile's folder
/// @param scratch an empty folder of this run's own, removed by the caller; for scripts, which do
///   not know it, it may have to be made first
/// @param resume a folder whose content earlier tries with the same key left
public record Invocation(
        TaskName task,
        TaskKey key,
        Work work,
        Path workspace,
        Path scratch,
        Path resume,
        Policy.Resources resources,
        Optional<Duration> timeout) {

    /// What is to be done.
    public sealed interface Work {}

    /// Scripts, run one after the other until one fails.
    ///
    /// @param scripts rendered
    /// @param shell the program and its arguments; the script is its last argument
    /// @param folder the working directory
    /// @param environment all variables, nothing else is passed
    /// @param secrets values that must not appear in the log
    public record Scripts(
            List<String> scripts,
            List<String> shell,
            Path folder,
            SortedMap<String, String> environment,
            List<String> secrets)
            implements Work {
        public Scripts {
            scripts = List.copyOf(scripts);
            shell = List.copyOf(shell);
            environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
            secrets = List.copyOf(secrets);
        }
    }

    /// A step.
    ///
    /// @param inputs files and folders by the name they were declared under
    /// @param outputs files and folders to write by name
    public record StepRun(
            String step,
            Value.Mapping with,
            SortedMap<String, List<Path>> inputs,
            SortedMap<String, List<Path>> outputs)
            implements Work {
        public StepRun {
            inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
            outputs = Collections.unmodifiableSortedMap(new TreeMap<>(outputs));
        }
    }
}
