package dev.weir.ml.data;

import dev.weir.step.StepContext;
import dev.weir.step.StepFailure;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;

/// An empty DuckDB database in memory, for the time of one step.
///
/// It sees the files it was opened with and no others, loads no extensions and has no network, so
/// that what a script reads is what the task declares. Results come in the order of their query,
/// and rows of a file in the order of the file, whatever the number of threads. For one thread.
public final class Database implements AutoCloseable {
    private final DuckDBConnection connection;
    private final Function<Runnable, AutoCloseable> onCancel;
    private final String base;

    private Database(
            DuckDBConnection connection, Function<Runnable, AutoCloseable> onCancel, String base) {
        this.connection = connection;
        this.onCancel = onCancel;
        this.base = base;
    }

    /// Opens a database with the step's share of the machine, for these files to be read or
    /// written.
    public static Database open(StepContext<?> context, Collection<Path> files)
            throws StepFailure, InterruptedException {
        var limits = new Limits(context.cpus(), context.memory(), context.scratch());
        return open(limits, files, context::onCancel, context.workspace() + "/");
    }

    /// Opens a database outside of a step.
    public static Database open(Limits limits, Collection<Path> files)
            throws StepFailure, InterruptedException {
        return open(limits, files, _ -> () -> {}, "");
    }

