package dev.weir.pipelinefile.file;

import dev.weir.diagnostic.SourceText;
import java.util.Optional;

/// Finds the files that a Pipelinefile is read with: those it includes, and those with values for
/// params.
@FunctionalInterface
public interface OtherTexts {
    /// The text of a file, nothing when it is not there.
    ///
    /// @param path relative to the Pipelinefile's folder
    Optional<SourceText> read(String path);
}
