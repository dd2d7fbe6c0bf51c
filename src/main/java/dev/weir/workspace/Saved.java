package dev.weir.workspace;

import dev.weir.digest.Manifest;
import dev.weir.pipeline.WorkspacePath;
import java.util.Optional;

/// What stood where a build replaced or removed it although weir had not made it, or where an undo
/// put something.
///
/// @param run the build
public record Saved(String run, WorkspacePath path, Stood stood) {
    /// What stood at a place.
    public sealed interface Stood {}

    /// A file, whose bytes are in the store, or a link.
    public record Member(Manifest.Member member) implements Stood {}

    /// A folder; after it follows what was in it.
    public record Folder() implements Stood {}

    /// Nothing.
    public record Nothing() implements Stood {}

    /// The file whose bytes are in the store.
    public Optional<Manifest.File> file() {
        return stood instanceof Member(Manifest.File file) ? Optional.of(file) : Optional.empty();
    }
}
