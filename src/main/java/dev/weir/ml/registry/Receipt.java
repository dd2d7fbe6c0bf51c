package dev.weir.ml.registry;

import com.google.gson.JsonObject;
import dev.weir.ml.data.JsonFile;
import dev.weir.step.StepFailure;
import java.io.IOException;
import java.nio.file.Path;

/// What `save-model` hands on: which version of which model there is now.
///
/// @param registry the folder of all models, relative to the workspace
record Receipt(String registry, String name, String version, String label) {
    void write(Path file) throws IOException {
        var json = new JsonObject();
        json.addProperty("registry", registry);
        json.addProperty("name", name);
        json.addProperty("version", version);
        json.addProperty("label", label);
        JsonFile.write(file, json);
    }

    static Receipt read(Path file) throws StepFailure, IOException {
        var json = JsonFile.read(file);
        try {
            return new Receipt(
                    json.get("registry").getAsString(),
                    json.get("name").getAsString(),
                    json.get("version").getAsString(),
                    json.get("label").getAsString());
        } catch (RuntimeException e) {
            throw new StepFailure("'%s' is no receipt of save-model".formatted(file), e);
        }
    }

    Receipt as(Version saved) {
        return new Receipt(registry, name, saved.id(), label);
    }

    Registry of(Path workspace) {
        return new Registry(workspace.resolve(registry).resolve(name));
    }
}
