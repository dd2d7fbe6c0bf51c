package dev.weir.ml.registry;

import dev.weir.ml.data.Database;
import dev.weir.ml.data.Database.Column;
import dev.weir.ml.data.Database.Limits;
import dev.weir.ml.data.SqlScript;
import dev.weir.ml.data.TableFile;
import dev.weir.ml.data.TextFile;
import dev.weir.ml.model.Predictions;
import dev.weir.ml.model.Regressor;
import dev.weir.ml.model.Rows;
import dev.weir.step.StepFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Asks one version about raw rows: they go through the SQL that is kept with the model, as they
/// went when it was trained, so that it says what it would have said then.
///
/// The scripts see the raw columns that were there when the model was saved, in the types they had;
/// a column that the rows lack is NULL. The variable `predicting` is true.
public final class Predictor implements AutoCloseable {
    private static final String PREDICTION = "prediction";

    private final Version version;
    private final VersionCard card;
    private final Regressor model;
    private final Limits limits;

    private Predictor(Version version, VersionCard card, Regressor model, Limits limits) {
        this.version = version;
        this.card = card;
        this.model = model;
        this.limits = limits;
    }

    /// Opens a version, after all its files were found to be those its card names.
    ///
    /// @param limits the share of the machine; its scratch folder takes the tables in between
    /// @throws StepFailure when a file is missing or was changed
    public static Predictor of(Version version, Limits limits) throws StepFailure, IOException {
        return new Predictor(version, version.card(), version.open(), limits);
    }

    /// The version that is asked.
    public Version version() {
        return version;
    }

    /// One prediction for each row of a table, in its order; NaN for a row that the scripts drop.
    ///
    /// @throws StepFailure when the file is no table, or lacks what the scripts or the model need
    public Answer predict(Path rows) throws StepFailure, IOException, InterruptedException {
        if (card.scripts().isEmpty()) {
            return new Answer(model.predict(features(rows)));
        }
        if (card.model().id().isEmpty()) {
            throw new StepFailure(
                    "version %s has scripts but no id that ties their rows to the raw ones"
                            .formatted(version.id()));
        }
        var folder = Files.createTempDirectory(limits.scratch(), "predict");
        var made = new ArrayList<Path>();
        try {
            var table = folder.resolve("0.parquet");
            made.add(table);
            int count = number(rows, table);
            for (var script : card.scripts()) {
                var next = folder.resolve(made.size() + ".parquet");
                made.add(next);
                transform(script.file(), table, next);
                table = next;
            }
            var found = features(table);
            return new Answer(spread(found, model.predict(found), count));
        } finally {
            for (var file : made) {
                Files.deleteIfExists(file);
            }
            Files.delete(folder);
        }
    }

    private Rows features(Path table) throws StepFailure, InterruptedException {
        try (var database = Database.open(limits, List.of(table))) {
            return card.model().selection(false).read(database, TableFile.relation(List.of(table)));
        }
    }

    /// Writes the raw columns of the schema with the number of each row; says how many rows there
    /// are.
    private int number(Path rows, Path to) throws StepFailure, InterruptedException {
        try (var database = Database.open(limits, List.of(rows, to))) {
            var raw = TableFile.relation(List.of(rows));
            var there =
                    database.columns(raw).stream().map(Column::name).collect(Collectors.toSet());
            var id = Database.quoted(card.model().id().orElseThrow());
            database.write(
                    "(SELECT row_number() OVER () - 1 AS %s, %s FROM %s)"
                            .formatted(id, columns(there), raw),
                    to);
            return Math.toIntExact(database.count("SELECT count(*) FROM " + raw));
        }
    }

    private String columns(Set<String> there) {
        return card.schema().stream()
                .map(column ->
                        "%s::%s AS %s"
                                .formatted(
                                        there.contains(column.name())
                                                ? Database.quoted(column.name())
                                                : "NULL",
                                        wide(column.type()),
                                        Database.quoted(column.name())))
                .collect(Collectors.joining(", "));
    }

    /// The rows a model was trained on happened to fit their types; others need more room.
    private static String wide(String type) {
        return switch (type) {
            case "TINYINT", "SMALLINT", "INTEGER" -> "BIGINT";
            case String decimal when decimal.startsWith("DECIMAL") -> "DOUBLE";
            default -> type;
        };
    }

    private void transform(String script, Path from, Path to)
            throws StepFailure, IOException, InterruptedException {
        try (var database = Database.open(limits, List.of(from, to))) {
            for (var variable : PlainValue.mapping(card.variables()).entrySet()) {
                database.assign(variable.getKey(), variable.getValue());
            }
            database.assign("predicting", true);
            database.execute("CREATE VIEW input AS FROM " + TableFile.relation(List.of(from)));
            SqlScript.of(TextFile.read(version.folder().resolve(script))).run(database, script);
            database.write("output", to);
        }
    }

    private static float[] spread(Rows rows, float[] predictions, int count) {
        var all = new float[count];
        Arrays.fill(all, Float.NaN);
        for (int i = 0; i < predictions.length; i++) {
            all[Math.toIntExact(rows.ids()[i])] = predictions[i];
        }
        return all;
    }

    /// Writes the rows with a further column `prediction`, which is empty where there is none.
    ///
    /// @param to a table by the end of its name
    public void write(Path rows, Answer answer, Path to) throws StepFailure, InterruptedException {
        try (var database = Database.open(limits, List.of(rows, to))) {
            Predictions.numbered(answer.values()).into(database, "answers");
            database.write(
                    """
                    (SELECT r.* EXCLUDE (weir_row), CASE WHEN NOT isnan(a.prediction) THEN a.prediction END AS %s
                     FROM (SELECT row_number() OVER () - 1 AS weir_row, * FROM %s) r JOIN answers a ON a.id = r.weir_row
                     ORDER BY r.weir_row)\
                    """
                            .formatted(PREDICTION, TableFile.relation(List.of(rows))),
                    to);
        }
    }

    @Override
    public void close() {
        model.close();
    }

    /// What a model says of the rows of a table, in their order.
    public static final class Answer {
        private final float[] values;

        private Answer(float[] values) {
            this.values = values;
        }

        /// How many rows were asked about.
        public int size() {
            return values.length;
        }

        /// The prediction for a row; NaN when the scripts dropped it.
        public float value(int row) {
            return values[row];
        }

        /// How many rows have no prediction.
        public int missing() {
            int missing = 0;
            for (float value : values) {
                missing += Float.isNaN(value) ? 1 : 0;
            }
            return missing;
        }

        private float[] values() {
            return values;
        }
    }
}
