package dev.weir.ml.model;

import dev.weir.ml.data.Database;
import dev.weir.ml.data.Database.Column;
import dev.weir.step.StepFailure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;

/// Rows of a table as models take them: features in one array, row by row, NaN for NULL.
///
/// The arrays are not copied and must not be changed.
public final class Rows {
    private static final Set<String> NUMBERS =
            Set.of(
                    "TINYINT",
                    "SMALLINT",
                    "INTEGER",
                    "BIGINT",
                    "HUGEINT",
                    "UTINYINT",
                    "USMALLINT",
                    "UINTEGER",
                    "UBIGINT",
                    "FLOAT",
                    "DOUBLE",
                    "BOOLEAN");

    private final List<Column> features;
    private final float[] values;
    private final float[] target;
    private final long[] ids;

    private Rows(List<Column> features, float[] values, float[] target, long[] ids) {
        this.features = List.copyOf(features);
        this.values = values;
        this.target = target;
        this.ids = ids;
    }

    /// The features, at least one, in the order of the numbers of a row.
    public List<Column> features() {
        return features;
    }

    /// `size() * features().size()` numbers.
    float[] values() {
        return values;
    }

    /// One number for each row; empty when no target was asked for.
    public float[] target() {
        return target;
    }

    /// One for each row; empty when no id was asked for.
    public long[] ids() {
        return ids;
    }

    /// How many rows there are.
    public int size() {
        return values.length / features.size();
    }

    /// The features' names.
    public List<String> names() {
        return features.stream().map(Column::name).toList();
    }

    /// What to read of a table.
    ///
    /// @param features their names, in order; none for every column that is neither target nor id
    public record Selection(List<String> features, Optional<String> target, Optional<String> id) {
        public Selection {
            features = List.copyOf(features);
        }

        /// Reads a relation of the database.
        ///
        /// @throws StepFailure when a column is missing, is no number, or when a row has no target
        public Rows read(Database database, String relation)
                throws StepFailure, InterruptedException {
            var columns = columns(database.columns(relation));
            int rows = Math.toIntExact(database.count("SELECT count(*) FROM " + relation));
            var read =
                    new Rows(
                            columns,
                            new float[Math.multiplyExact(rows, columns.size())],
                            new float[target.isPresent() ? rows : 0],
                            new long[id.isPresent() ? rows : 0]);
            fill(database, relation, read);
            read.requireTargets(target.orElse(""));
            return read;
        }

        private List<Column> columns(List<Column> all) throws StepFailure {
            var found = new ArrayList<Column>();
            for (var name : features.isEmpty() ? otherThanTargetAndId(all) : features) {
                found.add(number(all, name));
            }
            if (target.isPresent()) {
                number(all, target.get());
            }
            if (id.isPresent()) {
                number(all, id.get());
            }
            if (found.isEmpty()) {
                throw new StepFailure("the table has no column to predict from");
            }
            return found;
        }

        private List<String> otherThanTargetAndId(List<Column> all) {
            return all.stream()
                    .map(Column::name)
                    .filter(name -> !target.equals(Optional.of(name)))
                    .filter(name -> !id.equals(Optional.of(name)))
                    .toList();
        }

        private static Column number(List<Column> all, String name) throws StepFailure {
            var column =
                    all.stream()
                            .filter(c -> c.name().equals(name))
                            .findFirst()
                            .orElseThrow(() ->
                                    new StepFailure(
                                            "the table has no column '%s', only %s"
                                                    .formatted(name, names(all))));
            if (!NUMBERS.contains(column.type()) && !column.type().startsWith("DECIMAL")) {
                throw new StepFailure(
                        "column '%s' is %s: make a number of it in SQL, or leave it out"
                                .formatted(name, column.type()));
            }
            return column;
        }

        private static String names(List<Column> columns) {
            return String.join(", ", columns.stream().map(Column::name).toList());
        }

        private void fill(Database database, String relation, Rows into)
                throws StepFailure, InterruptedException {
            var wanted = new ArrayList<String>();
            into.names().forEach(name -> wanted.add(Database.quoted(name) + "::FLOAT"));
            target.ifPresent(name -> wanted.add(Database.quoted(name) + "::FLOAT"));
            id.ifPresent(name -> wanted.add(Database.quoted(name) + "::BIGINT"));
            var block = new Block(into);
            database.chunks(
                    "SELECT %s FROM %s".formatted(String.join(", ", wanted), relation),
                    block::read);
        }
    }

    private void requireTargets(String name) throws StepFailure {
        int missing = 0;
        for (float value : target) {
            missing += Float.isNaN(value) ? 1 : 0;
        }
        if (missing > 0) {
            throw new StepFailure(
                    "%d of %d rows have no '%s': drop them in SQL"
                            .formatted(missing, size(), name));
        }
    }

    /// The rows of which a condition on the id holds.
    Rows where(LongPredicate chosen) {
        int width = features.size();
        int count = (int) Arrays.stream(ids).filter(chosen).count();
        var kept = new Rows(features, new float[count * width], new float[count], new long[count]);
        int to = 0;
        for (int row = 0; row < ids.length; row++) {
            if (chosen.test(ids[row])) {
                System.arraycopy(values, row * width, kept.values, to * width, width);
                kept.target[to] = target[row];
                kept.ids[to++] = ids[row];
            }
        }
        return kept;
    }

    /// Where the next block of a result goes.
    private static final class Block {
        private final Rows rows;
        private int from;

        Block(Rows rows) {
            this.rows = rows;
        }

        void read(DuckDBDataChunkReader chunk) {
            int width = rows.features.size();
            int count = (int) chunk.rowCount();
            for (int column = 0; column < width; column++) {
                floats(chunk.vector(column), count, rows.values, from * width + column, width);
            }
            int next = width;
            if (rows.target.length > 0) {
                floats(chunk.vector(next++), count, rows.target, from, 1);
            }
            if (rows.ids.length > 0) {
                var ids = chunk.vector(next);
                for (int row = 0; row < count; row++) {
                    rows.ids[from + row] = ids.getLong(row);
                }
            }
            from += count;
        }

        private static void floats(
                DuckDBReadableVector from, int count, float[] into, int at, int step) {
            for (int row = 0; row < count; row++) {
                into[at + row * step] = from.getFloat(row, Float.NaN);
            }
        }
    }
}
