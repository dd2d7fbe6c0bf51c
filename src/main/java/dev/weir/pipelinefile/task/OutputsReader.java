package dev.weir.pipelinefile.task;

import dev.weir.diagnostic.Diagnostics;
import dev.weir.diagnostic.Quoted;
import dev.weir.pipeline.Output;
import dev.weir.pipeline.Unseen;
import dev.weir.pipeline.Value;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.pipelinefile.file.Home;
import dev.weir.pipelinefile.key.Key;
import dev.weir.pipelinefile.key.Typed;
import dev.weir.pipelinefile.render.Position;
import dev.weir.pipelinefile.render.Renderer;
import dev.weir.pipelinefile.yaml.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads what a task makes.
final class OutputsReader {
    private final Renderer renderer;
    private final PathTexts paths;
    private final List<WorkspacePath> temporary;
    private final Home home;
    private final Diagnostics diagnostics;
    private final List<Output> outputs = new ArrayList<>();
    private boolean broken;

    private OutputsReader(TaskScope task, boolean there) {
        this.renderer = task.renderer(Position.OUTPUT, there);
        this.diagnostics = task.diagnostics();
        this.paths = new PathTexts(renderer, diagnostics);
        this.temporary = task.surroundings().temporary();
        this.home = task.home();
    }

    /// The outputs of a task.
    ///
    /// @param there whether the task is there; if not, names are checked and nothing is known
    static TaskScope.Paths<Output> read(TaskScope task, boolean there) {
        OutputsReader reader = new OutputsReader(task, there);
        task.declaredOutputs().entries().forEach(reader::read);
        return new TaskScope.Paths<>(
                reader.outputs, reader.broken || task.declaredOutputs().broken());
    }

    private void read(PathEntries.Entry entry) {
        Optional<Output.Kind> kind = Optional.of(Output.Kind.DATA);
        Optional<Boolean> declaredTemporary = Optional.empty();
        boolean stored = true;
        if (entry.attributes().isPresent()) {
            Typed attributes = new Typed(entry.attributes().get(), renderer, diagnostics);
            declaredTemporary = attributes.flag(Key.OUTPUT_TEMPORARY);
            stored = attributes.flag(Key.STORE).orElse(true);
            kind = kind(attributes);
        }
        Optional<List<PathTexts.PathText>> texts = paths.of(entry.path(), "an output");
        broken |= texts.isEmpty() || kind.isEmpty();
        if (texts.isEmpty() || kind.isEmpty()) {
            return;
        }
        for (PathTexts.PathText text : texts.get()) {
            Optional<WorkspacePath> path = path(text, entry.path());
            broken |= path.isEmpty();
            if (path.isPresent()) {
                boolean goes = declaredTemporary.orElseGet(() -> isTemporary(path.get()));
                outputs.add(
                        new Output(
                                entry.name(),
                                path.get(),
                                text.text().endsWith("/"),
                                goes,
                                stored,
                                kind.get()));
            }
        }
    }

    private boolean isTemporary(WorkspacePath path) {
        for (WorkspacePath folder : temporary) {
            if (path.equals(folder) || path.isBelow(folder)) {
                return true;
            }
        }
        return false;
    }

    private Optional<Output.Kind> kind(Typed attributes) {
        if (!attributes.fields().has(Key.KIND)) {
            return Optional.of(Output.Kind.DATA);
        }
        Optional<String> word = attributes.text(Key.KIND);
        for (Output.Kind kind : Output.Kind.values()) {
            boolean named =
                    word.isPresent() && kind.name().toLowerCase(Locale.ROOT).equals(word.get());
            if (named && kind != Output.Kind.DATA) {
                return Optional.of(kind);
            }
        }
        word.ifPresent(text -> attributes.wrong(Key.KIND, new Value.Text(text)));
        return Optional.empty();
    }

    private Optional<WorkspacePath> path(PathTexts.PathText text, Node node) {
        Optional<WorkspacePath> path = Optional.empty();
        try {
            String whole = text.made() ? text.text() : home.path(text.text());
            path = Optional.of(WorkspacePath.of(whole));
        } catch (IllegalArgumentException wrong) {
            diagnostics.error(node.span(), String.valueOf(wrong.getMessage()));
        }
        return path.filter(made -> mayBeMade(made, text.text(), node));
    }

    private boolean mayBeMade(WorkspacePath path, String text, Node node) {
        if (!path.isInside()) {
            return mistake(
                    node,
                    "an output must lie inside the folder of the Pipelinefile: " + Quoted.of(text),
                    "");
        }
        if (path.text().equals(".") || path.equals(home.folder())) {
            return mistake(node, "an output must not be the folder of the Pipelinefile itself", "");
        }
        if (text.indexOf('*') >= 0 || text.indexOf('?') >= 0) {
            return mistake(
                    node,
                    "an output is one file or folder, not a glob: " + Quoted.of(text),
                    "declare the folder, with '/' at its end");
        }
        if (isUnseen(path.text())) {
            return mistake(
                    node,
                    "weir passes over " + Quoted.of(text) + ", so it cannot be an output",
                    "cache/, .git/, __pycache__/ and the like are never looked at");
        }
        return true;
    }

    private static boolean isUnseen(String path) {
        int start = 0;
        for (int slash = path.indexOf('/'); start <= path.length(); ) {
            int end = slash < 0 ? path.length() : slash;
            String name = path.substring(start, end);
            if (start == 0 && Unseen.atTop(name) || Unseen.anywhere(name)) {
                return true;
            }
            start = end + 1;
            slash = start > path.length() ? -1 : path.indexOf('/', start);
        }
        return false;
    }

    private boolean mistake(Node node, String message, String help) {
        diagnostics.error(node.span(), message, help);
        return false;
    }
}
