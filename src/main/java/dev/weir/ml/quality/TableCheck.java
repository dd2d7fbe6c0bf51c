package dev.weir.ml.quality;

import dev.weir.ml.data.Database;
import dev.weir.ml.data.Database.Column;
import dev.weir.ml.quality.TableSchema.ColumnSchema;
import dev.weir.ml.quality.TableSchema.Duplicates;
import dev.weir.ml.quality.Tolerance.Severity;
import dev.weir.step.StepFailure;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Asks a schema of one table: columns first, then all rules about rows in one pass over it, and
/// examples only of what was found.
final class TableCheck {
    private static final int EXAMPLES = 5;

    private final Database database;
    private final String table;
    private final String relation;
    private final TableSchema schema;
    private final Optional<YearMonth> month;
    private final List<Finding> findings = new ArrayList<>();
    private long rows;

    /// @param table what it is called in findings
    /// @param relation what SQL reads it by
    TableCheck(
            Database database,
            String table,
            String relation,
            TableSchema schema,
            Optional<YearMonth> month) {
        this.database = database;
        this.table = table;
        this.relation = relation;
        this.schema = schema;
        this.month = month;
    }

    /// How many rows there are, after [#run].
    long rows() {
        return rows;
    }

    List<Finding> run() throws StepFailure, InterruptedException {
        var columns = database.columns(relation);
        var wrong = columnFindings(columns);
        var names = columns.stream().map(Column::name).collect(Collectors.toSet());
        var rules =
                schema.rules().stream()
                        .filter(rule -> names.contains(rule.column()))
                        .filter(rule -> !wrong.contains(rule.column()))
                        .toList();
        count(rules);
        if (schema.duplicates().isPresent()) {
            duplicates(schema.duplicates().get(), columns);
        }
        return findings;
    }

    /// What is missing, of a wrong type or not known; gives the names of columns of a wrong type.
    private Set<String> columnFindings(List<Column> columns) {
        var types = columns.stream().collect(Collectors.toMap(Column::name, Column::type));
        var wrong = schema.columns().stream().filter(due -> isWrong(due, types)).toList();
        for (var due : schema.columns()) {
            if (!types.containsKey(due.name()) && !due.optional()) {
                find(due.name(), "missing", Severity.ERROR, 1, "there is no such column");
            }
        }
        for (var due : wrong) {
            var said =
                    "%s is due, not %s"
                            .formatted(due.kind().orElseThrow().said(), types.get(due.name()));
            find(due.name(), "type", Severity.ERROR, 1, said);
        }
        var known = schema.columns().stream().map(ColumnSchema::name).collect(Collectors.toSet());
        for (var column : columns) {
            if (!known.contains(column.name())) {
                find(
                        column.name(),
                        "unknown",
                        Severity.WARNING,
                        1,
                        "the schema has no such column");
            }
        }
        return wrong.stream().map(ColumnSchema::name).collect(Collectors.toSet());
    }

    private static boolean isWrong(ColumnSchema due, Map<String, String> types) {
        var type = types.get(due.name());
        return type != null && due.kind().isPresent() && !due.kind().get().holds(type);
    }

    private void find(String column, String rule, Severity severity, long count, String message) {
        findings.add(new Finding(table, column, rule, severity, count, 0, message, List.of()));
    }

    /// Counts what breaks each rule, all in one pass.
    private void count(List<RowRule> rules) throws StepFailure, InterruptedException {
        var counts = new ArrayList<String>(List.of("count(*)"));
        for (var rule : rules) {
            counts.add("count(*) FILTER (WHERE %s)".formatted(rule.broken(month)));
        }
        var found =
                database.rows("SELECT %s FROM %s".formatted(String.join(", ", counts), relation))
                        .getFirst();
        rows = (Long) found.getFirst();
        countRows();
        for (int i = 0; i < rules.size(); i++) {
            judge(rules.get(i), (Long) found.get(i + 1));
        }
    }

