package dev.weir.ml.quality;

import dev.weir.ml.data.Database;
import dev.weir.ml.data.SqlLiteral;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a value has to be, told of each row by itself.
///
/// @param column whose value it is
/// @param name what the rule is called in findings
/// @param tolerance which share of the rows may break it
/// @param test what it asks
record RowRule(String column, String name, Tolerance tolerance, Test test) {
    /// The SQL condition that holds for a row that breaks the rule; a NULL breaks only [Nulls].
    ///
    /// @param month the month the table is of
    String broken(Optional<YearMonth> month) {
        var value = Database.quoted(column);
        return switch (test) {
            case Nulls _ -> value + " IS NULL";
            case Range range -> range.broken(value);
            case Values values -> values.broken(value);
            case Month _ -> outside(value, month.orElseThrow());
        };
    }

    private static String outside(String value, YearMonth month) {
        return "(%1$s < DATE '%2$s-01' OR %1$s >= DATE '%3$s-01')"
                .formatted(value, month, month.plusMonths(1));
    }

    /// What is asked.
    sealed interface Test {}

    /// A value is there.
    record Nulls() implements Test {}

    /// A value lies within bounds, both included; numbers or dates.
    record Range(Optional<String> min, Optional<String> max) implements Test {
        private String broken(String value) {
            var parts = new ArrayList<String>();
            min.ifPresent(bound -> parts.add(value + " < " + SqlLiteral.of(bound)));
            max.ifPresent(bound -> parts.add(value + " > " + SqlLiteral.of(bound)));
            return "(" + String.join(" OR ", parts) + ")";
        }
    }

    /// A value is one of these.
    record Values(List<String> allowed) implements Test {
        private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

        Values {
            allowed = List.copyOf(allowed);
        }

        /// Numbers are compared as numbers: a file may hold 1 as 1.0.
        private String broken(String value) {
            boolean numbers = allowed.stream().allMatch(text -> NUMBER.matcher(text).matches());
            return numbers
                    ? "%s NOT IN (%s)".formatted(value, String.join(", ", allowed))
                    : "%s::VARCHAR NOT IN (%s)"
                            .formatted(
                                    value,
                                    String.join(
                                            ", ", allowed.stream().map(SqlLiteral::of).toList()));
        }
    }

    /// A time lies in the table's month.
    record Month() implements Test {}
}
