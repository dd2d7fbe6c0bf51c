package dev.weir.pipelinefile.task;

import dev.weir.diagnostic.Diagnostics;
import dev.weir.diagnostic.Quoted;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.pipelinefile.file.Home;
import dev.weir.pipelinefile.key.Key;
import dev.weir.pipelinefile.key.Typed;
import dev.weir.pipelinefile.yaml.Node;
import dev.weir.step.catalogue.OwnStep;
import dev.weir.step.catalogue.OwnSteps.Answer;
import dev.weir.step.catalogue.StepCatalogue;
import dev.weir.step.catalogue.StepEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds the step that `uses` and `classpath` name. An empty answer means that what is wrong was
/// reported.
final class StepFinder {
    private final UsedSteps steps;
    private final Home home;
    private final Typed keys;
    private final Diagnostics diagnostics;

    StepFinder(TaskScope task, Typed keys) {
        this.steps = task.surroundings().steps();
        this.home = task.home();
        this.keys = keys;
        this.diagnostics = task.diagnostics();
    }

    Optional<StepEntry> find() {
        Optional<String> uses = keys.text(Key.USES);
        if (uses.isEmpty()) {
            return Optional.empty();
        }
        boolean source = uses.get().endsWith(OwnStep.SOURCE);
        if (!source && !keys.fields().has(Key.CLASSPATH)) {
            return builtIn(uses.get());
        }
        if (!source && steps.builtIn().find(uses.get()).isPresent()) {
            diagnostics.error(
                    keys.fields().keySpan(Key.CLASSPATH),
                    Quoted.of(uses.get()) + " comes with weir and takes no 'classpath'",
                    "a class of your own has its full name: com.acme.MyStep");
            return Optional.empty();
        }
        Optional<String> code = source ? path(uses.get(), at()) : uses;
        Optional<List<String>> classpath = classpath();
        return code.isPresent() && classpath.isPresent()
                ? own(new OwnStep(code.get(), classpath.get()))
                : Optional.empty();
    }

    private Optional<StepEntry> builtIn(String name) {
        StepCatalogue builtIn = steps.builtIn();
        Optional<StepEntry> entry = builtIn.find(name);
        if (entry.isEmpty()) {
            String suggestion = diagnostics.suggestion(name, builtIn.names());
            diagnostics.error(
                    at().span(),
                    "no step named " + Quoted.of(name),
                    suggestion.isEmpty() ? known(name, builtIn) : suggestion);
        }
        return entry;
    }

    private static String known(String name, StepCatalogue builtIn) {
        return name.indexOf('.') > 0
                ? "a class of your own needs 'classpath', a source file ends in .java"
                : "known: " + String.join(", ", builtIn.names());
    }

    private Optional<StepEntry> own(OwnStep step) {
        return switch (steps.find(step)) {
            case Answer.Known known -> Optional.of(known.entry());
            case Answer.Unfit(String message, String help) -> {
                diagnostics.error(at().span(), message, help);
                yield Optional.empty();
            }
            case Answer.Broken(var mistakes) -> {
                mistakes.forEach(diagnostics::add);
                yield Optional.empty();
            }
        };
    }

    private Node at() {
        return keys.fields().value(Key.USES).orElseThrow();
    }

    private Optional<List<String>> classpath() {
        List<String> paths = new ArrayList<>();
        List<Typed.Item> items = keys.texts(Key.CLASSPATH);
        for (Typed.Item item : items) {
            path(item.text(), item.node()).ifPresent(paths::add);
        }
        return paths.size() == items.size() ? Optional.of(paths) : Optional.empty();
    }

    private Optional<String> path(String text, Node node) {
        try {
            return Optional.of(WorkspacePath.of(home.path(text)).text());
        } catch (IllegalArgumentException wrong) {
            diagnostics.error(node.span(), String.valueOf(wrong.getMessage()));
            return Optional.empty();
        }
    }
}
