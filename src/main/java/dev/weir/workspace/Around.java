package dev.weir.workspace;

import dev.weir.disk.CacheFolder;
import dev.weir.pipeline.Unseen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A workspace that another one lies in. Who builds in the outer one, by an included Pipelinefile
/// or by paths that lead there, may write what the inner one's builds write.
///
/// @param cache the outer one's folder
/// @param inner the inner one's path in it
record Around(CacheFolder cache, String inner) {
    /// All that a workspace lies in, the outermost first.
    ///
    /// @param own weir's folder of that workspace
    static List<Around> of(CacheFolder own) throws IOException {
        Path root = Objects.requireNonNull(own.root().toAbsolutePath().getParent()).toRealPath();
        List<Around> all = new ArrayList<>();
        for (Path folder = root.getParent(); folder != null; folder = folder.getParent()) {
            Path cache = folder.resolve(Unseen.CACHE);
            if (CacheFolder.isOne(cache)) {
                all.addFirst(
                        new Around(new CacheFolder(cache), folder.relativize(root).toString()));
            }
        }
        return all;
    }
}
