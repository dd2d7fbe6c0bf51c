package dev.weir.ml.quality;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// What a table has to be.
///
/// @param minRows fewer are an error
/// @param maxRows more are an error
/// @param duplicates which rows count as one, if that is asked
/// @param columns in the order of the file
/// @param rules about values of those columns
record TableSchema(
        OptionalLong minRows,
        OptionalLong maxRows,
        Optional<Duplicates> duplicates,
        List<ColumnSchema> columns,
        List<RowRule> rules) {
    TableSchema {
        columns = List.copyOf(columns);
        rules = List.copyOf(rules);
    }

    /// Whether a rule needs to know the month the table is of.
    boolean needsMonth() {
        return rules.stream().anyMatch(rule -> rule.test() instanceof RowRule.Month);
    }

    /// A column that is due.
    ///
    /// @param optional whether it may be missing
    record ColumnSchema(String name, Optional<Kind> kind, boolean optional) {}

    /// Rows that are the same in some columns.
    ///
    /// @param columns those that are compared; all when there are none
    record Duplicates(List<String> columns, Tolerance tolerance) {
        Duplicates {
            columns = List.copyOf(columns);
        }
    }

    /// Families of types, since the same data comes in other widths from month to month.
    enum Kind {
        INTEGER,
        NUMBER,
        TEXT,
        BOOLEAN,
        DATE,
        TIMESTAMP;

        /// Whether a type of DuckDB belongs to the family.
        boolean holds(String type) {
            return switch (this) {
                case INTEGER -> type.matches("U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)");
                case NUMBER -> INTEGER.holds(type) || type.matches("FLOAT|DOUBLE|DECIMAL\\(.*\\)");
                case TEXT -> type.equals("VARCHAR");
                case BOOLEAN -> type.equals("BOOLEAN");
                case DATE -> type.equals("DATE");
                case TIMESTAMP -> type.startsWith("TIMESTAMP");
            };
        }

        String said() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
