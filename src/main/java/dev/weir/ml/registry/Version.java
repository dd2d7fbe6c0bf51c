package dev.weir.ml.registry;

import dev.weir.ml.data.JsonFile;
import dev.weir.ml.data.Sha256;
import dev.weir.ml.model.ModelFolder;
import dev.weir.ml.model.Regressor;
import dev.weir.step.StepFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/// A saved model: a folder that never changes once it is there.
///
/// @param folder the last part of its path is the version's name, `v_20260131_235959`
public record Version(Path folder) implements Comparable<Version> {
    static final String CARD = "card.json";
    static final Pattern NAME = Pattern.compile("v_(\\d{8}_\\d{6})(?:_(\\d{1,9}))?");

    /// The name, `v_20260131_235959`.
    public String id() {
        return folder.getFileName().toString();
    }

    /// The card.
    public VersionCard card() throws StepFailure, IOException {
        return VersionCard.of(JsonFile.read(folder.resolve(CARD)));
    }

    /// The name with what people call its data: `v_20260131_235959 (2023-01)`.
    public String said() throws StepFailure, IOException {
        var label = card().label();
        return label.isEmpty() ? id() : "%s (%s)".formatted(id(), label);
    }

    /// Opens the model, after all of the version's files were found to be those its card names.
    ///
    /// @throws StepFailure when one is missing or holds other bytes
    public Regressor open() throws StepFailure, IOException {
        var card = card();
        for (var script : card.scripts()) {
            var file = folder.resolve(script.file());
            if (!Files.isRegularFile(file) || !Sha256.of(file).equals(script.sha256())) {
                throw new StepFailure(
                        "the script '%s' is not the one its card names: it was changed or damaged"
                                .formatted(file));
            }
        }
        return ModelFolder.open(folder, card.model());
    }

    /// Why the version cannot be asked: its card or another file is missing or was changed.
    Optional<String> flaw() throws IOException {
        try {
            open().close();
            return Optional.empty();
        } catch (StepFailure e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /// By time, then by number.
    @Override
    public int compareTo(Version other) {
        int time = time().compareTo(other.time());
        return time != 0 ? time : Integer.compare(number(), other.number());
    }

    private String time() {
        var name = NAME.matcher(id());
        return name.matches() ? name.group(1) : id();
    }

    private int number() {
        var name = NAME.matcher(id());
        return name.matches() && name.group(2) != null ? Integer.parseInt(name.group(2)) : 1;
    }
}
