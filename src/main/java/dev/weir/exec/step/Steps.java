package dev.weir.exec.step;

import dev.weir.step.Step;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/// Finds steps.
public interface Steps {
    /// The class behind a step of a pipeline, for one run; empty when there is none.
    ///
    /// @throws IOException when it was there and is no longer; the message is for the user
    Optional<Loaded> load(String id) throws IOException;

    /// A class, until it is closed.
    record Loaded(Class<? extends Step<?>> type, Closeable loader) implements Closeable {
        @Override
        public void close() throws IOException {
            loader.close();
        }
    }
}
