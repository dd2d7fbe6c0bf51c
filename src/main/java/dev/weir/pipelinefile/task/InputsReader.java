package dev.weir.pipelinefile.task;

import dev.weir.diagnostic.Diagnostics;
import dev.weir.pipeline.Input;
import dev.weir.pipeline.PathPattern;
import dev.weir.pipelinefile.file.Home;
import dev.weir.pipelinefile.key.Key;
import dev.weir.pipelinefile.key.Typed;
import dev.weir.pipelinefile.render.Position;
import dev.weir.pipelinefile.render.Renderer;
import dev.weir.pipelinefile.yaml.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads what files a task reads.
final class InputsReader {
    private final Renderer renderer;
    private final PathTexts paths;
    private final Home home;
    private final Diagnostics diagnostics;
    private final List<Input> inputs = new ArrayList<>();
    private boolean broken;

    private InputsReader(TaskScope task, boolean there) {
        this.renderer = task.renderer(Position.INPUT, there);
        this.diagnostics = task.diagnostics();
        this.home = task.home();
        this.paths = new PathTexts(renderer, diagnostics);
    }

    /// The inputs of a task.
    ///
    /// @param there whether the task is there; if not, names are checked and nothing is known
    static TaskScope.Paths<Input> read(TaskScope task, boolean there) {
        InputsReader reader = new InputsReader(task, there);
        task.declaredInputs().entries().forEach(reader::read);
        return new TaskScope.Paths<>(
                reader.inputs, reader.broken || task.declaredInputs().broken());
    }

    private void read(PathEntries.Entry entry) {
        boolean optional = false;
        boolean literal = false;
        List<PathPattern> exclude = new ArrayList<>();
        if (entry.attributes().isPresent()) {
            Typed attributes = new Typed(entry.attributes().get(), renderer, diagnostics);
            optional = attributes.flag(Key.OPTIONAL).orElse(false);
            literal = attributes.flag(Key.LITERAL).orElse(false);
            for (Typed.Item item : attributes.texts(Key.EXCLUDE)) {
                pattern(home.path(item.text()), false, item.node()).ifPresent(exclude::add);
            }
        }
        Optional<List<PathTexts.PathText>> texts = paths.of(entry.path(), "an input");
        broken |= texts.isEmpty();
        for (PathTexts.PathText text : texts.orElse(List.of())) {
            Optional<PathPattern> pattern =
                    text.made()
                            ? pattern(text.text(), true, entry.path())
                            : pattern(home.path(text.text()), literal, entry.path());
            broken |= pattern.isEmpty();
            if (pattern.isPresent()) {
                inputs.add(new Input(entry.name(), pattern.get(), optional, exclude));
            }
        }
    }

    private Optional<PathPattern> pattern(String text, boolean literal, Node node) {
        try {
            return Optional.of(literal ? PathPattern.literal(text) : PathPattern.of(text));
        } catch (IllegalArgumentException wrong) {
            diagnostics.error(node.span(), String.valueOf(wrong.getMessage()));
            return Optional.empty();
        }
    }
}
