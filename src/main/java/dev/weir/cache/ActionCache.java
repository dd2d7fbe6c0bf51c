package dev.weir.cache;

import dev.weir.digest.Entry;
import dev.weir.digest.TaskKey;
import dev.weir.disk.CacheFolder;
import dev.weir.disk.FileTree;
import dev.weir.pipeline.WorkspacePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Results by key: a constructive trace. One readable file a key, `actions/ab/….json`, whose last
/// line is a digest of the lines above.
///
/// Safe for several threads and processes; asking writes nothing. Closing only tidies up.
public final class ActionCache implements AutoCloseable {
    private final CacheFolder cache;
    private final TempFolder temps;

    public ActionCache(CacheFolder cache) {
        this.cache = cache;
        this.temps = new TempFolder(cache);
    }

    /// The last result recorded for the key.
    public Lookup find(TaskKey key) {
        Path file = file(key);
        return Files.isRegularFile(file) || !FileTree.exists(file)
                ? findFile(key)
                : new Lookup.Corrupt(file.toString(), "not a regular file");
    }

    /// The same, where no folder or pipe stands in place of a file.
    public Lookup findFile(TaskKey key) {
        Path file = file(key);
        try {
            return new Lookup.Hit(ActionJson.read(key, Files.readString(file)));
        } catch (NoSuchFileException missing) {
            return new Lookup.Miss();
        } catch (IOException e) {
            return new Lookup.Corrupt(file.toString(), String.valueOf(e.getMessage()));
        }
    }

    /// Records a result; it replaces an earlier one, and says how that compares.
    public Recorded record(TaskKey key, ActionResult result) throws IOException {
        Lookup before = find(key);
        Path temp = temps.file();
        try {
            Files.writeString(temp, ActionJson.write(key, result));
            cache.folder("actions/" + key.digest().hex().substring(0, 2));
            FileTree.put(temp, file(key));
        } finally {
            Files.deleteIfExists(temp);
        }
        return switch (before) {
            case Lookup.Hit(ActionResult previous) -> compare(previous, result);
            case Lookup.Miss(), Lookup.Corrupt(_, _) -> new Recorded.New();
        };
    }

    /// The result was of use just now: what is long unused goes first when room is needed. That it
    /// cannot be noted, as in a store that is read-only, is no harm.
    public void used(TaskKey key, Instant now) {
        boolean _ = file(key).toFile().setLastModified(now.toEpochMilli());
    }

    private static Recorded compare(ActionResult previous, ActionResult result) {
        SortedSet<WorkspacePath> paths = new TreeSet<>(previous.outputs().keySet());
        paths.addAll(result.outputs().keySet());
        Optional<WorkspacePath> first =
                paths.stream()
                        .filter(path -> !same(made(previous, path), made(result, path)))
                        .findFirst();
        return first.isEmpty() ? new Recorded.Same() : new Recorded.Differs(first.get(), previous);
    }

    private static @Nullable Entry made(ActionResult result, WorkspacePath path) {
        ActionResult.Made made = result.outputs().get(path);
        return made == null ? null : made.entry();
    }

    private static boolean same(@Nullable Entry one, @Nullable Entry other) {
        return one != null && other != null && one.sameAs(other);
    }

    /// Where the result of a key is, or would be.
    public Path file(TaskKey key) {
        String hex = key.digest().hex();
        return cache.path("actions/" + hex.substring(0, 2) + "/" + hex.substring(2) + ".json");
    }

    @Override
    public void close() throws IOException {
        temps.close();
    }
}
