package dev.weir.cli.command;

import dev.weir.cli.session.Mistake;
import dev.weir.cli.session.Project;
import dev.weir.diagnostic.Diagnostic;
import dev.weir.diagnostic.DiagnosticException;
import dev.weir.diagnostic.Quoted;
import dev.weir.diagnostic.Suggestion;
import dev.weir.pipeline.Output;
import dev.weir.pipeline.Pipeline;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.WorkspacePath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds the tasks that words of the command line mean: by name, or by the path of an output,
/// relative to where the user is, else to the Pipelinefile.
final class Targets {
    private final Project project;
    private final Pipeline pipeline;

    Targets(Project project) {
        this.project = project;
        this.pipeline = project.pipeline();
    }

    /// The tasks, each once, in the order they were named.
    ///
    /// @throws DiagnosticException with every word that means no task
    List<TaskName> of(List<String> words) {
        List<TaskName> found = new ArrayList<>();
        List<Diagnostic> mistakes = new ArrayList<>();
        for (String word : words) {
            find(word)
                    .ifPresentOrElse(
                            task -> {
                                if (!found.contains(task)) {
                                    found.add(task);
                                }
                            },
                            () -> mistakes.add(mistake(word)));
        }
        if (!mistakes.isEmpty()) {
            throw new DiagnosticException(mistakes);
        }
        return found;
    }

    /// As [#of], and all tasks when none is named.
    List<TaskName> orAll(List<String> words) {
        return words.isEmpty() ? List.copyOf(pipeline.tasks().keySet()) : of(words);
    }

    private Optional<TaskName> find(String word) {
        if (TaskName.isValid(word)) {
            TaskName name = new TaskName(word);
            if (pipeline.tasks().containsKey(name)) {
                return Optional.of(name);
            }
            if (pipeline.absent().containsKey(name)) {
                return Optional.empty();
            }
        }
        return producer(project.folder().resolve(word))
                .or(() -> producer(project.root().resolve(word)));
    }

    private Optional<TaskName> producer(Path path) {
        Path normal = path.normalize();
        if (!normal.startsWith(project.root()) || normal.equals(project.root())) {
            return Optional.empty();
        }
        String relative = project.root().relativize(normal).toString();
        return project.graph().producer(WorkspacePath.of(relative));
    }

    private Diagnostic mistake(String word) {
        if (TaskName.isValid(word)) {
            String why = pipeline.absent().get(new TaskName(word));
            if (why != null) {
                return Mistake.diagnostic(
                        "task " + Quoted.of(word) + " is not there with these params: " + why, "");
            }
        }
        String suggestion = Suggestion.among(known(), word);
        return Mistake.diagnostic(
                "no task or output named " + Quoted.of(word),
                isAssignment(word)
                        ? "a param is set by -P: weir -P " + word
                        : suggestion.isEmpty() ? "'weir list' shows all tasks" : suggestion);
    }

    /// Whether someone sets a param as make's variables are set.
    private boolean isAssignment(String word) {
        int equals = word.indexOf('=');
        return equals > 0
                && pipeline.params().stream()
                        .anyMatch(param -> param.path().equals(word.substring(0, equals)));
    }

    private List<String> known() {
        List<String> known = new ArrayList<>(Commands.AVAILABLE);
        pipeline.tasks().keySet().forEach(task -> known.add(task.text()));
        for (Output output : project.graph().allOutputs()) {
            known.add(project.shown(output.path()));
        }
        return known;
    }
}
