package dev.weir.build.upkeep;

import dev.weir.digest.Hasher;
import dev.weir.disk.AtomicFile;
import dev.weir.disk.CacheFolder;
import dev.weir.disk.FileTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The workspaces that build with a shared store, so that what they need is never collected: a file
/// `workspaces/…` for each, that holds the path of its own folder.
final class Sharers {
    private static final String FOLDER = "workspaces";

    private final CacheFolder store;

    Sharers(CacheFolder store) {
        this.store = store;
    }

    /// Enters a workspace, if it is not entered yet.
    ///
    /// @param cache its own folder
    void enter(CacheFolder cache) throws IOException {
        String path = cache.root().toString();
        Path file = store.path(FOLDER).resolve(Hasher.digest(path).abbreviated());
        if (!Files.exists(file)) {
            store.folder(FOLDER);
            AtomicFile.write(file, path.getBytes(StandardCharsets.UTF_8));
        }
    }

    /// The own folders of all that are entered and still there.
    List<CacheFolder> all() throws IOException {
        List<CacheFolder> all = new ArrayList<>();
        for (Path file : FileTree.childrenIfAny(store.path(FOLDER))) {
            Path cache = Path.of(Files.readString(file));
            if (Files.isDirectory(cache)) {
                all.add(new CacheFolder(cache));
            }
        }
        return all;
    }
}
