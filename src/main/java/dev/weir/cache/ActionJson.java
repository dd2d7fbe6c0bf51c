package dev.weir.cache;

import com.google.gson.FormattingStyle;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonWriter;
import dev.weir.digest.Digest;
import dev.weir.digest.Entry;
import dev.weir.digest.Hasher;
import dev.weir.digest.Manifest;
import dev.weir.digest.TaskKey;
import dev.weir.pipeline.WorkspacePath;
import java.io.IOException;
import java.io.StringWriter;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The text of one entry of the action cache: indented JSON, and after its last member but one the
/// digest of all text before. A text that is not exactly what was written is refused.
final class ActionJson {
    private static final int FORMAT = 1;
    private static final String CHECKSUM = "  \"checksum\": \"";
    private static final String END = "\"\n}\n";

    private ActionJson() {}

    static String write(TaskKey key, ActionResult result) throws IOException {
        StringWriter text = new StringWriter();
        JsonWriter json = new JsonWriter(text);
        json.setFormattingStyle(FormattingStyle.PRETTY);
        json.beginObject();
        json.name("format").value(FORMAT);
        json.name("key").value(key.digest().hex());
        json.name("task").value(result.task());
        json.name("run").value(result.run());
        json.name("finished").value(result.finished().toString());
        json.name("took").value(result.took().toString());
        if (result.log().isPresent()) {
            json.name("log").value(result.log().get().hex());
        }
        json.name("outputs").beginObject();
        for (var output : result.outputs().entrySet()) {
            json.name(output.getKey().text());
            writeMade(json, output.getValue());
        }
        json.endObject();
        json.flush();
        String body = text + ",\n";
        return body + CHECKSUM + Hasher.digest(body).hex() + END;
    }

    private static void writeMade(JsonWriter json, ActionResult.Made made) throws IOException {
        switch (made) {
            case ActionResult.MadeFile(Entry entry) -> {
                boolean executable = entry.kind() == Entry.Kind.EXECUTABLE;
                writeFile(json, new Manifest.File(entry.digest(), executable, entry.size()));
            }
            case ActionResult.MadeFolder(Manifest manifest) -> {
                json.beginObject();
                json.name("files").beginObject();
                for (var member : manifest.members().entrySet()) {
                    json.name(member.getKey());
                    switch (member.getValue()) {
                        case Manifest.File file -> writeFile(json, file);
                        case Manifest.Link(String target) -> {
                            json.beginObject().name("link").value(target).endObject();
                        }
                    }
                }
                json.endObject();
                json.name("empty").beginArray();
                for (String folder : manifest.emptyFolders()) {
                    json.value(folder);
                }
                json.endArray();
                json.endObject();
            }
        }
    }

    private static void writeFile(JsonWriter json, Manifest.File file) throws IOException {
        json.beginObject();
        json.name("digest").value(file.digest().hex());
        json.name("size").value(file.size());
        if (file.executable()) {
            json.name("executable").value(true);
        }
        json.endObject();
    }

    /// @throws IOException that says what is wrong with the text
    static ActionResult read(TaskKey key, String text) throws IOException {
        int checksum = text.length() - CHECKSUM.length() - Digest.LENGTH - END.length();
        if (checksum < 0) {
            throw new IOException("it is cut off");
        }
        String body = text.substring(0, checksum);
        if (!text.endsWith(CHECKSUM + Hasher.digest(body).hex() + END)) {
            throw new IOException("its checksum is not right");
        }
        try {
            JsonObject entry = JsonParser.parseString(text).getAsJsonObject();
            if (entry.get("format").getAsInt() != FORMAT) {
                throw new IOException("another version of weir made it");
            }
            if (!text(entry, "key").equals(key.digest().hex())) {
                throw new IOException("it belongs to another key");
            }
            return result(entry);
        } catch (JsonParseException
                | DateTimeException
                | IllegalStateException
                | IllegalArgumentException
                | NullPointerException e) {
            throw new IOException("it does not read as a result", e);
        }
    }

    private static ActionResult result(JsonObject entry) {
        SortedMap<WorkspacePath, ActionResult.Made> outputs = new TreeMap<>();
        for (Map.Entry<String, JsonElement> output : entry.getAsJsonObject("outputs").entrySet()) {
            outputs.put(
                    new WorkspacePath(output.getKey()), made(output.getValue().getAsJsonObject()));
        }
        return new ActionResult(
                text(entry, "task"),
                outputs,
                entry.has("log") ? Optional.of(digest(entry, "log")) : Optional.empty(),
                text(entry, "run"),
                Instant.parse(text(entry, "finished")),
                Duration.parse(text(entry, "took")));
    }

    private static ActionResult.Made made(JsonObject made) {
        if (made.has("digest")) {
            Manifest.File file = file(made);
            return new ActionResult.MadeFile(
                    new Entry(
                            file.executable() ? Entry.Kind.EXECUTABLE : Entry.Kind.FILE,
                            file.digest(),
                            file.size()));
        }
        SortedMap<String, Manifest.Member> members = new TreeMap<>();
        for (var member : made.getAsJsonObject("files").entrySet()) {
            members.put(member.getKey(), member(member.getValue().getAsJsonObject()));
        }
        SortedSet<String> empty = new TreeSet<>();
        made.getAsJsonArray("empty").forEach(folder -> empty.add(folder.getAsString()));
        return new ActionResult.MadeFolder(new Manifest(members, empty));
    }

    private static Manifest.Member member(JsonObject member) {
        return member.has("link") ? new Manifest.Link(text(member, "link")) : file(member);
    }

    private static Manifest.File file(JsonObject file) {
        return new Manifest.File(
                digest(file, "digest"), file.has("executable"), file.get("size").getAsLong());
    }

    private static Digest digest(JsonObject of, String name) {
        return Digest.of(text(of, name));
    }

    private static String text(JsonObject of, String name) {
        return of.get(name).getAsString();
    }
}
