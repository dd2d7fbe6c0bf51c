package dev.weir.ml;

import dev.weir.ml.data.Database;
import dev.weir.ml.data.TableFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/// Makes and reads small tables for tests.
public final class Tables {
    private Tables() {}

    /// Writes the rows of a query to a file of the kind its name says.
    public static Path write(Path file, String query) throws Exception {
        Files.createDirectories(file.getParent());
        try (var database = open(file)) {
            database.write("(" + query + ")", file);
        }
        return file;
    }

    /// What a query says of a file, which it reads as `t`.
    public static List<List<Object>> ask(Path file, String query) throws Exception {
        try (var database = open(file)) {
            database.execute("CREATE VIEW t AS FROM " + TableFile.relation(List.of(file)));
            return database.rows(query);
        }
    }

    /// A list of numbers that a query answered with.
    public static double[] doubles(Object list) throws SQLException {
        return Arrays.stream((Object[]) ((Array) list).getArray())
                .mapToDouble(number -> ((Number) number).doubleValue())
                .toArray();
    }

    private static Database open(Path file) throws Exception {
        var scratch = Path.of(System.getProperty("java.io.tmpdir"));
        return Database.open(new Database.Limits(2, 0, scratch), List.of(file.toAbsolutePath()));
    }
}
