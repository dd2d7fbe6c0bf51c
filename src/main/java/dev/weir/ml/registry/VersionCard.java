package dev.weir.ml.registry;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.weir.ml.data.Database.Column;
import dev.weir.ml.data.JsonFile;
import dev.weir.ml.data.Sha256;
import dev.weir.ml.model.ModelCard;
import dev.weir.step.StepFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is known of a version: the model, what it was made of, and what turns raw rows into what it
/// takes.
///
/// @param name the model's name in the registry
/// @param label what people call the data it was made of (`2023-01`), empty without one
/// @param created when it was saved, UTC, ISO 8601
/// @param metrics as the task that judged it wrote them; empty when none were given
/// @param schema the columns of the raw rows; empty when the model takes features as they are
/// @param scripts what turns raw rows into features, in order
/// @param variables what the scripts read as variables
/// @param data digests of the tables it was made of, by the names of the inputs
/// @param taskKey the key of the task that saved it
/// @param commit the commit of the workspace, if it is one of git's
public record VersionCard(
        String name,
        String label,
        String created,
        ModelCard model,
        JsonObject metrics,
        List<Column> schema,
        List<Script> scripts,
        JsonObject variables,
        JsonObject data,
        String taskKey,
        Optional<String> commit) {
    public VersionCard {
        metrics = metrics.deepCopy();
        schema = List.copyOf(schema);
        scripts = List.copyOf(scripts);
        variables = variables.deepCopy();
        data = data.deepCopy();
    }

    /// A script beside the card.
    public record Script(String file, String sha256) {}

    /// The digest of what decides on predictions: two versions of one identity always say the same.
    String identity() {
        var decides = new JsonObject();
        decides.add("model", model.json());
        decides.add("schema", columns(schema));
        decides.add("scripts", scriptsJson());
        decides.add("variables", variables);
        return Sha256.of(JsonFile.text(decides));
    }

    JsonObject json() {
        var json = new JsonObject();
        json.addProperty("name", name);
        json.addProperty("label", label);
        json.addProperty("created", created);
        json.add("model", model.json());
        json.add("metrics", metrics);
        json.add("schema", columns(schema));
        json.add("scripts", scriptsJson());
        json.add("variables", variables);
        json.add("data", data);
        json.addProperty("task_key", taskKey);
        commit.ifPresent(id -> json.addProperty("git_commit", id));
        json.addProperty("identity", identity());
        return json;
    }

    private JsonArray scriptsJson() {
        var array = new JsonArray();
        for (var script : scripts) {
            var entry = new JsonObject();
            entry.addProperty("file", script.file());
            entry.addProperty("sha256", script.sha256());
            array.add(entry);
        }
        return array;
    }

    private static JsonArray columns(List<Column> columns) {
        var array = new JsonArray();
        for (var column : columns) {
            var entry = new JsonObject();
            entry.addProperty("name", column.name());
            entry.addProperty("type", column.type());
            array.add(entry);
        }
        return array;
    }

    /// @throws StepFailure when a part is missing or of another kind, or the card was changed
    static VersionCard of(JsonObject json) throws StepFailure {
        VersionCard card;
        try {
            card = read(json);
        } catch (RuntimeException e) {
            throw new StepFailure("a version's card is damaged: " + e.getMessage(), e);
        }
        if (!card.identity().equals(json.get("identity").getAsString())) {
            throw new StepFailure(
                    "a version's card is damaged: it was changed after it was written");
        }
        return card;
    }

    private static VersionCard read(JsonObject json) throws StepFailure {
        return new VersionCard(
                json.get("name").getAsString(),
                json.get("label").getAsString(),
                json.get("created").getAsString(),
                ModelCard.of(json.getAsJsonObject("model")),
                json.getAsJsonObject("metrics"),
                columns(json.getAsJsonArray("schema")),
                scripts(json.getAsJsonArray("scripts")),
                json.getAsJsonObject("variables"),
                json.getAsJsonObject("data"),
                json.get("task_key").getAsString(),
                Optional.ofNullable(json.get("git_commit")).map(JsonElement::getAsString));
    }

    private static List<Column> columns(JsonArray array) {
        var columns = new ArrayList<Column>();
        for (var element : array) {
            var entry = element.getAsJsonObject();
            columns.add(
                    new Column(entry.get("name").getAsString(), entry.get("type").getAsString()));
        }
        return columns;
    }

    private static List<Script> scripts(JsonArray array) {
        var scripts = new ArrayList<Script>();
        for (var element : array) {
            var entry = element.getAsJsonObject();
            scripts.add(
                    new Script(entry.get("file").getAsString(), entry.get("sha256").getAsString()));
        }
        return scripts;
    }
}
