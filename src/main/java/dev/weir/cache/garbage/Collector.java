package dev.weir.cache.garbage;

import dev.weir.cache.ActionCache;
import dev.weir.cache.ContentStore;
import dev.weir.digest.Digest;
import dev.weir.digest.TaskKey;
import dev.weir.disk.CacheFolder;
import dev.weir.disk.FileTree;
import java.io.IOException;

/// Removes what was selected from a store. Needs the store's lock, alone.
///
/// Records go before the bytes they name: whoever dies in between leaves bytes that the next
/// collection removes, and no record of what is not there.
public final class Collector {
    private final CacheFolder store;

    public Collector(CacheFolder store) {
        this.store = store;
    }

    /// Removes all of it.
    public void collect(Selection selection) throws IOException {
        try (ActionCache actions = new ActionCache(store);
                ContentStore contents = new ContentStore(store)) {
            for (TaskKey key : selection.results()) {
                FileTree.remove(actions.file(key));
            }
            for (Digest digest : selection.bytes()) {
                FileTree.remove(contents.blob(digest));
            }
        }
    }
}
