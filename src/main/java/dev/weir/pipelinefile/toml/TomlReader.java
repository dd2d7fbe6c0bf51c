package dev.weir.pipelinefile.toml;

import dev.weir.diagnostic.Diagnostics;
import dev.weir.diagnostic.Quoted;
import dev.weir.diagnostic.SourceText;
import dev.weir.diagnostic.Span;
import dev.weir.pipelinefile.yaml.Node;
import dev.weir.pipelinefile.yaml.TextLimits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/// Reads a TOML 1.0 text: tables become mappings, arrays sequences, dates texts.
public final class TomlReader {
    private final Places places;

    private TomlReader(SourceText source) {
        this.places = new Places(source);
    }

    /// The whole text as a mapping, or nothing when it is not TOML: then what is wrong was
    /// reported.
    public static Optional<Node> read(SourceText source, Diagnostics diagnostics) {
        if (TextLimits.areBroken(source, diagnostics)) {
            return Optional.empty();
        }
        TomlReader reader = new TomlReader(source);
        try {
            TomlParseResult parsed = Toml.parse(source.text());
            for (TomlParseError error : parsed.errors()) {
                diagnostics.error(reader.places.point(error.position()), message(error));
            }
            return parsed.hasErrors()
                    ? Optional.empty()
                    : Optional.of(reader.table(parsed, reader.places.start()));
        } catch (StackOverflowError deep) {
            // The parser descends as deep as lists and tables are nested.
            diagnostics.error(reader.places.start(), "lists and tables are nested too deeply");
            return Optional.empty();
        }
    }

    private static String message(TomlParseError error) {
        String message = Quoted.harmless(String.valueOf(error.getMessage()));
        return message.isEmpty()
                ? "this is not TOML"
                : Character.toLowerCase(message.charAt(0)) + message.substring(1);
    }

    private Node.Mapping table(TomlTable table, Span at) {
        List<Node.Entry> entries = new ArrayList<>();
        for (String name : table.keySet()) {
            List<String> path = List.of(name);
            var key = places.key(Objects.requireNonNull(table.inputPositionOf(path)));
            Object value = Objects.requireNonNull(table.get(path));
            entries.add(new Node.Entry(new Node.Scalar(key, name, false), value(value, key, true)));
        }
        entries.sort(Comparator.comparingInt(entry -> entry.key().span().start()));
        return new Node.Mapping(at, entries);
    }

    /// @param at where it stands, or the key before it
    private Node value(Object value, Span at, boolean isKey) {
        var span = isKey ? places.valueAfter(at) : at;
        return switch (value) {
            case TomlTable table -> table(table, at);
            case TomlArray array -> array(array, span);
            case Long number -> new Node.Scalar(span, number.toString(), true);
            case Double number -> new Node.Scalar(span, decimal(number, span), true);
            case Boolean flag -> new Node.Scalar(span, flag.toString(), true);
            default -> new Node.Scalar(span, value.toString(), false);
        };
    }

    /// As it is written, so that a text of it keeps its digits.
    private static String decimal(double number, Span span) {
        String written = span.text().replace("_", "");
        boolean fits = !written.isEmpty() && !Double.isNaN(number) && !Double.isInfinite(number);
        try {
            return fits && Double.parseDouble(written) == number
                    ? written
                    : Double.toString(number);
        } catch (NumberFormatException elsewhere) {
            return Double.toString(number);
        }
    }

    private Node array(TomlArray array, Span at) {
        List<Node> items = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            items.add(value(array.get(i), places.value(array.inputPositionOf(i)), false));
        }
        return new Node.Sequence(at, items);
    }
}
