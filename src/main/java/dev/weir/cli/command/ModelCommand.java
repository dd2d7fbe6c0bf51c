package dev.weir.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.weir.cli.session.ExitCode;
import dev.weir.cli.session.Mistake;
import dev.weir.diagnostic.Quoted;
import dev.weir.diagnostic.Suggestion;
import dev.weir.ml.registry.Version;
import dev.weir.report.Numbers;
import dev.weir.step.StepFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Looks at saved models, deploys one by hand, and asks one.
final class ModelCommand implements Command {
    private static final List<String> ACTIONS = List.of("list", "show", "deploy", "predict");

    @Override
    public String synopsis() {
        return """
        weir model list [OPTION…]
               weir model show [OPTION…] [VERSION]
               weir model deploy [OPTION…] VERSION
               weir model predict [OPTION…] FILE [VERSION]\
        """;
    }

    @Override
    public String help() {
        return "List saved models, show, deploy or ask one";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "weir model list",
                "weir model show v_20260131_235959",
                "weir model deploy v_20260131_235959  # go back to it",
                "weir model predict trips.parquet  # a line for each row",
                "weir model predict trips.parquet --output answers.csv  # the rows and a column more");
    }

    @Override
    public Set<Option> options() {
        return Set.of(Option.JSON, Option.TO, Option.OUTPUT);
    }

    @Override
    public ExitCode run(Call call) throws IOException, InterruptedException {
        List<String> operands = call.arguments().operands();
        String action = operands.isEmpty() ? "" : operands.getFirst();
        if (!ACTIONS.contains(action)) {
            String suggestion = Suggestion.among(ACTIONS, action);
            throw Mistake.of(
                    action.isEmpty()
                            ? "model needs a word that says what to do"
                            : "model cannot " + Quoted.of(action),
                    suggestion.isEmpty() ? "write list, show, deploy or predict" : suggestion);
        }
        List<String> words = operands.subList(1, operands.size());
        ModelShelf shelf = new ModelShelf(call.project());
        try {
            switch (action) {
                case "list" -> list(call, shelf, words);
                case "show" -> show(call, shelf, words);
                case "deploy" -> deploy(call, shelf, words);
                default -> predict(call, shelf, words);
            }
            return ExitCode.DONE;
        } catch (StepFailure failure) {
            call.session().err().print("error: " + failure.getMessage() + "\n");
            return ExitCode.FAILED;
        }
    }

    private static void list(Call call, ModelShelf shelf, List<String> words)
            throws IOException, StepFailure {
        checkCount(words, 0, 0, "weir model list");
        List<Version> versions = shelf.versions();
        if (call.arguments().has(Option.JSON)) {
            JsonArray all = new JsonArray();
            for (Version version : versions) {
                all.add(json(shelf, version));
            }
            call.printJson(all);
            return;
        }
        Columns columns = new Columns();
        for (Version version : versions) {
            JsonObject card = card(version);
            columns.row(
                    version.id(),
                    text(card.get("name")),
                    text(card.get("label")),
                    metrics(card),
                    String.join(", ", shelf.deployedAs(version)));
        }
        call.print(columns.isEmpty() ? "no model is saved yet\n" : columns.text());
    }

    private static void show(Call call, ModelShelf shelf, List<String> words)
            throws IOException, StepFailure {
        checkCount(words, 0, 1, "weir model show VERSION");
        Version version = words.isEmpty() ? deployed(shelf) : shelf.version(words.getFirst());
        version.card();
        JsonObject json = json(shelf, version);
        if (call.arguments().has(Option.JSON)) {
            call.printJson(json);
            return;
        }
        Columns columns = new Columns();
        rows(columns, "", json);
        call.print(columns.text());
    }

    private static void rows(Columns columns, String prefix, JsonObject json) {
        for (Map.Entry<String, JsonElement> entry : json.entrySet()) {
            String name = prefix + entry.getKey();
            if (entry.getValue().isJsonObject()) {
                rows(columns, name + ".", entry.getValue().getAsJsonObject());
            } else {
                columns.row(name, text(entry.getValue()));
            }
        }
    }

    private static void deploy(Call call, ModelShelf shelf, List<String> words)
            throws IOException, StepFailure, InterruptedException {
        checkCount(words, 1, 1, "weir model deploy VERSION");
        Version version = shelf.version(words.getFirst());
        version.open().close();
        call.tasksRun();
        String name = call.arguments().value(Option.TO).orElse(shelf.names().getFirst());
        Optional<Version> before = shelf.deployments().current(name);
        Files.createDirectories(shelf.deployments().folder());
        shelf.deployments().deploy(name, version, call.session().clock().instant());
        String from = before.isPresent() ? before.get().said() + " → " : "";
        call.print(name + ": " + from + version.said() + "\n");
    }

    private static void predict(Call call, ModelShelf shelf, List<String> words)
            throws IOException, StepFailure, InterruptedException {
        checkCount(words, 1, 2, "weir model predict FILE");
        Path rows = call.session().folder().resolve(words.getFirst());
        if (!Files.isRegularFile(rows)) {
            throw Mistake.of("no file " + Quoted.of(words.getFirst()), "");
        }
        Version version = words.size() == 2 ? shelf.version(words.get(1)) : deployed(shelf);
        call.tasksRun();
        Optional<Path> output =
                call.arguments().value(Option.OUTPUT).map(call.session().folder()::resolve);
        new Prediction(version, rows).show(call, output);
    }

    private static Version deployed(ModelShelf shelf) throws IOException, StepFailure {
        Optional<Version> deployed = shelf.deployed();
        if (deployed.isEmpty()) {
            throw Mistake.of(
                    "no model is deployed as '" + shelf.names().getFirst() + "'",
                    "name a version; 'weir model list' shows all");
        }
        return deployed.get();
    }

    private static void checkCount(List<String> words, int least, int most, String usage) {
        if (words.size() < least || words.size() > most) {
            throw Mistake.of("unexpected number of words", "write " + usage);
        }
    }

    private static JsonObject json(ModelShelf shelf, Version version)
            throws IOException, StepFailure {
        JsonObject json = new JsonObject();
        json.addProperty("version", version.id());
        JsonArray as = new JsonArray();
        shelf.deployedAs(version).forEach(as::add);
        json.add("deployed_as", as);
        card(version).entrySet().forEach(entry -> json.add(entry.getKey(), entry.getValue()));
        return json;
    }

    /// The card as it lies there, also when it is damaged in a part that is not shown.
    private static JsonObject card(Version version) throws IOException {
        try {
            String text = Files.readString(version.folder().resolve("card.json"));
            return JsonParser.parseString(text).getAsJsonObject();
        } catch (RuntimeException damaged) {
            return new JsonObject();
        }
    }

    private static String metrics(JsonObject card) {
        JsonElement metrics = card.get("metrics");
        List<String> shown = new ArrayList<>();
        if (metrics != null && metrics.isJsonObject()) {
            for (String name : List.of("rmse", "r2")) {
                JsonElement value = metrics.getAsJsonObject().get(name);
                if (value != null && value.isJsonPrimitive()) {
                    shown.add(name + " " + Numbers.text(value.getAsString()));
                }
            }
        }
        return String.join(", ", shown);
    }

    private static String text(JsonElement value) {
        return value == null || value.isJsonNull()
                ? ""
                : value.isJsonPrimitive() ? value.getAsString() : value.toString();
    }
}
