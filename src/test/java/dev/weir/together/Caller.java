package dev.weir.together;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/// Has calls carried out while others are.
interface Caller {
    /// Begins a call.
    ///
    /// @param seed of the plot
    CompletableFuture<Answer> call(Path root, long seed, Ask ask);

    /// How a call ended.
    sealed interface Answer {
        /// As it should.
        record Done(boolean idle) implements Answer {}

        /// Not as it should.
        record Wrong(String what) implements Answer {}

        /// It was killed.
        record Killed() implements Answer {}
    }
}
