package dev.weir.pipelinefile.task;

import dev.weir.diagnostic.Diagnostics;
import dev.weir.pipeline.Value;
import dev.weir.pipelinefile.render.Describe;
import dev.weir.pipelinefile.render.Renderer;
import dev.weir.pipelinefile.render.Resolution;
import dev.weir.pipelinefile.yaml.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The paths that one entry of `inputs` or `outputs` stands for: usually one, several when it is an
/// expression that names a list.
final class PathTexts {
    private final Renderer renderer;
    private final Diagnostics diagnostics;

    PathTexts(Renderer renderer, Diagnostics diagnostics) {
        this.renderer = renderer;
        this.diagnostics = diagnostics;
    }

    /// @param made whether the path is one of another task's output, in which no character means
    ///   anything but itself
    record PathText(String text, boolean made) {}

    /// The paths, or nothing when they are not known.
    ///
    /// @param what `an input`
    Optional<List<PathText>> of(Node node, String what) {
        if (!(node instanceof Node.Scalar scalar)) {
            diagnostics.error(node.span(), what + " takes a text, not " + Describe.wrong(node));
            return Optional.empty();
        }
        return switch (renderer.whole(scalar).orElse(null)) {
            case Resolution.Unknown _ -> Optional.empty();
            case Resolution.Made(var outputs, _) ->
                    Optional.of(
                            outputs.stream()
                                    .map(output -> new PathText(output.text(), true))
                                    .toList());
            case Resolution.Known(Value.Sequence(var values)) -> texts(values, node, what);
            case null, default ->
                    renderer.text(node, what).map(text -> List.of(new PathText(text, false)));
        };
    }

    private Optional<List<PathText>> texts(List<Value> values, Node node, String what) {
        List<PathText> texts = new ArrayList<>();
        for (Value value : values) {
            if (!(value instanceof Value.Text(String text))) {
                diagnostics.error(
                        node.span(), what + " takes a text, not " + Describe.wrong(value));
                return Optional.empty();
            }
            texts.add(new PathText(text, false));
        }
        return Optional.of(texts);
    }
}
