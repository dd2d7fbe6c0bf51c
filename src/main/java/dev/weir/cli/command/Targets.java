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
import dev.weir.pipelinefile.matrix.NoCell;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;

/// Finds the tasks that words of the command line mean: by name, all cells of a matrix or those
/// with some values, the default of an included file, or by the path of an output, relative to
/// where the user is, else to the Pipelinefile.
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
        SequencedSet<TaskName> found = new LinkedHashSet<>();
        List<Diagnostic> mistakes = new ArrayList<>();
        for (String word : words) {
            List<TaskName> tasks = find(word);
            found.addAll(tasks);
            if (tasks.isEmpty()) {
                mistakes.add(mistake(word));
            }
        }
        if (!mistakes.isEmpty()) {
            throw new DiagnosticException(mistakes);
        }
        return List.copyOf(found);
    }

    /// Those of the pipeline itself, none when it has none.
    ///
    /// @throws DiagnosticException when they are not there with these params
    List<TaskName> usual() {
        List<String> names = new ArrayList<>();
        for (TaskName target : pipeline.targets()) {
            names.add(target.text());
        }
        return of(names);
    }

    /// As [#of], and all tasks when none is named.
    List<TaskName> orAll(List<String> words) {
        return words.isEmpty() ? List.copyOf(pipeline.tasks().keySet()) : of(words);
    }

    private List<TaskName> find(String word) {
        if (TaskName.isValid(word)) {
            TaskName name = new TaskName(word);
            if (pipeline.tasks().containsKey(name)) {
                return List.of(name);
            }
            List<TaskName> meant = pipeline.defaults().getOrDefault(name, List.of());
            if (!meant.isEmpty()) {
                return there(meant);
            }
            List<TaskName> cells = selected(name, pipeline.tasks().keySet());
            if (!cells.isEmpty() || !selected(name, pipeline.absent().keySet()).isEmpty()) {
                return cells;
            }
        }
        return producer(project.folder().resolve(word))
                .or(() -> producer(project.root().resolve(word)))
                .map(List::of)
                .orElse(List.of());
    }

    private List<TaskName> there(List<TaskName> tasks) {
        List<TaskName> there = new ArrayList<>();
        for (TaskName task : tasks) {
            if (pipeline.tasks().containsKey(task)) {
                there.add(task);
            }
        }
        return there;
    }

    private static List<TaskName> selected(TaskName name, Collection<TaskName> tasks) {
        List<TaskName> selected = new ArrayList<>();
        for (TaskName task : tasks) {
            if (name.selects(task)) {
                selected.add(task);
            }
        }
        return selected;
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
            TaskName name = new TaskName(word);
            List<TaskName> meant = pipeline.defaults().get(name);
            if (meant != null && meant.isEmpty()) {
                return Mistake.diagnostic(
                        "the included file " + Quoted.of(word) + " has no default",
                        "name a task of it: " + word + ".NAME");
            }
            TaskName task = meant == null ? name : meant.getFirst();
            for (TaskName absent : selected(task, pipeline.absent().keySet())) {
                String why = Objects.requireNonNull(pipeline.absent().get(absent));
                return Mistake.diagnostic(
                        "task " + Quoted.of(word) + " is not there with these params: " + why, "");
            }
            List<TaskName> cells = cells(name.declared());
            if (!cells.isEmpty()) {
                NoCell no = NoCell.of(name, cells);
                return Mistake.diagnostic(no.message(), no.help());
            }
        }
        String suggestion = inFile(word).orElseGet(() -> Suggestion.among(known(), word));
        return Mistake.diagnostic(
                "no task or output named " + Quoted.of(word),
                isAssignment(word)
                        ? "a param is set by -P: weir -P " + word
                        : suggestion.isEmpty() ? "'weir list' shows all tasks" : suggestion);
    }

    /// Who is in the folder of an included file may call a task as the file does.
    private Optional<String> inFile(String word) {
        return pipeline.tasks().keySet().stream()
                .filter(task -> !task.files().isEmpty() && task.simple().equals(word))
                .map(task -> "did you mean " + Quoted.of(task.declared()) + "?")
                .findFirst();
    }

    /// All tasks that are declared under a name, also those that are not there.
    private List<TaskName> cells(String declared) {
        TaskName name = new TaskName(declared);
        List<TaskName> cells = selected(name, pipeline.tasks().keySet());
        cells.addAll(selected(name, pipeline.absent().keySet()));
        return cells;
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
        pipeline.tasks().keySet().forEach(task -> known.add(task.declared()));
        for (Output output : project.graph().allOutputs()) {
            known.add(project.shown(output.path()));
        }
        return known;
    }
}
