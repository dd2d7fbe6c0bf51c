package dev.weir.ml.registry;

import com.google.gson.JsonObject;
import dev.weir.ml.data.Database;
import dev.weir.ml.data.Database.Column;
import dev.weir.ml.data.JsonFile;
import dev.weir.ml.data.Sha256;
import dev.weir.ml.data.TableFile;
import dev.weir.ml.model.ModelCard;
import dev.weir.ml.model.ModelFolder;
import dev.weir.step.Default;
import dev.weir.step.Help;
import dev.weir.step.Step;
import dev.weir.step.StepContext;
import dev.weir.step.StepFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Keeps the model in the folder `model` as a version in the registry, with a card, and with the
/// scripts that turn raw rows into what it takes.
///
/// `rows` is a table of raw rows; its columns are what a prediction may be asked for. The digests
/// of all tables among the inputs go into the card.
public final class SaveModelStep implements Step<SaveModelStep.Settings> {
    private static final String MODEL = "model";
    private static final String METRICS = "metrics";
    private static final String ROWS = "rows";

    private final InstantSource clock;

    public SaveModelStep() {
        this(InstantSource.system());
    }

    SaveModelStep(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void run(StepContext<Settings> context) throws Exception {
        var settings = context.settings();
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var parts = parts(context);
        var receipt = new Receipt(settings.registry(), settings.name(), "", settings.label());
        var saved =
                receipt.of(context.workspace()).save(card(context, parts, now), parts.files(), now);
        context.log(
                saved.fresh()
                        ? "saved %s as %s".formatted(settings.name(), saved.version().said())
                        : "%s is there already: %s"
                                .formatted(settings.name(), saved.version().said()));
        receipt.as(saved.version()).write(context.output("receipt"));
    }

    private static Parts parts(StepContext<Settings> context) throws StepFailure, IOException {
        var model = context.input(MODEL);
        var card = new ModelFolder(model).card();
        var files = new ArrayList<Registry.Content>();
        files.add(new Registry.Content(model.resolve(card.file()), card.file()));
        var scripts = new ArrayList<VersionCard.Script>();
        for (var name : context.settings().scripts()) {
            var file = context.input(name);
            var kept = "%d_%s".formatted(scripts.size() + 1, file.getFileName());
            scripts.add(new VersionCard.Script(kept, Sha256.of(file)));
            files.add(new Registry.Content(file, kept));
        }
        return new Parts(card, scripts, files);
    }

    /// What a version is made of.
    private record Parts(
            ModelCard model, List<VersionCard.Script> scripts, List<Registry.Content> files) {}

    private static VersionCard card(StepContext<Settings> context, Parts parts, Instant now)
            throws StepFailure, IOException, InterruptedException {
        var settings = context.settings();
        return new VersionCard(
                settings.name(),
                settings.label(),
                now.toString(),
                parts.model(),
                metrics(context),
                schema(context),
                parts.scripts(),
                PlainValue.json(settings.variables()).getAsJsonObject(),
                digests(context),
                context.taskKey(),
                GitCommit.of(context.workspace()));
    }

    private static JsonObject metrics(StepContext<?> context) throws StepFailure, IOException {
        return context.inputs(METRICS).isEmpty()
                ? new JsonObject()
                : JsonFile.read(context.input(METRICS));
    }

    private static List<Column> schema(StepContext<Settings> context)
            throws StepFailure, InterruptedException {
        if (context.settings().scripts().isEmpty()) {
            return List.of();
        }
        var rows = context.inputs(ROWS);
        if (rows.isEmpty()) {
            throw new StepFailure(
                    "a model with scripts needs an input 'rows': a table with the columns they read");
        }
        try (var database = Database.open(context, rows)) {
            return database.columns(TableFile.relation(rows));
        }
    }

    private static JsonObject digests(StepContext<Settings> context) throws IOException {
        var digests = new JsonObject();
        var known = Set.of(MODEL, METRICS);
        for (var name : context.inputNames()) {
            if (!known.contains(name) && !context.settings().scripts().contains(name)) {
                for (var file : context.inputs(name)) {
                    digests.addProperty(key(context, name, file), Sha256.of(file));
                }
            }
        }
        return digests;
    }

    private static String key(StepContext<?> context, String name, Path file) {
        return context.inputs(name).size() == 1 ? name : name + "/" + file.getFileName();
    }

    /// @param registry the folder of all models, relative to the Pipelinefile
    /// @param label what people call the data
    /// @param scripts names of inputs: what turns raw rows into features, in order; each reads
    ///   `input` and makes `output`
    public record Settings(
            @Help("The model's name in the registry") String name,
            @Help("The folder of all models") @Default("artifacts/registry") String registry,
            @Help("What people call the data it was made of, such as 2023-01") @Default("''")
                    String label,
            @Help("The inputs that are scripts from raw rows to features, in order") @Default("[]")
                    List<String> scripts,
            @Help("Values the scripts read as getvariable('name')") @Default("{}")
                    Map<String, Object> variables) {
        public Settings {
            scripts = List.copyOf(scripts);
            variables = new LinkedHashMap<>(variables);
            if (!name.matches("[A-Za-z0-9][A-Za-z0-9_.-]*")) {
                throw new IllegalArgumentException(
                        "'%s' is no name for a model: use letters, digits, '-', '_' and '.'"
                                .formatted(name));
            }
        }
    }
}
