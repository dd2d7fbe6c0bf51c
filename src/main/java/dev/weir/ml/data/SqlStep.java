package dev.weir.ml.data;

import dev.weir.step.Default;
import dev.weir.step.Help;
import dev.weir.step.Step;
import dev.weir.step.StepContext;
import dev.weir.step.StepFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Runs SQL over tables in files: an input is a view by its name, an output is written from the
/// table or view of its name.
///
/// The same inputs and settings give the same bytes, for any number of threads, as long as the
/// script itself fixes the order of its rows (a filter keeps that of its input, a join does not)
/// and asks neither clock nor chance.
public final class SqlStep implements Step<SqlStep.Settings> {
    private static final String INPUT = "input";
    private static final String OUTPUT = "output";
    private static final String DROPPED = "dropped";

    @Override
    public void run(StepContext<Settings> context) throws Exception {
        for (var pass : passes(context)) {
            try (var database = Database.open(context, pass.files())) {
                pass.assign(context.settings().variables(), database);
                pass.run(context, database);
            }
        }
    }

    private static List<Pass> passes(StepContext<Settings> context) throws StepFailure {
        var tables = tables(context);
        if (!context.settings().each()) {
            return List.of(Pass.together(context, tables));
        }
        var passes = new ArrayList<Pass>();
        for (var name : context.outputNames()) {
            var files = tables.get(name);
            if (files == null) {
                throw new StepFailure(
                        "with 'each', an output is made of the input of its name, and there is no input '%s'"
                                .formatted(name));
            }
            passes.add(Pass.alone(name, files, context.output(name)));
        }
        return passes;
    }

    private static Map<String, List<Path>> tables(StepContext<Settings> context) {
        var tables = new LinkedHashMap<String, List<Path>>();
        for (var name : context.inputNames()) {
            var files = context.inputs(name);
            if (!context.settings().scripts().contains(name) && !files.isEmpty()) {
                tables.put(name, files);
            }
        }
        return tables;
    }

    /// One run of the scripts.
    ///
    /// @param inputs view → files
    /// @param outputs table or view → file
    /// @param each the name of the one output it is for, empty when it is for all of them
    private record Pass(Map<String, List<Path>> inputs, Map<String, Path> outputs, String each) {
        static Pass together(StepContext<?> context, Map<String, List<Path>> tables)
                throws StepFailure {
            var inputs = new LinkedHashMap<String, List<Path>>();
            tables.forEach((name, files) -> inputs.put(name.isEmpty() ? INPUT : name, files));
            var outputs = new LinkedHashMap<String, Path>();
            for (var name : context.outputNames()) {
                outputs.put(name.isEmpty() ? OUTPUT : name, context.output(name));
            }
            return new Pass(inputs, outputs, "");
        }

        static Pass alone(String name, List<Path> files, Path output) {
            return new Pass(Map.of(INPUT, files), Map.of(OUTPUT, output), name);
        }

        List<Path> files() {
            var files = new ArrayList<>(outputs.values());
            inputs.values().forEach(files::addAll);
            return files;
        }

        void assign(Map<String, Object> variables, Database database)
                throws StepFailure, InterruptedException {
            var all = new LinkedHashMap<>(variables);
            if (!each.isEmpty()) {
                all.put("each", each);
            }
            for (var variable : all.entrySet()) {
                database.assign(variable.getKey(), variable.getValue());
            }
        }

        /// What a line of the log begins with.
        private String said(String relation) {
            return each.isEmpty() ? relation : each;
        }

        void run(StepContext<Settings> context, Database database) throws Exception {
            for (var input : inputs.entrySet()) {
                open(context, database, input.getKey(), input.getValue());
            }
            for (var name : context.settings().scripts()) {
                var script = context.input(name);
                SqlScript.of(TextFile.read(script)).run(database, script.getFileName().toString());
            }
            for (var output : outputs.entrySet()) {
                write(context, database, output.getKey(), output.getValue());
            }
            sayDropped(context, database);
        }

        private void open(
                StepContext<Settings> context, Database database, String view, List<Path> files)
                throws StepFailure, InterruptedException {
            var number = context.settings().rowId();
            var relation =
                    number.isPresent()
                            ? TableFile.numbered(files, number.get())
                            : TableFile.relation(files);
            var name = Database.quoted(view);
            database.execute("CREATE VIEW %s AS FROM %s".formatted(name, relation));
            var rows = database.count("SELECT count(*) FROM " + name);
            context.log("%s: %s rows in".formatted(said(view), Counts.text(rows)));
        }

        private void write(
                StepContext<Settings> context, Database database, String relation, Path file)
                throws StepFailure, InterruptedException {
            if (!database.has(relation)) {
                throw new StepFailure(
                        "no script makes a table or view named '%s', which the output is written from"
                                .formatted(relation));
            }
            database.write(Database.quoted(relation), file);
            var rows = database.count("SELECT count(*) FROM " + TableFile.relation(List.of(file)));
            context.log("%s: %s rows out".formatted(said(relation), Counts.text(rows)));
        }

        /// Says why rows went, when the script tells it.
        private void sayDropped(StepContext<Settings> context, Database database)
                throws StepFailure, InterruptedException {
            if (!database.has(DROPPED)) {
                return;
            }
            for (var row : database.rows("SELECT reason, rows FROM " + DROPPED)) {
                var rows = ((Number) row.get(1)).longValue();
                context.log(
                        "%sdropped %s rows: %s"
                                .formatted(
                                        each.isEmpty() ? "" : each + ": ",
                                        Counts.text(rows),
                                        row.get(0)));
            }
        }
    }

    /// @param scripts names of inputs; every other input is a table
    /// @param variables values for `getvariable('name')`; `each` is set to the output at hand
    /// @param each whether the scripts run once for each output, with `input` and `output` standing
    ///   for the input and the output of its name
    /// @param rowId the name of a column that numbers the rows of each table, from 0
    public record Settings(
            @Help("The inputs that are scripts, in the order they run") @Default("[script]")
                    List<String> scripts,
            @Help("Values the scripts read as getvariable('name')") @Default("{}")
                    Map<String, Object> variables,
            @Help("Run once for each output: 'input' becomes 'output'") @Default("false")
                    boolean each,
            @Help("Number the rows of each table, from 0, in a column of this name")
                    Optional<String> rowId) {
        public Settings {
            scripts = List.copyOf(scripts);
            variables = new LinkedHashMap<>(variables);
            if (scripts.isEmpty()) {
                throw new IllegalArgumentException("'scripts' names no input");
            }
        }
    }
}
