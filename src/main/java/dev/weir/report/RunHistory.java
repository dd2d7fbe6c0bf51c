package dev.weir.report;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What the record of an earlier run says. A damaged or missing one says nothing.
///
/// @param params values by path
/// @param metrics contents by output
record RunHistory(JsonObject params, JsonObject metrics) {
    static final String PARAMS = "params.json";
    static final String METRICS = "metrics.json";
    static final String RUN = "run.json";

    /// The latest run that came to its end; its name sorts last.
    static RunHistory latest(Path runs) throws IOException {
        String latest = "";
        if (Files.isDirectory(runs)) {
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(runs)) {
                for (Path folder : folders) {
                    String name = folder.getFileName().toString();
                    if (name.compareTo(latest) > 0 && Files.isRegularFile(folder.resolve(RUN))) {
                        latest = name;
                    }
                }
            }
        }
        if (latest.isEmpty()) {
            return new RunHistory(new JsonObject(), new JsonObject());
        }
        Path folder = runs.resolve(latest);
        return new RunHistory(
                json(folder.resolve(PARAMS)).orElseGet(JsonObject::new),
                json(folder.resolve(METRICS)).orElseGet(JsonObject::new));
    }

    /// The object that a file holds, if it holds one.
    static Optional<JsonObject> json(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            JsonElement json = JsonParser.parseString(new String(bytes, StandardCharsets.UTF_8));
            return json.isJsonObject() ? Optional.of(json.getAsJsonObject()) : Optional.empty();
        } catch (IOException | JsonParseException | IllegalStateException _) {
            return Optional.empty();
        }
    }
}
