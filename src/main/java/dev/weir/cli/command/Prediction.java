package dev.weir.cli.command;

import dev.weir.ml.data.Database;
import dev.weir.ml.registry.Predictor;
import dev.weir.ml.registry.Version;
import dev.weir.step.StepFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What a version says of raw rows.
record Prediction(Version version, Path rows) {
    /// Prints a line for each row, empty where there is no answer, or writes the rows with the
    /// answers beside them.
    ///
    /// @param output a `.csv` or `.parquet` to write instead
    void show(Call call, Optional<Path> output)
            throws IOException, StepFailure, InterruptedException {
        Path scratch = Files.createTempDirectory("weir-predict-");
        int threads = Runtime.getRuntime().availableProcessors();
        try (Predictor predictor =
                Predictor.of(version, new Database.Limits(threads, 0, scratch))) {
            Predictor.Answer answer = predictor.predict(rows);
            if (output.isPresent()) {
                predictor.write(rows, answer, output.get());
            } else {
                call.print(lines(answer));
            }
            if (answer.missing() > 0) {
                String missing = answer.missing() + " of " + answer.size();
                call.session()
                        .err()
                        .print(
                                missing
                                        + " rows have no prediction: the model's own SQL drops them\n");
            }
        } finally {
            Files.deleteIfExists(scratch);
        }
    }

    private static String lines(Predictor.Answer answer) {
        StringBuilder lines = new StringBuilder();
        for (int row = 0; row < answer.size(); row++) {
            float value = answer.value(row);
            lines.append(Float.isNaN(value) ? "" : Float.toString(value)).append('\n');
        }
        return lines.toString();
    }
}
