package dev.weir.ml.model;

import dev.weir.ml.data.Database;
import dev.weir.step.StepFailure;
import java.util.Arrays;

/// What a model said of rows: their ids, or their numbers from 0 where they have none, and a value
/// for each.
public final class Predictions {
    private final long[] ids;
    private final float[] values;

    private Predictions(long[] ids, float[] values) {
        if (ids.length != values.length) {
            throw new IllegalArgumentException(
                    ids.length + " ids for " + values.length + " values");
        }
        this.ids = ids;
        this.values = values;
    }

    /// The predictions for these rows.
    public static Predictions of(Rows rows, float[] values) {
        return rows.ids().length > 0 ? new Predictions(rows.ids(), values) : numbered(values);
    }

    /// Predictions for rows that have no other name than their number, from 0.
    public static Predictions numbered(float[] values) {
        var numbers = new long[values.length];
        Arrays.setAll(numbers, row -> row);
        return new Predictions(numbers, values);
    }

    /// Makes a table of them, with the columns `id` and `prediction`, in their order.
    public void into(Database database, String table) throws StepFailure, InterruptedException {
        database.execute("CREATE TABLE %s (id BIGINT, prediction FLOAT)".formatted(table));
        database.append(
                table,
                appender -> {
                    for (int row = 0; row < ids.length; row++) {
                        appender.beginRow();
                        appender.append(ids[row]);
                        appender.append(values[row]);
                        appender.endRow();
                    }
                });
    }
}
