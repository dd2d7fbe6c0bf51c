package dev.weir.ml.quality;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.weir.ml.data.Counts;
import dev.weir.ml.data.Database;
import dev.weir.ml.data.JsonFile;
import dev.weir.ml.data.TableFile;
import dev.weir.ml.quality.Tolerance.Severity;
import dev.weir.step.Default;
import dev.weir.step.Help;
import dev.weir.step.Step;
import dev.weir.step.StepContext;
import dev.weir.step.StepFailure;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Checks tables against the schema in the input `schema`: every other input is a table. Writes all
/// findings to the output; errors fail the task, warnings do not.
public final class CheckDataStep implements Step<CheckDataStep.Settings> {
    private static final String SCHEMA = "schema";

    @Override
    public void run(StepContext<Settings> context) throws Exception {
        var schema = SchemaReader.read(context.input(SCHEMA));
        if (schema.needsMonth() && context.settings().month().isEmpty()) {
            throw new StepFailure("the schema asks for the month, and there is no setting 'month'");
        }
        var findings = new ArrayList<Finding>();
        var counts = new JsonObject();
        for (var name : context.inputNames()) {
            if (!name.equals(SCHEMA)) {
                var check = check(context, schema, name, findings);
                counts.addProperty(said(name), check);
            }
        }
        var errors = count(findings, Severity.ERROR);
        var report = context.output(context.outputNames().iterator().next());
        JsonFile.write(report, report(counts, findings));
        for (var finding : findings) {
            context.log(
                    (finding.severity() == Severity.ERROR ? "error: " : "warning: ")
                            + finding.said());
        }
        if (errors > 0) {
            throw new StepFailure(
                    failure(findings, errors, context.workspace().relativize(report)));
        }
    }

    private static long check(
            StepContext<Settings> context, TableSchema schema, String name, List<Finding> findings)
            throws Exception {
        List<Path> files = context.inputs(name);
        try (var database = Database.open(context, files)) {
            var check =
                    new TableCheck(
                            database,
                            said(name),
                            TableFile.relation(files),
                            schema,
                            context.settings().monthOf(name));
            findings.addAll(check.run());
            context.log("%s: %s rows".formatted(said(name), Counts.text(check.rows())));
            return check.rows();
        }
    }

    private static String said(String name) {
        return name.isEmpty() ? "table" : name;
    }

    private static long count(List<Finding> findings, Severity severity) {
        return findings.stream().filter(finding -> finding.severity() == severity).count();
    }

    private static JsonObject report(JsonObject counts, List<Finding> findings) {
        var report = new JsonObject();
        report.add("rows", counts);
        report.addProperty("errors", count(findings, Severity.ERROR));
        report.addProperty("warnings", count(findings, Severity.WARNING));
        var array = new JsonArray();
        findings.forEach(finding -> array.add(finding.json()));
        report.add("findings", array);
        return report;
    }

    /// The report of a task that fails is not where that of its last success stands.
    private static String failure(List<Finding> findings, long errors, Path report) {
        var lines = new ArrayList<String>();
        for (var finding : findings) {
            if (finding.severity() == Severity.ERROR) {
                lines.add("  " + finding.said());
            }
        }
        return "%d error%s in the data; all findings, with example rows, are in %s of the partial outputs\n%s"
                .formatted(errors, errors == 1 ? "" : "s", report, String.join("\n", lines));
    }

    /// @param month the month that rules named `month` ask for
    /// @param later table → by how many months its own month is later than that
    public record Settings(
            @Help("The month that 'month' rules of the schema ask for, as 2023-01")
                    Optional<String> month,
            @Help("Tables of a later month: input → how many months later") @Default("{}")
                    Map<String, Integer> later) {
        public Settings {
            later = Map.copyOf(later);
            month.ifPresent(Settings::parse);
        }

        private static YearMonth parse(String month) {
            try {
                return YearMonth.parse(month);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(
                        "'%s' is no month such as 2023-01".formatted(month), e);
            }
        }

        Optional<YearMonth> monthOf(String table) {
            return month.map(text -> parse(text).plusMonths(later.getOrDefault(table, 0)));
        }
    }
}
