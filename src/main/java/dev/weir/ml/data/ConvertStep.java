package dev.weir.ml.data;

import dev.weir.step.Default;
import dev.weir.step.Help;
import dev.weir.step.Step;
import dev.weir.step.StepContext;
import dev.weir.step.StepFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Makes of each input table the output of its name, in the format that the output's name says.
///
/// Parquet to Parquet is a copy of the bytes, once the file was found to be whole. In a CSV file
/// each record must have as many fields as the header.
public final class ConvertStep implements Step<ConvertStep.Settings> {
    @Override
    public void run(StepContext<Settings> context) throws Exception {
        for (var name : context.outputNames()) {
            var from = context.inputs(name);
            if (from.isEmpty()) {
                throw new StepFailure(
                        "there is no input '%s' for the output of that name".formatted(name));
            }
            for (var file : from) {
                if (TableFile.isCsv(file)) {
                    CsvCheck.check(file);
                }
            }
            var to = context.output(name);
            var files = new ArrayList<>(from);
            files.add(to);
            try (var database = Database.open(context, files)) {
                var rows = convert(context.settings(), database, from, to);
                context.log(
                        "%s%s rows"
                                .formatted(name.isEmpty() ? "" : name + ": ", Counts.text(rows)));
            }
        }
    }

    private static long convert(Settings settings, Database database, List<Path> from, Path to)
            throws Exception {
        var relation = TableFile.relation(from);
        var typed = typed(settings, database, relation);
        long rows = database.count("SELECT count(*) FROM " + relation);
        boolean same =
                from.size() == 1 && TableFile.isParquet(from.getFirst()) && TableFile.isParquet(to);
        if (same && typed.equals(relation)) {
            Files.copy(from.getFirst(), to);
        } else {
            database.write(typed, to);
        }
        return rows;
    }

    private static String typed(Settings settings, Database database, String relation)
            throws StepFailure, InterruptedException {
        var casts = new ArrayList<String>();
        for (var column : database.columns(relation)) {
            var type = settings.types().get(column.name());
            if (type != null && !type.equalsIgnoreCase(column.type())) {
                var name = Database.quoted(column.name());
                casts.add("%s::%s AS %s".formatted(name, type, name));
            }
        }
        return casts.isEmpty()
                ? relation
                : "(SELECT * REPLACE (%s) FROM %s)".formatted(String.join(", ", casts), relation);
    }

    /// @param types column → type in DuckDB's words, where the file's own (or the one guessed for
    ///   CSV) is another
    public record Settings(
            @Help("Types of columns, where the file has others: column → TIMESTAMP, DOUBLE …")
                    @Default("{}")
                    Map<String, String> types) {
        public Settings {
            types = Map.copyOf(types);
            for (var type : types.values()) {
                if (!type.matches("[A-Za-z][A-Za-z0-9_ (),]*")) {
                    throw new IllegalArgumentException("'%s' is no type".formatted(type));
                }
            }
        }
    }
}
