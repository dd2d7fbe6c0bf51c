package dev.weir.ml.data;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.weir.step.StepFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// JSON objects in files: indented, keys in the order they were added, a newline at the end.
public final class JsonFile {
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private JsonFile() {}

    /// The object in a file.
    ///
    /// @throws StepFailure when the file is not there or holds anything else
    public static JsonObject read(Path file) throws StepFailure, IOException {
        try {
            return JsonParser.parseString(TextFile.read(file)).getAsJsonObject();
        } catch (NoSuchFileException e) {
            throw new StepFailure("there is no '%s'".formatted(file), e);
        } catch (JsonParseException | IllegalStateException e) {
            throw new StepFailure("'%s' holds no JSON object".formatted(file), e);
        }
    }

    /// Writes the object.
    public static void write(Path file, JsonElement json) throws IOException {
        Files.writeString(file, text(json));
    }

    /// The text that [#write] writes.
    public static String text(JsonElement json) {
        return GSON.toJson(json) + "\n";
    }
}
