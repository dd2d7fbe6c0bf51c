package dev.weir.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.weir.cache.garbage.Inspection;
import dev.weir.disk.FileTree;
import dev.weir.report.Sizes;
import java.nio.file.Path;
import java.util.function.Function;

/// What came of verifying a store, in words.
final class InspectionText {
    private InspectionText() {}

    /// @param shown a path as the user would write it
    static String of(Inspection inspection, Function<Path, String> shown) {
        StringBuilder text = new StringBuilder();
        for (Path damaged : inspection.damaged()) {
            text.append("damaged: ").append(shown.apply(damaged));
            text.append(
                    FileTree.exists(damaged)
                            ? " (it cannot be removed)\n"
                            : " (removed; what needs it runs again)\n");
        }
        text.append(Sizes.count(inspection.results(), "result")).append(" and ");
        text.append(Sizes.count(inspection.files(), "file")).append(" of ");
        text.append(Sizes.text(inspection.bytes())).append(" read, ");
        text.append(inspection.damaged().isEmpty() ? "none" : inspection.damaged().size());
        text.append(" damaged\n");
        if (inspection.incomplete() > 0) {
            text.append(Sizes.count(inspection.incomplete(), "result"));
            text.append(" cannot be restored: not all bytes are there\n");
        }
        return text.toString();
    }

    static JsonObject json(Inspection inspection) {
        JsonObject json = new JsonObject();
        json.addProperty("results", inspection.results());
        json.addProperty("files", inspection.files());
        json.addProperty("bytes", inspection.bytes());
        JsonArray damaged = new JsonArray();
        inspection.damaged().forEach(path -> damaged.add(path.toString()));
        json.add("damaged", damaged);
        json.addProperty("incomplete", inspection.incomplete());
        return json;
    }
}
