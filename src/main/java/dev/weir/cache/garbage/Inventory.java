package dev.weir.cache.garbage;

import dev.weir.cache.ActionCache;
import dev.weir.cache.ActionResult;
import dev.weir.cache.Lookup;
import dev.weir.digest.Digest;
import dev.weir.digest.Entry;
import dev.weir.digest.Manifest;
import dev.weir.digest.TaskKey;
import dev.weir.disk.CacheFolder;
import dev.weir.disk.FileTree;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// All that a store holds, file by file. Taking it writes nothing; what appears or goes meanwhile
/// may be in it or not.
///
/// @param results by key, the damaged ones among them
/// @param blobs the sizes of all bytes
public record Inventory(Map<TaskKey, Result> results, Map<Digest, Long> blobs) {
    private static final String RESULT = ".json";

    public Inventory {
        results = Map.copyOf(results);
        blobs = Map.copyOf(blobs);
    }

    /// A recorded result.
    ///
    /// @param task that made it, `""` when the record is damaged
    /// @param took how long its action ran; zero when that is not known
    /// @param used when it was made, restored, or last stood in a workspace
    /// @param size of the record itself
    /// @param bytes that it names, whether the store has them or not
    public record Result(String task, Duration took, Instant used, long size, Set<Digest> bytes) {
        public Result {
            bytes = Set.copyOf(bytes);
        }

        /// Whether the record cannot be read.
        public boolean isDamaged() {
            return task.isEmpty();
        }
    }

    /// Looks through a store.
    ///
    /// @throws AccessDeniedException when what is in it may not be seen: it is not empty then
    public static Inventory of(CacheFolder store) throws IOException {
        if (Files.isDirectory(store.root()) && !Files.isExecutable(store.root())) {
            throw new AccessDeniedException(store.root().toString());
        }
        Map<TaskKey, Result> results = new HashMap<>();
        try (ActionCache actions = new ActionCache(store)) {
            each(
                    store.path("actions"),
                    (name, state) -> {
                        String hex = name.endsWith(RESULT) ? name.substring(0, Digest.LENGTH) : "";
                        Optional<Digest> digest = Digest.read(hex);
                        if (digest.isPresent()) {
                            TaskKey key = new TaskKey(digest.get());
                            results.put(key, result(actions.find(key), state));
                        }
                    });
        }
        Map<Digest, Long> blobs = new HashMap<>();
        each(
                store.path("objects"),
                (name, state) -> {
                    Optional<Digest> digest = Digest.read(name);
                    if (digest.isPresent()) {
                        blobs.put(digest.get(), state.size());
                    }
                });
        return new Inventory(results, blobs);
    }

    private interface Meeting {
        void meet(String name, BasicFileAttributes state);
    }

    /// Each file of `ab/cdef…`, by `abcdef…`.
    private static void each(Path top, Meeting meeting) throws IOException {
        for (Path folder : FileTree.childrenIfAny(top)) {
            for (Path file : FileTree.childrenIfAny(folder)) {
                Optional<BasicFileAttributes> state = state(file);
                if (state.filter(BasicFileAttributes::isRegularFile).isPresent()) {
                    meeting.meet(folder.getFileName().toString() + file.getFileName(), state.get());
                }
            }
        }
    }

    /// Empty when the file is gone.
    private static Optional<BasicFileAttributes> state(Path file) throws IOException {
        try {
            return Optional.of(
                    Files.readAttributes(
                            file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    private static Result result(Lookup found, BasicFileAttributes state) {
        Instant used = state.lastModifiedTime().toInstant();
        return found instanceof Lookup.Hit(ActionResult result)
                ? new Result(result.task(), result.took(), used, state.size(), bytes(result))
                : new Result("", Duration.ZERO, used, state.size(), Set.of());
    }

    /// All bytes that a result names, those of its log among them.
    static Set<Digest> bytes(ActionResult result) {
        Set<Digest> bytes = new HashSet<>();
        result.log().ifPresent(bytes::add);
        for (ActionResult.Made made : result.outputs().values()) {
            switch (made) {
                case ActionResult.MadeFile(Entry entry) -> bytes.add(entry.digest());
                case ActionResult.MadeFolder(Manifest manifest) ->
                        manifest.members()
                                .values()
                                .forEach(member -> {
                                    if (member instanceof Manifest.File file) {
                                        bytes.add(file.digest());
                                    }
                                });
            }
        }
        return bytes;
    }

    /// All bytes that results name.
    public long bytes() {
        long bytes = 0;
        for (long blob : blobs.values()) {
            bytes += blob;
        }
        return bytes;
    }

    /// The same with the records of results: all it takes.
    public long size() {
        long size = bytes();
        for (Result result : results.values()) {
            size += result.size();
        }
        return size;
    }
}
