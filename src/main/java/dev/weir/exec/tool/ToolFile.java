package dev.weir.exec.tool;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/// Keeps answers of tools in a small JSON file: `"PATH ARGUMENT": {"is": IDENTITY, "says":
/// ANSWER}`. A file that is missing, damaged or not writable costs the running of tools, nothing
/// else; nor is its folder made, which comes with the first build.
public final class ToolFile implements ToolMemory {
    private final Path file;
    private Optional<Answers> answers = Optional.empty();

    public ToolFile(Path file) {
        this.file = file;
    }

    @Override
    public synchronized Optional<String> recall(Tool tool) {
        return answers().of(tool);
    }

    @Override
    public synchronized void remember(Tool tool, String answer) {
        answers().put(tool, answer);
        answers().write();
    }

    private Answers answers() {
        Answers known = answers.orElseGet(() -> new Answers(file));
        answers = Optional.of(known);
        return known;
    }

    /// The file once it is asked for: until then JSON is not loaded.
    private static final class Answers {
        private final Path file;
        private final JsonObject all;

        Answers(Path file) {
            this.file = file;
            this.all = read(file);
        }

        private static JsonObject read(Path file) {
            try {
                return JsonParser.parseString(Files.readString(file)) instanceof JsonObject all
                        ? all
                        : new JsonObject();
            } catch (IOException | JsonParseException _) {
                return new JsonObject();
            }
        }

        Optional<String> of(Tool tool) {
            if (all.get(name(tool)) instanceof JsonObject entry
                    && text(entry, "is").filter(identity(tool)::equals).isPresent()) {
                return text(entry, "says");
            }
            return Optional.empty();
        }

        void put(Tool tool, String answer) {
            JsonObject entry = new JsonObject();
            entry.addProperty("is", identity(tool));
            entry.addProperty("says", answer);
            all.add(name(tool), entry);
        }

        private static String name(Tool tool) {
            return tool.path() + " " + tool.argument();
        }

        private static String identity(Tool tool) {
            return tool.size() + " " + tool.modified() + " " + tool.inode();
        }

        private static Optional<String> text(JsonObject entry, String key) {
            return Optional.ofNullable(entry.get(key))
                    .filter(JsonElement::isJsonPrimitive)
                    .map(JsonElement::getAsString);
        }

        void write() {
            try {
                Path folder = file.toAbsolutePath().getParent();
                Path fresh = Files.createTempFile(folder, "tools", ".tmp");
                Files.writeString(fresh, all.toString());
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException _) {
                // The next build asks the tools again.
            }
        }
    }
}
