package dev.weir.workspace;

import dev.weir.digest.Digest;
import dev.weir.disk.AtomicFile;
import dev.weir.disk.CacheFolder;
import dev.weir.pipeline.WorkspacePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The digests of files that have not changed since they were hashed: `state/stat`. A digest holds
/// while size, both times and inode stay; one of a file that was still fresh when it was hashed is
/// not kept, as a later change need not show (git calls it racily clean).
///
/// A damaged file is an empty one: it only costs hashing. Safe for several threads; of several
/// processes that save, the last wins.
public final class StatCache {
    private static final String FILE = "state/stat";

    private final CacheFolder cache;
    private final StatTable table;
    private final Map<String, Known> learnt = new ConcurrentHashMap<>();

    private StatCache(CacheFolder cache, StatTable table) {
        this.cache = cache;
        this.table = table;
    }

    /// Reads what is there.
    public static StatCache load(CacheFolder cache) {
        Path file = cache.path(FILE);
        try {
            return new StatCache(cache, StatTable.of(Files.readAllBytes(file)));
        } catch (NoSuchFileException missing) {
            return new StatCache(cache, StatTable.EMPTY);
        } catch (IOException unreadable) {
            return new StatCache(cache, StatTable.EMPTY);
        }
    }

    /// The digest of the file's bytes, if they are still those that were hashed.
    public Optional<Digest> digest(WorkspacePath path, FileState state) {
        Known known = learnt.get(path.text());
        if (known != null) {
            return known.state.sameAs(state) ? Optional.of(known.digest) : Optional.empty();
        }
        return table.digest(path.text(), state);
    }

    /// Keeps a digest.
    ///
    /// @param state as it was before the bytes were read, and still was after
    public void learn(WorkspacePath path, FileState state, Digest digest) {
        if (state.settled()) {
            learnt.put(path.text(), new Known(state, digest));
        }
    }

    /// Writes what was learnt, if anything was.
    public void save() throws IOException {
        if (!learnt.isEmpty()) {
            cache.folder("state");
            AtomicFile.write(cache.path(FILE), table.with(learnt));
        }
    }

    /// A digest and the state it holds for.
    record Known(FileState state, Digest digest) {}
}
