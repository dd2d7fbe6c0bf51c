package dev.weir.ml.data;

import java.sql.SQLException;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/// DuckDB's driver, without the monitor that it registers with Java's flight recorder: that would
/// take 90 ms of each start, and the driver has no setting for it.
final class Driver {
    private static final DuckDBDriver DUCKDB = withoutMonitor();

    private Driver() {}

    /// A connection to a new database in memory.
    static DuckDBConnection connect() throws SQLException {
        return DUCKDB.connect("jdbc:duckdb:", new Properties()).unwrap(DuckDBConnection.class);
    }

    private static DuckDBDriver withoutMonitor() {
        try {
            var registered =
                    Class.forName("org.duckdb.DuckDBMemoryMonitor").getDeclaredField("initialized");
            registered.setAccessible(true);
            registered.setBoolean(null, true);
        } catch (ReflectiveOperationException e) {
            // A driver without that field starts as it does by itself.
        }
        return new DuckDBDriver();
    }
}