    private static Database open(
            Limits limits,
            Collection<Path> files,
            Function<Runnable, AutoCloseable> onCancel,
            String base)
            throws StepFailure, InterruptedException {
        Database database;
        try {
            database = new Database(Driver.connect(), onCancel, base);
        } catch (SQLException e) {
            throw new StepFailure("DuckDB does not start: " + e.getMessage(), e);
        }
        try {
            database.execute(limits.settings() + fence(limits.scratch(), files));
            return database;
        } catch (StepFailure | InterruptedException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /// What a script may touch: these files, by their names and by the patterns for them, and
    /// nothing that it could change itself.
    private static String fence(Path scratch, Collection<Path> files) {
        return """
        SET allowed_directories = [%s];
        SET allowed_paths = %s;
        SET enable_external_access = false;
        SET lock_configuration = true;
        """
                .formatted(
                        SqlLiteral.of(scratch.toString()),
                        SqlLiteral.of(
                                files.stream()
                                        .flatMap(it ->
                                                Stream.of(it.toString(), TableFile.exactly(it)))
                                        .distinct()
                                        .toList()));
    }

    /// Runs one or several statements, in order.
    ///
    /// @throws StepFailure with DuckDB's message and the place in the text
    public void execute(String sql) throws StepFailure, InterruptedException {
        try (Statement statement = connection.createStatement()) {
            cancellable(statement, () -> statement.execute(sql));
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /// Sets what SQL reads as `getvariable('name')`.
    public void assign(String name, Object value) throws StepFailure, InterruptedException {
        execute("SET VARIABLE %s = %s".formatted(quoted(name), SqlLiteral.of(value)));
    }

    /// All rows of a query of moderate size, each value as JDBC gives it, null for NULL.
    public List<List<Object>> rows(String sql) throws StepFailure, InterruptedException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            cancellable(statement, statement::execute);
            try (ResultSet result = statement.getResultSet()) {
                return rows(result);
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private static List<List<Object>> rows(ResultSet result) throws SQLException {
        int columns = result.getMetaData().getColumnCount();
        var rows = new ArrayList<List<Object>>();
        while (result.next()) {
            var row = new ArrayList<Object>(columns);
            for (int i = 1; i <= columns; i++) {
                row.add(result.getObject(i));
            }
            rows.add(row);
        }
        return rows;
    }

    /// The one number a query answers with.
    public long count(String sql) throws StepFailure, InterruptedException {
        return ((Number) rows(sql).getFirst().getFirst()).longValue();
    }

    /// Hands the result of a large query on in blocks of columns, in row order.
    public void chunks(String sql, ChunkReader reader) throws StepFailure, InterruptedException {
        try (DuckDBPreparedStatement statement = connection.prepare(sql);
                DuckDBChunkedResult result = statement.query()) {
            cancellable(
                    statement,
                    () -> {
                        while (result.nextChunk()) {
                            reader.read(result.chunk());
                        }
                        return true;
                    });
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /// The columns of a relation, in order.
    ///
    /// @param relation a table, a view or a table function such as [TableFile#relation]
    public List<Column> columns(String relation) throws StepFailure, InterruptedException {
        return rows("DESCRIBE FROM " + relation).stream()
                .map(row -> new Column((String) row.get(0), (String) row.get(1)))
                .toList();
    }

    /// Whether a table or view of that name was made.
    public boolean has(String name) throws StepFailure, InterruptedException {
        return count(
                        "SELECT count(*) FROM information_schema.tables WHERE table_name = "
                                + SqlLiteral.of(name))
                > 0;
    }

    /// Writes a relation to a file of the kind its name ends with.
    public void write(String relation, Path file) throws StepFailure, InterruptedException {
        execute(
                "COPY (FROM %s) TO %s (%s)"
                        .formatted(
                                relation, SqlLiteral.of(file.toString()), TableFile.writing(file)));
    }

    /// Fills a table row by row.
    public void append(String table, Filling filling) throws StepFailure {
        try (var appender = connection.createAppender(table)) {
            filling.fill(appender);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private <T> void cancellable(Statement statement, Work<T> work)
            throws SQLException, InterruptedException {
        try (var _ = onCancel.apply(() -> cancel(statement))) {
            work.run();
        } catch (SQLException | RuntimeException e) {
            if (String.valueOf(e.getMessage()).startsWith("INTERRUPT Error")) {
                throw new InterruptedException("cancelled");
            }
            throw e;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a handle does not close", e);
        }
    }

    private static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB does not take the cancellation", e);
        }
    }

    /// In words of weir where the cause is known, with paths as the Pipelinefile has them.
    private StepFailure failure(SQLException e) {
        var message = TableFile.explain(String.valueOf(e.getMessage()).strip());
        return new StepFailure(base.isEmpty() ? message : message.replace(base, ""), e);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("the database does not close", e);
        }
    }

    /// A name as SQL writes it.
    public static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /// Names as SQL lists them.
    public static String quoted(Collection<String> names) {
        return names.stream().map(Database::quoted).collect(Collectors.joining(", "));
    }

    /// A column's name and its type in DuckDB's words (`BIGINT`, `VARCHAR`).
    public record Column(String name, String type) {}

    /// A share of the machine.
    ///
    /// @param threads at least 1; even then DuckDB gets two, since alone it cuts Parquet into other
    ///   row groups than any larger number does, and bytes must not depend on it
    /// @param memory bytes, 0 for DuckDB's own limit
    /// @param scratch a folder for what does not fit into memory
    public record Limits(int threads, long memory, Path scratch) {
        public Limits {
            if (threads < 1) {
                throw new IllegalArgumentException("no threads");
            }
        }

        private String settings() {
            return """
            SET threads = %d;
            SET temp_directory = %s;
            SET autoinstall_known_extensions = false;
            SET autoload_known_extensions = false;
            SET TimeZone = 'UTC';
            """
                            .formatted(Math.max(threads, 2), SqlLiteral.of(scratch.toString()))
                    + (memory == 0 ? "" : "SET memory_limit = '" + memory + "B';\n");
        }
    }

    /// Takes one block of a result.
    public interface ChunkReader {
        /// The block is valid for the time of the call.
        void read(DuckDBDataChunkReader chunk) throws InterruptedException;
    }

    /// Puts rows into a table.
    public interface Filling {
        /// Appends the rows.
        void fill(DuckDBAppender into) throws SQLException;
    }

    private interface Work<T> {
        T run() throws SQLException, InterruptedException;
    }
}
