package dev.weir.ml.model;

import dev.weir.ml.data.Database;
import dev.weir.ml.data.TableFile;
import dev.weir.step.Step;
import dev.weir.step.StepContext;
import java.util.List;

/// Judges the model in the folder `model` on the table `table`, whose rows it should not have seen.
public final class EvaluateStep implements Step<EvaluateStep.Settings> {
    @Override
    public void run(StepContext<Settings> context) throws Exception {
        var folder = new ModelFolder(context.input("model"));
        var card = folder.card();
        var table = context.input("table");
        try (var database = Database.open(context, List.of(table));
                var model = folder.open()) {
            var rows = card.selection(true).read(database, TableFile.relation(List.of(table)));
            Judging.report(context, model, card.mean(), rows);
        }
    }

    /// None: the model's card says everything.
    public record Settings() {}
}