    private void countRows() {
        if (schema.minRows().isPresent() && rows < schema.minRows().getAsLong()) {
            tableFinding("at least %d rows are due", schema.minRows().getAsLong());
        }
        if (schema.maxRows().isPresent() && rows > schema.maxRows().getAsLong()) {
            tableFinding("at most %d rows are due", schema.maxRows().getAsLong());
        }
    }

    private void tableFinding(String message, long due) {
        findings.add(
                new Finding(
                        table,
                        "",
                        "rows",
                        Severity.ERROR,
                        rows,
                        rows,
                        message.formatted(due),
                        List.of()));
    }

    private void judge(RowRule rule, long count) throws StepFailure, InterruptedException {
        var severity = rule.tolerance().judge(count, rows);
        if (severity.isPresent()) {
            findings.add(
                    new Finding(
                            table,
                            rule.column(),
                            rule.name(),
                            severity.get(),
                            count,
                            rows,
                            message(rule),
                            examples("WHERE " + rule.broken(month))));
        }
    }

    private String message(RowRule rule) {
        return switch (rule.test()) {
            case RowRule.Nulls _ -> "a value is due";
            case RowRule.Range(var min, var max) ->
                    min.isEmpty()
                            ? "at most %s is due".formatted(max.orElseThrow())
                            : max.isEmpty()
                                    ? "at least %s is due".formatted(min.get())
                                    : "%s to %s is due".formatted(min.get(), max.get());
            case RowRule.Values(var allowed) ->
                    "one of %s is due".formatted(String.join(", ", allowed));
            case RowRule.Month _ -> "a time in %s is due".formatted(month.orElseThrow());
        };
    }

    private void duplicates(Duplicates duplicates, List<Column> columns)
            throws StepFailure, InterruptedException {
        var there = columns.stream().map(Column::name).toList();
        var compared = duplicates.columns().isEmpty() ? there : duplicates.columns();
        if (there.containsAll(compared)) {
            duplicates(duplicates.tolerance(), Database.quoted(compared));
            return;
        }
        for (var name : compared) {
            boolean isFound =
                    schema.columns().stream()
                            .anyMatch(due -> due.name().equals(name) && !due.optional());
            if (!there.contains(name) && !isFound) {
                find(name, "missing", Severity.ERROR, 1, "there is no such column");
            }
        }
    }

    /// One pass collects the hashes that are there more than once; there are few of them.
    private void duplicates(Tolerance tolerance, String compared)
            throws StepFailure, InterruptedException {
        var hash = "hash(%s)".formatted(compared);
        database.execute(
                """
                CREATE OR REPLACE TEMP TABLE twice AS
                SELECT %1$s AS row, count(*) - 1 AS more FROM %2$s GROUP BY 1 HAVING count(*) > 1
                """
                        .formatted(hash, relation));
        long more = database.count("SELECT coalesce(sum(more), 0) FROM twice");
        var severity = tolerance.judge(more, rows);
        if (severity.isPresent()) {
            var again = "WHERE %s IN (%s)".formatted(hash, String.join(", ", someTwice()));
            findings.add(
                    new Finding(
                            table,
                            "",
                            "duplicates",
                            severity.get(),
                            more,
                            rows,
                            "each row is due once",
                            examples(again)));
        }
    }

    /// As numbers: by a join with the table itself, example rows would come in any order.
    private List<String> someTwice() throws StepFailure, InterruptedException {
        return database.rows("SELECT row FROM twice ORDER BY row LIMIT 2").stream()
                .map(row -> String.valueOf(row.getFirst()))
                .toList();
    }

    private List<Map<String, Object>> examples(String where)
            throws StepFailure, InterruptedException {
        var names = database.columns(relation).stream().map(Column::name).toList();
        var examples = new ArrayList<Map<String, Object>>();
        for (var row :
                database.rows(
                        "SELECT * FROM %s %s LIMIT %d".formatted(relation, where, EXAMPLES))) {
            var example = new LinkedHashMap<String, Object>();
            for (int i = 0; i < names.size(); i++) {
                if (row.get(i) != null) {
                    example.put(names.get(i), row.get(i));
                }
            }
            examples.add(example);
        }
        return examples;
    }
}
