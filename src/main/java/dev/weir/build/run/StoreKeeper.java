package dev.weir.build.run;

import dev.weir.cache.ContentStore;
import dev.weir.digest.Digest;
import dev.weir.workspace.Keeper;
import java.io.IOException;
import java.nio.file.Path;

/// The content store, as the workspace sees it.
public record StoreKeeper(ContentStore contents) implements Keeper {
    @Override
    public Digest put(Path file) throws IOException {
        return contents.put(file);
    }

    @Override
    public Digest put(Path file, Digest known) throws IOException {
        return contents.put(file, known);
    }
}
