package dev.weir.ml.model;

import dev.weir.ml.data.JsonFile;
import dev.weir.ml.data.Sha256;
import dev.weir.step.StepFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A model on disk: a folder of `model.json`, its card, and the model's own file.
public record ModelFolder(Path folder) {
    /// The name of the card's file.
    public static final String CARD = "model.json";

    static ModelFolder write(Path folder, Regressor model, CardWriter card) throws IOException {
        var file = folder.resolve(file(model));
        model.write(file);
        var written = card.card(file.getFileName().toString(), Sha256.of(file));
        JsonFile.write(folder.resolve(CARD), written.json());
        return new ModelFolder(folder);
    }

    private static String file(Regressor model) {
        return switch (model) {
            case BoostedTrees _ -> BoostedTrees.FILE;
            case Forest _ -> Forest.FILE;
        };
    }

    /// The card.
    public ModelCard card() throws StepFailure, IOException {
        return ModelCard.of(JsonFile.read(folder.resolve(CARD)));
    }

    /// Opens the model, after its file was found to be the one the card names.
    ///
    /// @throws StepFailure when the file is not there or holds other bytes
    public Regressor open() throws StepFailure, IOException {
        return open(folder, card());
    }

    /// Opens the model of a card that is kept elsewhere.
    ///
    /// @throws StepFailure when the file is not there or holds other bytes
    public static Regressor open(Path folder, ModelCard card) throws StepFailure, IOException {
        var file = folder.resolve(card.file());
        if (!Files.isRegularFile(file)) {
            throw new StepFailure("the model's file '%s' is missing".formatted(file));
        }
        if (!Sha256.of(file).equals(card.sha256())) {
            throw new StepFailure(
                    "the model's file '%s' is not the one its card names: it was changed or damaged"
                            .formatted(file));
        }
        Libraries.prepare();
        return switch (card.algorithm()) {
            case XGBOOST -> BoostedTrees.read(file);
            case RANDOM_FOREST -> Forest.read(file);
        };
    }

    /// Makes the card once the model's file is written.
    interface CardWriter {
        ModelCard card(String file, String sha256);
    }
}
