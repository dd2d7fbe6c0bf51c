package dev.weir.cache.garbage;

import dev.weir.disk.CacheFolder;
import dev.weir.disk.RecordFile;
import dev.weir.disk.RecordReader;
import dev.weir.disk.RecordWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Optional;

/// How many bytes a store holds, kept from build to build so that none has to count them: the file
/// `size`. Of several processes that write it the last wins, so that it may be off until the bytes
/// are counted again. Damaged it is worth nothing.
public final class Tally {
    /// The name of the file in the store.
    public static final String FILE = "size";

    private final CacheFolder store;
    private final RecordFile file;

    public Tally(CacheFolder store) {
        this.store = store;
        this.file = new RecordFile(store.path(FILE), "weir store size 1");
    }

    /// What is known.
    ///
    /// @param bytes the store holds, records of results left out
    /// @param counted when they were last counted one by one
    /// @param enough what it may grow to before a collection is worth a try
    public record Count(long bytes, Instant counted, long enough) {
        /// The same after a build that added some.
        public Count with(long added) {
            return new Count(bytes + added, counted, enough);
        }
    }

    /// The last count, if there is one.
    public Optional<Count> read() {
        try {
            return file.read().map(Tally::count);
        } catch (IndexOutOfBoundsException | IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    private static Count count(RecordReader from) {
        return new Count(from.number(), Instant.ofEpochSecond(from.number()), from.number());
    }

    /// Replaces it.
    public void write(Count count) throws IOException {
        store.folder(".");
        file.write(
                new RecordWriter()
                        .number(count.bytes())
                        .number(count.counted().getEpochSecond())
                        .number(count.enough())
                        .finish());
    }

    /// Has the next build count.
    public void forget() throws IOException {
        Files.deleteIfExists(store.path(FILE));
    }
}
