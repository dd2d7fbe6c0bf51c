package dev.weir.build.verdict;

import dev.weir.disk.CacheFolder;
import java.nio.file.Path;

/// Where a build looks and writes.
///
/// @param root the workspace
/// @param cache weir's own folder in it: state, records, what `undo` brings back
/// @param store where results are: the same folder, or one that several workspaces share
public record Places(Path root, CacheFolder cache, CacheFolder store) {
    /// Whether the store is another than the workspace's own.
    public boolean isShared() {
        return !store.root().equals(cache.root());
    }
}
