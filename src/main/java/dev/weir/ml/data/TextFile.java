package dev.weir.ml.data;

import dev.weir.step.StepFailure;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Texts in files.
public final class TextFile {
    private TextFile() {}

    /// The text in a file.
    ///
    /// @throws StepFailure when its bytes are no UTF-8
    /// @throws java.nio.file.NoSuchFileException when it is not there
    public static String read(Path file) throws StepFailure, IOException {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new StepFailure("'%s' is not UTF-8".formatted(file), e);
        }
    }
}
