package dev.weir.ml.model;

import dev.weir.ml.data.Database;
import dev.weir.ml.data.Database.Limits;
import java.nio.file.Path;
import java.util.List;
import ml.dmlc.xgboost4j.java.DMatrix;

/// A process that starts DuckDB and XGBoost, has each of them do something, and is killed: nobody
/// cleans up behind it.
final class StartLibraries {
    private StartLibraries() {}

    public static void main(String[] args) throws Exception {
        var limits = new Limits(1, 0, Path.of(System.getProperty("java.io.tmpdir")));
        try (var database = Database.open(limits, List.of())) {
            long rows = database.count("SELECT count(*) FROM range(42)");
            Libraries.loadXGBoost();
            var matrix = new DMatrix(new float[] {1, 2}, 1, 2, Float.NaN);
            System.out.println(rows + " rows of " + matrix.rowNum() * 2 + " columns");
        }
        Runtime.getRuntime().halt(0);
    }
}
