package dev.weir.workspace;

import dev.weir.digest.Digest;
import dev.weir.digest.Manifest;
import dev.weir.disk.AtomicFile;
import dev.weir.disk.CacheFolder;
import dev.weir.pipeline.WorkspacePath;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The digests of files that have not changed since they were hashed: `state/stat`. A digest holds
/// while size, both times and inode stay; one of a file that was still fresh when it was hashed is
/// not kept, as a later change need not show (git calls it racily clean). Small folders are known
/// by what they hold, so that a build with nothing to do hashes nothing at all: to find the JDK's
/// SHA-256 takes it longer than to look at all its files.
///
/// A damaged file is an empty one: it only costs hashing. Safe for several threads; of several
/// processes that save, the last wins.
public final class StatCache {
    private static final String FILE = "state/stat";

    /// Things in a folder whose listing is kept: a few kilobytes.
    private static final int FEW = 64;

    private static final FileState LISTED =
            new FileState(FileState.Kind.FOLDER, false, 0, 0, 0, 0, true);

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
        try (InputStream in = new FileInputStream(file.toFile())) {
            return new StatCache(cache, StatTable.of(in.readAllBytes()));
        } catch (IOException missingOrUnreadable) {
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

    /// The digest of a folder that holds this: the one it had before, without hashing, if it is not
    /// too large to be compared as a text.
    public Digest digest(Manifest manifest) {
        if (manifest.count() > FEW) {
            return manifest.digest();
        }
        // No file has such a path, and nothing but the text counts.
        String text = "\0" + manifest.listing();
        Known known = learnt.get(text);
        if (known != null) {
            return known.digest;
        }
        return table.digest(text, LISTED)
                .orElseGet(() -> {
                    Digest digest = manifest.digest();
                    learnt.put(text, new Known(LISTED, digest));
                    return digest;
                });
    }

    /// Writes what was learnt, if anything was. That it cannot be kept costs hashing only.
    public void save() {
        if (!learnt.isEmpty()) {
            try {
                cache.folder("state");
                AtomicFile.write(cache.path(FILE), table.with(learnt));
            } catch (IOException noRoom) {
                return;
            }
        }
    }

    /// A digest and the state it holds for.
    record Known(FileState state, Digest digest) {}
}
