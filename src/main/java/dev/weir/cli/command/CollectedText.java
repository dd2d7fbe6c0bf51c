package dev.weir.cli.command;

import com.google.gson.JsonObject;
import dev.weir.cache.garbage.Budget;
import dev.weir.cache.garbage.Selection;
import dev.weir.report.Sizes;

/// What was collected, or would be, in words.
final class CollectedText {
    private CollectedText() {}

    static String of(Selection selection, Budget budget, boolean dry) {
        StringBuilder text = new StringBuilder();
        if (selection.isEmpty()) {
            text.append("nothing to collect, ");
        } else {
            text.append(dry ? "would free " : "freed ").append(Sizes.text(selection.freed()));
            text.append(" (").append(Sizes.count(selection.results().size(), "result"));
            text.append(", ").append(Sizes.count(selection.bytes().size(), "file")).append("), ");
        }
        text.append(Sizes.text(selection.left())).append(" left\n");
        if (budget.keep().filter(most -> selection.left() > most).isPresent()) {
            text.append("more than ").append(Sizes.text(budget.keep().get()));
            text.append(": the workspace needs the rest as it is now\n");
        }
        return text.toString();
    }

    static JsonObject json(Selection selection, boolean dry) {
        JsonObject json = new JsonObject();
        json.addProperty("dry_run", dry);
        json.addProperty("freed_bytes", selection.freed());
        json.addProperty("left_bytes", selection.left());
        json.addProperty("results", selection.results().size());
        json.addProperty("files", selection.bytes().size());
        return json;
    }

    static void cleared(Call call, long freed) {
        if (call.arguments().has(Option.JSON)) {
            JsonObject json = new JsonObject();
            json.addProperty("freed_bytes", freed);
            call.printJson(json);
        } else {
            call.print("emptied the store, " + Sizes.text(freed) + " freed\n");
        }
    }
}
