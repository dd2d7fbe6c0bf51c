package dev.weir.pipelinefile.task;

import dev.weir.diagnostic.Diagnostics;
import dev.weir.diagnostic.Quoted;
import dev.weir.diagnostic.Span;
import dev.weir.pipeline.Value;
import dev.weir.pipelinefile.expression.Interpolation;
import dev.weir.pipelinefile.key.Key;
import dev.weir.pipelinefile.render.Describe;
import dev.weir.pipelinefile.render.Renderer;
import dev.weir.pipelinefile.yaml.Node;
import dev.weir.step.catalogue.Setting;
import dev.weir.step.catalogue.SettingMistake;
import dev.weir.step.catalogue.SettingType;
import dev.weir.step.catalogue.StepShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Reads `with` by the shape of the step's settings, so that each mistake has its place. An empty
/// answer means that what is wrong was reported, or is not to be known.
final class SettingsReader {
    private final Renderer renderer;
    private final Diagnostics diagnostics;

    SettingsReader(Renderer renderer, Diagnostics diagnostics) {
        this.renderer = renderer;
        this.diagnostics = diagnostics;
    }

    /// The settings, expressions filled in, defaults left out.
    ///
    /// @param at what to point at when a setting is missing
    Optional<Value.Mapping> read(Node.Mapping with, StepShape shape, Span at) {
        return settings(with, shape, at, "");
    }

    /// Settings that are one expression as a whole.
    Optional<Value.Mapping> read(Value with, StepShape shape, Node at) {
        return canonical(with, new SettingType.Nested(shape), at, Key.WITH.word())
                .map(Value.Mapping.class::cast);
    }

    private Optional<Value.Mapping> settings(
            Node.Mapping with, StepShape shape, Span at, String prefix) {
        SequencedMap<String, Value> settings = new LinkedHashMap<>();
        boolean fine = true;
        boolean allKnown = true;
        for (Node.Entry entry : with.entries()) {
            Optional<Setting> setting = shape.find(entry.name());
            if (setting.isEmpty()) {
                reportUnknown(entry.key(), shape, prefix);
                allKnown = false;
                continue;
            }
            Optional<Value> value =
                    value(entry.value(), setting.get().type(), prefix + entry.name());
            value.ifPresent(known -> settings.put(entry.name(), known));
            fine &= value.isPresent();
        }
        for (Setting setting : shape.settings()) {
            if (allKnown
                    && setting.presence() instanceof Setting.Presence.Required
                    && with.entry(setting.name()).isEmpty()) {
                diagnostics.error(
                        at,
                        "the setting " + Quoted.of(prefix + setting.name()) + " is missing",
                        setting.help().isEmpty()
                                ? "it takes " + setting.type().text()
                                : setting.name() + ": " + setting.help());
                fine = false;
            }
        }
        return fine && allKnown ? Optional.of(new Value.Mapping(settings)) : Optional.empty();
    }

    private void reportUnknown(Node.Scalar key, StepShape shape, String prefix) {
        String suggestion = diagnostics.suggestion(key.text(), shape.names());
        String known =
                shape.names().isEmpty()
                        ? "this step takes none"
                        : "known: " + String.join(", ", shape.names());
        diagnostics.error(
                key.span(),
                "unknown setting " + Quoted.of(prefix + key.text()),
                suggestion.isEmpty() ? known : suggestion);
    }

    private Optional<Value> value(Node node, SettingType type, String path) {
        boolean written = node instanceof Node.Scalar scalar && !Interpolation.isIn(scalar.text());
        return switch (type) {
            case SettingType.Nested(StepShape shape) when node instanceof Node.Mapping mapping ->
                    settings(mapping, shape, mapping.span(), path + ".").map(value -> value);
            case SettingType.ListOf(SettingType item) when node instanceof Node.Sequence list ->
                    list(list, item, path);
            case SettingType.MapOf(SettingType item) when node instanceof Node.Mapping mapping ->
                    map(mapping, item, path);
            case SettingType.Text _ when written ->
                    renderer.text(node, Quoted.of(path)).map(Value.Text::new);
            default -> renderer.value(node).flatMap(value -> canonical(value, type, node, path));
        };
    }

    private Optional<Value> list(Node.Sequence list, SettingType item, String path) {
        List<Value> values = new ArrayList<>();
        for (Node node : list.items()) {
            value(node, item, path).ifPresent(values::add);
        }
        return values.size() == list.items().size()
                ? Optional.of(new Value.Sequence(values))
                : Optional.empty();
    }

    private Optional<Value> map(Node.Mapping mapping, SettingType item, String path) {
        SequencedMap<String, Value> values = new LinkedHashMap<>();
        for (Node.Entry entry : mapping.entries()) {
            value(entry.value(), item, path + "." + entry.name())
                    .ifPresent(value -> values.put(entry.name(), value));
        }
        return values.size() == mapping.entries().size()
                ? Optional.of(new Value.Mapping(values))
                : Optional.empty();
    }

    private Optional<Value> canonical(Value value, SettingType type, Node node, String path) {
        try {
            type.canonical(value, path);
            return Optional.of(value);
        } catch (SettingMistake wrong) {
            diagnostics.error(
                    node.span(),
                    Quoted.harmless(String.valueOf(wrong.getMessage())),
                    help(value, type, node));
            return Optional.empty();
        }
    }

    private String help(Value value, SettingType type, Node node) {
        return switch (type) {
            case SettingType.Choice(var words) -> diagnostics.suggestion(value.text(), words);
            case SettingType.ListOf _ when node instanceof Node.Scalar ->
                    "write [" + Quoted.harmless(value.text()) + "]";
            case SettingType.Time _ when value instanceof Value.Whole ->
                    "add a unit: " + value.text() + "s";
            default -> value instanceof Value.Text ? Describe.textHelp(node) : "";
        };
    }
}
