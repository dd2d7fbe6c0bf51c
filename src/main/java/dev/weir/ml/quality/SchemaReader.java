package dev.weir.ml.quality;

import dev.weir.ml.quality.TableSchema.ColumnSchema;
import dev.weir.ml.quality.TableSchema.Duplicates;
import dev.weir.ml.quality.TableSchema.Kind;
import dev.weir.step.StepFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Reads a [TableSchema] from YAML; a mistake is told with its line.
final class SchemaReader {
    private static final Set<String> TOP = Set.of("rows", "duplicates", "columns");
    private static final Set<String> COLUMN =
            Set.of("type", "optional", "nulls", "range", "values", "month");

    private final List<ColumnSchema> columns = new ArrayList<>();
    private final List<RowRule> rules = new ArrayList<>();

    private SchemaReader() {}

    static TableSchema read(Path file) throws StepFailure, IOException {
        return new SchemaReader().schema(YamlNode.read(file));
    }

    private TableSchema schema(YamlNode.Mapping top) throws StepFailure {
        top.allowOnly(TOP);
        var min = OptionalLong.empty();
        var max = OptionalLong.empty();
        if (top.at("rows").isPresent()) {
            var rows = top.at("rows").get().mapping();
            rows.allowOnly(Set.of("min", "max"));
            min = whole(rows, "min");
            max = whole(rows, "max");
        }
        var duplicates = Optional.<Duplicates>empty();
        if (top.at("duplicates").isPresent()) {
            duplicates = Optional.of(duplicates(top.at("duplicates").get()));
        }
        if (top.at("columns").isPresent()) {
            for (var column : top.at("columns").get().mapping().entries().entrySet()) {
                column(column.getKey(), column.getValue().mapping());
            }
        }
        return new TableSchema(min, max, duplicates, columns, rules);
    }

    private static OptionalLong whole(YamlNode.Mapping mapping, String key) throws StepFailure {
        return mapping.at(key).isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of((long) mapping.at(key).get().number());
    }

    private static Duplicates duplicates(YamlNode node) throws StepFailure {
        var mapping = node.mapping();
        mapping.allowOnly(Set.of("columns", "warn", "error"));
        var columns = mapping.at("columns");
        return new Duplicates(
                columns.isPresent() ? columns.get().texts() : List.of(), tolerance(node));
    }

    private void column(String name, YamlNode.Mapping mapping) throws StepFailure {
        mapping.allowOnly(COLUMN);
        var type = mapping.at("type");
        columns.add(
                new ColumnSchema(
                        name,
                        type.isPresent() ? Optional.of(kind(type.get())) : Optional.empty(),
                        flag(mapping, "optional")));
        for (var entry : mapping.entries().entrySet()) {
            var node = entry.getValue();
            switch (entry.getKey()) {
                case "nulls" -> add(name, "nulls", node, new RowRule.Nulls());
                case "range" -> add(name, "range", node, range(node.mapping()));
                case "values" -> add(name, "values", node, values(node));
                case "month" -> add(name, "month", node, new RowRule.Month());
                default -> {}
            }
        }
    }

    private void add(String column, String rule, YamlNode node, RowRule.Test test)
            throws StepFailure {
        rules.add(new RowRule(column, rule, tolerance(node), test));
    }

    private static boolean flag(YamlNode.Mapping mapping, String key) throws StepFailure {
        return mapping.at(key).isPresent() && mapping.at(key).get().text().equals("true");
    }

    private static Kind kind(YamlNode node) throws StepFailure {
        for (var kind : Kind.values()) {
            if (kind.said().equals(node.text())) {
                return kind;
            }
        }
        throw new StepFailure(
                "%s: '%s' is no type, known are %s"
                        .formatted(
                                node.place(),
                                node.text(),
                                String.join(
                                        ", ",
                                        Arrays.stream(Kind.values()).map(Kind::said).toList())));
    }

    private static RowRule.Range range(YamlNode.Mapping mapping) throws StepFailure {
        mapping.allowOnly(Set.of("min", "max", "warn", "error"));
        var min = text(mapping, "min");
        var max = text(mapping, "max");
        if (min.isEmpty() && max.isEmpty()) {
            throw new StepFailure(mapping.place() + ": a range needs a min or a max");
        }
        return new RowRule.Range(min, max);
    }

    private static Optional<String> text(YamlNode.Mapping mapping, String key) throws StepFailure {
        return mapping.at(key).isEmpty()
                ? Optional.empty()
                : Optional.of(mapping.at(key).get().text());
    }

    /// `values: [a, b]`, or `values: { of: [a, b], error: 0.1 }`.
    private static RowRule.Values values(YamlNode node) throws StepFailure {
        if (node instanceof YamlNode.Mapping mapping) {
            mapping.allowOnly(Set.of("of", "warn", "error"));
            if (mapping.at("of").isEmpty()) {
                throw new StepFailure(node.place() + ": a list of values is due under 'of'");
            }
            return new RowRule.Values(mapping.at("of").get().texts());
        }
        return new RowRule.Values(node.texts());
    }

    /// A single number is the share above which it is an error, any share above none a warning.
    private static Tolerance tolerance(YamlNode node) throws StepFailure {
        try {
            return switch (node) {
                case YamlNode.Mapping mapping -> tolerance(mapping);
                case YamlNode.Scalar scalar -> new Tolerance(0, scalar.number());
                case YamlNode.Sequence _ -> Tolerance.NONE;
            };
        } catch (IllegalArgumentException e) {
            throw new StepFailure(node.place() + ": " + e.getMessage(), e);
        }
    }

    private static Tolerance tolerance(YamlNode.Mapping mapping) throws StepFailure {
        double warn = mapping.at("warn").isEmpty() ? 0 : mapping.at("warn").get().number();
        double error = mapping.at("error").isEmpty() ? warn : mapping.at("error").get().number();
        return new Tolerance(warn, error);
    }
}
