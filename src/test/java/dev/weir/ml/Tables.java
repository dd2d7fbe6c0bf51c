package dev.weir.ml;

import dev.weir.ml.data.Database;
import dev.weir.ml.data.TableFile;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private static Database open(Path file) throws Exception {
        var scratch = file.toAbsolutePath().getParent().resolve("scratch");
        return Database.open(new Database.Limits(2, 0, scratch), List.of(file.toAbsolutePath()));
    }
}
