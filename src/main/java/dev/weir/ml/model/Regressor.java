package dev.weir.ml.model;

import dev.weir.step.StepFailure;
import java.io.IOException;
import java.nio.file.Path;

/// A fitted model that predicts a number. Safe for use by one thread at a time.
public sealed interface Regressor extends AutoCloseable permits BoostedTrees, Forest {
    /// One prediction for each row, in order. The rows have the features that it was fitted with,
    /// in the same order.
    ///
    /// @throws StepFailure when a row cannot be predicted (a forest takes no missing values)
    float[] predict(Rows rows) throws StepFailure;

    /// Writes the model; the same model gives the same bytes.
    void write(Path file) throws IOException;

    @Override
    void close();
}
