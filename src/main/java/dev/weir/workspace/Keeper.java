package dev.weir.workspace;

import dev.weir.digest.Digest;
import java.io.IOException;
import java.nio.file.Path;

/// Keeps the bytes of files by digest.
public interface Keeper {
    /// Keeps a file.
    Digest put(Path file) throws IOException;

    /// Keeps a file whose digest was known a moment ago.
    ///
    /// @return the digest of what is kept
    Digest put(Path file, Digest known) throws IOException;
}
