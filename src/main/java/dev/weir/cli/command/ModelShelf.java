package dev.weir.cli.command;

import dev.weir.cli.session.Mistake;
import dev.weir.cli.session.Project;
import dev.weir.diagnostic.Quoted;
import dev.weir.diagnostic.Suggestion;
import dev.weir.ml.registry.Deployments;
import dev.weir.ml.registry.Registry;
import dev.weir.ml.registry.Version;
import dev.weir.pipeline.Action;
import dev.weir.pipeline.Task;
import dev.weir.pipeline.Value;
import dev.weir.step.StepFailure;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The models that a pipeline has saved and deployed, found by the settings of its `save-model` and
/// `deploy-model` tasks, and at the usual places when it has none.
final class ModelShelf {
    private final Project project;

    ModelShelf(Project project) {
        this.project = project;
    }

    /// All versions of all models, by model, oldest first.
    List<Version> versions() throws IOException {
        List<Version> versions = new ArrayList<>();
        for (String registry : settings("save-model", "registry", "artifacts/registry")) {
            Path folder = project.root().resolve(registry);
            if (Files.isDirectory(folder)) {
                try (DirectoryStream<Path> models = Files.newDirectoryStream(folder)) {
                    List<Path> sorted = new ArrayList<>();
                    models.forEach(sorted::add);
                    sorted.sort(null);
                    for (Path model : sorted) {
                        versions.addAll(new Registry(model).versions());
                    }
                }
            }
        }
        return versions;
    }

    /// The version that a word names.
    Version version(String word) throws IOException {
        List<String> known = new ArrayList<>();
        for (Version version : versions()) {
            if (version.id().equals(word)) {
                return version;
            }
            known.add(version.id());
        }
        String suggestion = Suggestion.among(known, word);
        throw Mistake.of(
                "no version " + Quoted.of(word),
                suggestion.isEmpty() ? "'weir model list' shows all versions" : suggestion);
    }

    /// The deployments' names that the pipeline's tasks use, the first one first.
    List<String> names() {
        return List.copyOf(settings("deploy-model", "to", "production"));
    }

    /// Where deployments are.
    Deployments deployments() {
        String folder =
                settings("deploy-model", "deployments", "artifacts/deployments").iterator().next();
        return new Deployments(project.root().resolve(folder));
    }

    /// The version that is deployed under the first name.
    Optional<Version> deployed() throws IOException, StepFailure {
        return deployments().current(names().getFirst());
    }

    /// The names a version is deployed under.
    List<String> deployedAs(Version version) throws IOException {
        List<String> as = new ArrayList<>();
        for (String name : deployments().names()) {
            try {
                Optional<Version> current = deployments().current(name);
                if (current.isPresent()
                        && Files.isSameFile(current.get().folder(), version.folder())) {
                    as.add(name);
                }
            } catch (StepFailure _) {
                // it points at nothing, so not at this version
            }
        }
        return as;
    }

    /// The values of a step's setting in the tasks that are there, or its default.
    private Set<String> settings(String step, String setting, String usual) {
        Set<String> values = new LinkedHashSet<>();
        for (Task task : project.pipeline().tasks().values()) {
            if (task.action() instanceof Action.StepCall(String name, Value.Mapping with)
                    && name.equals(step)) {
                Value value = with.values().get(setting);
                values.add(value == null ? usual : value.text());
            }
        }
        return values.isEmpty() ? Set.of(usual) : values;
    }
}
