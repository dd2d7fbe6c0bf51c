package dev.weir.ml.data;

import dev.weir.step.StepFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Tables as files: Parquet (`.parquet`), CSV with a header (`.csv`, `.csv.gz`) and JSON lines
/// (`.json`, `.jsonl`), told by the end of the name.
public final class TableFile {
    private static final Pattern UNFINISHED =
            Pattern.compile(
                    "(?s).*(?:No magic bytes found at end of file|too small to be a Parquet file|"
                            + "Footer length error in file|don't match)[^']*'([^']+)'.*");
    private static final Pattern FORBIDDEN =
            Pattern.compile("(?s).*Cannot access (?:file|directory) \"([^\"]+)\".*");

    private TableFile() {}

    /// The table function that reads files of one kind as one table.
    ///
    /// @param files at least one
    public static String relation(List<Path> files) throws StepFailure {
        var kind = kind(files.getFirst());
        for (var file : files) {
            if (kind(file) != kind) {
                throw new StepFailure(
                        "'%s' and '%s' are not of one kind"
                                .formatted(files.getFirst().getFileName(), file.getFileName()));
            }
        }
        return kind.reader.formatted(
                SqlLiteral.of(files.stream().map(TableFile::exactly).toList()));
    }

    /// DuckDB's pattern for just that file.
    static String exactly(Path file) {
        return file.toString().replaceAll("[*?\\[]", "[$0]");
    }

    /// The table function that reads one file, with the row's number in it, from 0, as a first
    /// column of that name.
    static String numbered(List<Path> files, String name) throws StepFailure {
        var relation = relation(files);
        boolean parquet = files.size() == 1 && kind(files.getFirst()) == Kind.PARQUET;
        var number = parquet ? "file_row_number" : "row_number() OVER () - 1";
        return "(SELECT %s AS %s, * FROM %s)".formatted(number, Database.quoted(name), relation);
    }

    /// Whether the name says Parquet.
    public static boolean isParquet(Path file) throws StepFailure {
        return kind(file) == Kind.PARQUET;
    }

    /// Whether the name says CSV, packed or not.
    static boolean isCsv(Path file) throws StepFailure {
        return kind(file) == Kind.CSV;
    }

    /// The options of COPY that write a file of the kind its name says.
    static String writing(Path file) throws StepFailure {
        var kind = kind(file);
        boolean packed = file.getFileName().toString().endsWith(".gz");
        return kind.writer + ", USE_TMP_FILE false" + (packed ? ", COMPRESSION gzip" : "");
    }

    private static Kind kind(Path file) throws StepFailure {
        var name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        for (var kind : Kind.values()) {
            if (name.matches(kind.names)) {
                return kind;
            }
        }
        throw new StepFailure(
                "'%s' is no table: a name ends in .parquet, .csv, .csv.gz, .json or .jsonl"
                        .formatted(file.getFileName()));
    }

    /// DuckDB's message, in words of weir where the cause is known.
    static String explain(String message) {
        var unfinished = UNFINISHED.matcher(message);
        if (unfinished.matches()) {
            return "'%s' is not a complete Parquet file: its end is missing (was the copy or download cut short?)"
                    .formatted(unfinished.group(1));
        }
        var forbidden = FORBIDDEN.matcher(message);
        if (forbidden.matches()) {
            return "the script uses '%s', which is neither an input nor an output of the task"
                    .formatted(forbidden.group(1));
        }
        int wrapped = message.indexOf("\nError: ");
        return wrapped < 0 ? message : message.substring(wrapped + "\nError: ".length());
    }

    private enum Kind {
        PARQUET(
                ".*\\.parquet",
                "read_parquet(%s, union_by_name = true, hive_partitioning = false)",
                "FORMAT parquet, PARQUET_VERSION v2"),
        CSV(
                ".*\\.csv(\\.gz)?",
                "read_csv(%s, header = true, union_by_name = true, sample_size = -1, hive_partitioning = false)",
                "FORMAT csv, HEADER true"),
        JSON(
                ".*\\.jsonl?",
                "read_json(%s, union_by_name = true, sample_size = -1, hive_partitioning = false)",
                "FORMAT json");

        private final String names;
        private final String reader;
        private final String writer;

        Kind(String names, String reader, String writer) {
            this.names = names;
            this.reader = reader;
            this.writer = writer;
        }
    }
}
