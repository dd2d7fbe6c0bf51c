package dev.weir.digest;

/// What stands at a path, by content: what inputs and outputs are compared by.
///
/// @param digest of a file's bytes; of a folder's [manifest][Manifest]
/// @param size bytes of the file, or of all files in the folder
public record Entry(Kind kind, Digest digest, long size) {
    /// What kind of thing it is.
    public enum Kind {
        FILE,
        EXECUTABLE,
        FOLDER
    }

    /// Whether both have the same kind and content.
    public boolean sameAs(Entry other) {
        return kind == other.kind && digest.equals(other.digest);
    }
}
