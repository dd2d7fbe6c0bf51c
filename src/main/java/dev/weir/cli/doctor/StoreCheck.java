package dev.weir.cli.doctor;

import dev.weir.cache.ContentStore;
import dev.weir.cache.garbage.Inventory;
import dev.weir.digest.Digest;
import dev.weir.digest.Hasher;
import dev.weir.disk.CacheFolder;
import dev.weir.report.Sizes;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// A quick look at the store: all records of results, and as many bytes as can be read in a moment.
///
/// @param store where results are
record StoreCheck(CacheFolder store) {
    private static final String SUBJECT = "cache";
    private static final long ENOUGH = 64_000_000;

    Finding finding() {
        return Finding.of(SUBJECT, this::look);
    }

    private Finding look() throws IOException {
        Inventory inventory = Inventory.of(store);
        long damaged =
                inventory.results().values().stream().filter(Inventory.Result::isDamaged).count()
                        + damagedBytes(inventory);
        String said =
                Sizes.count(inventory.results().size(), "result")
                        + ", "
                        + Sizes.text(inventory.size());
        return damaged == 0
                ? Finding.good(SUBJECT, said)
                : Finding.bad(
                        SUBJECT,
                        damaged + " of what was looked at is damaged (" + said + ")",
                        "'weir cache verify' removes all that is; what needs it runs again");
    }

    private long damagedBytes(Inventory inventory) throws IOException {
        long read = 0;
        long damaged = 0;
        try (ContentStore contents = new ContentStore(store)) {
            for (Map.Entry<Digest, Long> blob : new TreeMap<>(inventory.blobs()).entrySet()) {
                if (read + blob.getValue() <= ENOUGH) {
                    read += blob.getValue();
                    damaged += isDamaged(contents.blob(blob.getKey()), blob.getKey()) ? 1 : 0;
                }
            }
        }
        return damaged;
    }

    /// Unlike the store itself it leaves what is damaged where it is.
    private static boolean isDamaged(Path blob, Digest named) throws IOException {
        Hasher hasher = new Hasher();
        try (InputStream in = new FileInputStream(blob.toFile())) {
            byte[] chunk = new byte[1 << 16];
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                hasher.add(chunk, 0, count);
            }
        }
        return !hasher.finish().equals(named);
    }
}
