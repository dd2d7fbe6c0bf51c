package dev.weir.workspace;

import dev.weir.digest.Digest;
import dev.weir.digest.Entry;
import dev.weir.digest.Manifest;
import dev.weir.disk.IoText;
import dev.weir.pipeline.WorkspacePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// From files that were met to their digests: known ones from the stat cache, others read, all of
/// them at once. A digest is of bytes that stood still while they were read.
final class Digests {
    private static final int TRIES = 3;

    /// From this size on it is cheaper to wait until a fresh file has settled than to read it again
    /// in the next build.
    private static final long WORTH_WAITING = 1 << 20;

    private final StatCache known;
    private final FileHasher hasher;

    Digests(StatCache known, FileHasher hasher) {
        this.known = known;
        this.hasher = hasher;
    }

    /// What came of reading.
    sealed interface Seen {}

    /// A file by content.
    record Hashed(WorkspacePath path, FileState state, Digest digest) implements Seen {
        Entry entry() {
            var kind = state.executable() ? Entry.Kind.EXECUTABLE : Entry.Kind.FILE;
            return new Entry(kind, digest, state.size());
        }

        Manifest.File member() {
            return new Manifest.File(digest, state.executable(), state.size());
        }
    }

    /// A file without content.
    record Failed(Unreadable why) implements Seen {}

    /// Reads what is not known, in the order of the sightings.
    List<Seen> of(List<Sighting> sightings) throws InterruptedException {
        Seen[] seen = new Seen[sightings.size()];
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < seen.length; i++) {
            Sighting sighting = sightings.get(i);
            Optional<Digest> digest = known.digest(sighting.path(), sighting.state());
            if (digest.isPresent()) {
                seen[i] = new Hashed(sighting.path(), sighting.state(), digest.get());
            } else {
                open.add(i);
            }
        }
        if (!open.isEmpty()) {
            hasher.each(open.size(), i -> seen[open.get(i)] = hash(sightings.get(open.get(i))));
        }
        return Arrays.asList(seen);
    }

    private Seen hash(Sighting sighting) {
        try {
            return read(sighting, hasher::hash);
        } catch (IOException e) {
            return failed(sighting, why(e));
        }
    }

    /// The same, and all of the files are kept.
    ///
    /// @throws IOException when one cannot be kept
    List<Seen> keep(List<Sighting> sightings, Keeper keeper)
            throws IOException, InterruptedException {
        Seen[] seen = new Seen[sightings.size()];
        Queue<IOException> failures = new ConcurrentLinkedQueue<>();
        hasher.each(
                seen.length,
                i -> {
                    try {
                        seen[i] = read(sightings.get(i), keeping(sightings.get(i), keeper));
                    } catch (IOException e) {
                        if (Files.isReadable(sightings.get(i).file())) {
                            failures.add(e);
                        } else {
                            seen[i] = failed(sightings.get(i), why(e));
                        }
                    }
                });
        IOException failure = failures.poll();
        if (failure != null) {
            throw failure;
        }
        return Arrays.asList(seen);
    }

    private Reading keeping(Sighting sighting, Keeper keeper) {
        Optional<Digest> digest = known.digest(sighting.path(), sighting.state());
        return digest.isPresent()
                ? (file, _) -> keeper.put(file, digest.get())
                : (file, _) -> keeper.put(file);
    }

    private Seen read(Sighting sighting, Reading reading) throws IOException {
        try {
            FileState state = settled(sighting.file(), sighting.state());
            for (int tries = 0; tries < TRIES; tries++) {
                Digest digest = reading.digest(sighting.file(), state.size());
                Optional<FileState> after = FileState.followed(sighting.file());
                if (after.isEmpty()) {
                    return failed(sighting, "vanished while it was read");
                }
                if (after.get().sameAs(state)) {
                    known.learn(sighting.path(), state, digest);
                    return new Hashed(sighting.path(), state, digest);
                }
                state = after.get();
            }
            return failed(sighting, "changes while it is read");
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return failed(sighting, "was not read");
        }
    }

    /// The state of a file as late as it pays: most files that were fresh when they were met have
    /// settled by now.
    private static FileState settled(Path file, FileState met)
            throws IOException, InterruptedException {
        if (met.settled()) {
            return met;
        }
        FileState now = FileState.followed(file).orElse(met);
        if (now.settled() || now.size() < WORTH_WAITING) {
            return now;
        }
        Thread.sleep(FileState.settlesWithin());
        return FileState.followed(file).orElse(now);
    }

    private static Seen failed(Sighting sighting, String why) {
        return new Failed(new Unreadable(sighting.path(), why));
    }

    /// What to say of a path that the file system does not open.
    static String why(IOException e) {
        return "cannot be read: " + IoText.why(e);
    }

    private interface Reading {
        Digest digest(Path file, long size) throws IOException;
    }
}
