package dev.weir.workspace;

import dev.weir.digest.Manifest;
import dev.weir.pipeline.WorkspacePath;

/// Something that a build replaced or removed although weir had not made it.
///
/// @param run the build
/// @param member the file, whose bytes are in the store, or the link
public record Saved(String run, WorkspacePath path, Manifest.Member member) {}
