package dev.weir.cache.garbage;

import dev.weir.cache.ActionCache;
import dev.weir.cache.ContentStore;
import dev.weir.cache.Fetched;
import dev.weir.cache.Lookup;
import dev.weir.digest.Digest;
import dev.weir.digest.TaskKey;
import dev.weir.disk.CacheFolder;
import dev.weir.disk.FileTree;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What came of reading all that a store holds. What was damaged is no longer in it.
///
/// @param results how many records were read
/// @param files how many files of bytes
/// @param bytes how large these are
/// @param damaged what was removed: where it was
/// @param incomplete how many results name bytes that are not there
public record Inspection(int results, int files, long bytes, List<Path> damaged, int incomplete) {
    public Inspection {
        damaged = List.copyOf(damaged);
    }

    /// Reads all of it, on all processors. What another process removes meanwhile is not damaged.
    public static Inspection of(CacheFolder store) throws IOException {
        Inventory inventory = Inventory.of(store);
        try (ActionCache actions = new ActionCache(store);
                ContentStore contents = new ContentStore(store)) {
            List<Path> damaged = new ArrayList<>(damagedResults(inventory, actions));
            damaged.addAll(damagedBytes(inventory, contents));
            int incomplete = 0;
            for (Inventory.Result result : inventory.results().values()) {
                incomplete += result.bytes().stream().allMatch(contents::holds) ? 0 : 1;
            }
            long bytes = inventory.blobs().values().stream().mapToLong(Long::longValue).sum();
            return new Inspection(
                    inventory.results().size(),
                    inventory.blobs().size(),
                    bytes,
                    damaged,
                    incomplete);
        }
    }

    private static List<Path> damagedResults(Inventory inventory, ActionCache actions)
            throws IOException {
        List<Path> damaged = new ArrayList<>();
        for (TaskKey key : inventory.results().keySet()) {
            if (inventory.results().get(key).isDamaged()
                    && actions.find(key) instanceof Lookup.Corrupt) {
                FileTree.remove(actions.file(key));
                damaged.add(actions.file(key));
            }
        }
        return damaged.stream().sorted().toList();
    }

    private static List<Path> damagedBytes(Inventory inventory, ContentStore contents)
            throws IOException {
        try {
            return inventory.blobs().keySet().parallelStream()
                    .filter(digest -> isDamaged(digest, contents))
                    .map(contents::blob)
                    .sorted()
                    .toList();
        } catch (UncheckedIOException refused) {
            throw new IOException(refused.getCause());
        }
    }

    private static boolean isDamaged(Digest digest, ContentStore contents) {
        try {
            return contents.send(digest, OutputStream.nullOutputStream())
                    instanceof Fetched.Corrupt;
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
