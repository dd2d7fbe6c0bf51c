package dev.weir.ml.model;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.weir.ml.data.Database.Column;
import dev.weir.ml.model.ModelSettings.Algorithm;
import dev.weir.step.StepFailure;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What must be known of a model to ask it, and what it was made with.
///
/// @param file the name of the model's file
/// @param sha256 the digest of that file
/// @param id the column that names a row, if there is one
/// @param features in the order the model takes them
/// @param params what it was fitted with
/// @param rows how many rows it was fitted on
/// @param mean the mean target of those rows
public record ModelCard(
        Algorithm algorithm,
        String file,
        String sha256,
        String target,
        Optional<String> id,
        List<Column> features,
        JsonObject params,
        long rows,
        double mean) {
    public ModelCard {
        features = List.copyOf(features);
        params = params.deepCopy();
    }

    /// What to read of a table for this model to predict.
    public Rows.Selection selection(boolean withTarget) {
        return new Rows.Selection(
                features.stream().map(Column::name).toList(),
                withTarget ? Optional.of(target) : Optional.empty(),
                id);
    }

    /// The card as it is written.
    public JsonObject json() {
        var json = new JsonObject();
        json.addProperty("algorithm", algorithm.name().toLowerCase(Locale.ROOT));
        json.addProperty("file", file);
        json.addProperty("sha256", sha256);
        json.addProperty("target", target);
        id.ifPresent(name -> json.addProperty("id", name));
        json.add("features", columns(features));
        json.add("params", params);
        json.addProperty("rows", rows);
        json.addProperty("mean", mean);
        return json;
    }

    private static JsonArray columns(List<Column> features) {
        var array = new JsonArray();
        for (var feature : features) {
            var entry = new JsonObject();
            entry.addProperty("name", feature.name());
            entry.addProperty("type", feature.type());
            array.add(entry);
        }
        return array;
    }

    /// The card as it was written.
    ///
    /// @throws StepFailure when a part is missing or of another kind
    public static ModelCard of(JsonObject json) throws StepFailure {
        try {
            return new ModelCard(
                    Algorithm.valueOf(json.get("algorithm").getAsString().toUpperCase(Locale.ROOT)),
                    json.get("file").getAsString(),
                    json.get("sha256").getAsString(),
                    json.get("target").getAsString(),
                    Optional.ofNullable(json.get("id")).map(id -> id.getAsString()),
                    json.getAsJsonArray("features").asList().stream()
                            .map(entry -> column(entry.getAsJsonObject()))
                            .toList(),
                    json.getAsJsonObject("params"),
                    json.get("rows").getAsLong(),
                    json.get("mean").getAsDouble());
        } catch (RuntimeException e) {
            throw new StepFailure("a model's card is damaged: " + e.getMessage(), e);
        }
    }

    private static Column column(JsonObject entry) {
        return new Column(entry.get("name").getAsString(), entry.get("type").getAsString());
    }
}
