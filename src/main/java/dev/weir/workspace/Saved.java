package dev.weir.workspace;

import dev.weir.digest.Manifest;
import dev.weir.pipeline.WorkspacePath;
import java.util.Optional;

/// Something that a build replaced or removed although weir had not made it.
///
/// @param run the build
/// @param member the file, whose bytes are in the store, or the link; empty for a folder, after
///   which follows what was in it
public record Saved(String run, WorkspacePath path, Optional<Manifest.Member> member) {
    /// The file whose bytes are in the store.
    public Optional<Manifest.File> file() {
        return member.filter(Manifest.File.class::isInstance).map(Manifest.File.class::cast);
    }
}
