package dev.weir.ml.data;

import static java.util.stream.Collectors.joining;

import dev.weir.ml.data.Database.Column;
import dev.weir.step.StepFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The first cell in which two Parquet files differ, row by row and then column by column.
///
/// @param row from 1
/// @param recorded what the first file has there, as DuckDB writes it; `NULL`, or `no row`
/// @param again what the second has
public record TableDifference(long row, String column, String recorded, String again) {
    private static final String ROW = "file_row_number";
    private static final String NO_ROW = "no row";
    private static final int MOST = 2;

    /// Compares two files; empty when all cells are alike, whatever the bytes.
    ///
    /// @param scratch for what does not fit into memory
    /// @throws StepFailure when one of them cannot be read
    public static Optional<TableDifference> between(Path one, Path other, Path scratch)
            throws StepFailure, InterruptedException {
        var limits = new Database.Limits(MOST, 0, scratch);
        try (var database = Database.open(limits, List.of(one, other))) {
            List<Column> columns = database.columns(TableFile.relation(List.of(one)));
            List<Column> others = database.columns(TableFile.relation(List.of(other)));
            for (int i = 0; i < Math.max(columns.size(), others.size()); i++) {
                String was = i < columns.size() ? text(columns.get(i)) : "no column";
                String is = i < others.size() ? text(others.get(i)) : "no column";
                if (!was.equals(is)) {
                    return Optional.of(new TableDifference(0, "column " + (i + 1), was, is));
                }
            }
            return first(database, columns, one, other);
        }
    }

    private static String text(Column column) {
        return column.name() + " " + column.type();
    }

    private static Optional<TableDifference> first(
            Database database, List<Column> columns, Path one, Path other)
            throws StepFailure, InterruptedException {
        List<String> names = columns.stream().map(it -> Database.quoted(it.name())).toList();
        String cells =
                names.stream()
                        .map(it ->
                                "a.%1$s IS DISTINCT FROM b.%1$s, CAST(a.%1$s AS VARCHAR), CAST(b.%1$s AS VARCHAR)"
                                        .formatted(it))
                        .collect(joining(", "));
        String differs =
                names.stream()
                        .map(it -> " OR a.%1$s IS DISTINCT FROM b.%1$s".formatted(it))
                        .collect(joining());
        List<List<Object>> rows =
                database.rows(
                        """
                        SELECT coalesce(a.%1$s, b.%1$s) + 1 AS number, a.%1$s IS NULL, b.%1$s IS NULL, %2$s
                        FROM %3$s a POSITIONAL JOIN %4$s b
                        WHERE a.%1$s IS DISTINCT FROM b.%1$s %5$s
                        ORDER BY number LIMIT 1
                        """
                                .formatted(ROW, cells, numbered(one), numbered(other), differs));
        return rows.isEmpty() ? Optional.empty() : Optional.of(of(rows.getFirst(), columns));
    }

    private static String numbered(Path file) {
        return "read_parquet(%s, file_row_number = true, hive_partitioning = false)"
                .formatted(SqlLiteral.of(TableFile.exactly(file)));
    }

    private static TableDifference of(List<Object> row, List<Column> columns) {
        long number = ((Number) row.get(0)).longValue();
        if (Boolean.TRUE.equals(row.get(1)) || Boolean.TRUE.equals(row.get(2))) {
            boolean lacking = Boolean.TRUE.equals(row.get(1));
            return new TableDifference(
                    number,
                    columns.getFirst().name(),
                    lacking ? NO_ROW : value(row.get(4)),
                    lacking ? value(row.get(5)) : NO_ROW);
        }
        for (int i = 0; i < columns.size(); i++) {
            if (Boolean.TRUE.equals(row.get(3 + 3 * i))) {
                return new TableDifference(
                        number,
                        columns.get(i).name(),
                        value(row.get(4 + 3 * i)),
                        value(row.get(5 + 3 * i)));
            }
        }
        throw new IllegalStateException("a row that differs nowhere: " + row);
    }

    private static String value(Object value) {
        return Objects.toString(value, "NULL");
    }
}
