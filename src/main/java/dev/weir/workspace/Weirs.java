package dev.weir.workspace;

import dev.weir.disk.CacheFolder;
import dev.weir.disk.FileTree;
import dev.weir.disk.Frames;
import dev.weir.disk.RecordReader;
import dev.weir.disk.RecordWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The weirs at work in a workspace: a file `state/weirs/RUN` for each, locked as long as it lives,
/// that says who it is and what it has claimed. The kernel lets go of the lock of one that dies.
///
/// All but leaving is done in turn. Closing any channel of a locked file lets go of it, so that a
/// table says which files are this JVM's, and those are never opened again.
final class Weirs {
    /// Where they are in weir's folder.
    static final String FOLDER = "state/weirs";

    private static final int VERSION = 2;
    private static final Map<Path, Present> HERE = new ConcurrentHashMap<>();

    private final CacheFolder cache;

    Weirs(CacheFolder cache) {
        this.cache = cache;
    }

    /// One that is at work.
    ///
    /// @param holder empty when that cannot be read; it claims everything then
    record Present(String run, Optional<Holder> holder, Claim claim) {
        Present withEverything() {
            return new Present(run, holder, new Claim.Everything());
        }
    }

    /// This one's being there, until it leaves.
    record Place(Path file, FileChannel channel) {
        void leave() throws IOException {
            try {
                Files.deleteIfExists(file);
            } finally {
                channel.close();
                HERE.remove(file);
            }
        }
    }

    /// All that are at work; what dead ones left of themselves is removed.
    List<Present> present() throws IOException {
        Path folder = cache.path(FOLDER);
        List<Present> present = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return present;
        }
        for (Path file : FileTree.children(folder.toRealPath())) {
            Present here = HERE.get(file);
            if (here != null) {
                present.add(here);
            } else if (isHeld(file)) {
                other(file).ifPresent(present::add);
            }
        }
        return present;
    }

    private static Optional<Present> other(Path file) throws IOException {
        try {
            return Optional.of(read(file));
        } catch (NoSuchFileException left) {
            return Optional.empty();
        }
    }

    private static boolean isHeld(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock != null) {
                Files.deleteIfExists(file);
            }
            return lock == null;
        } catch (NoSuchFileException left) {
            return false;
        }
    }

    /// @throws NoSuchFileException when it has left
    private static Present read(Path file) throws IOException {
        String run = file.getFileName().toString();
        List<byte[]> records = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            var _ = Frames.read(in, records::add);
        }
        try {
            RecordReader from = new RecordReader(records.getFirst());
            if (from.number() == VERSION) {
                return new Present(run, Optional.of(Holder.read(from)), Claim.read(from));
            }
        } catch (NoSuchElementException | IllegalArgumentException | IndexOutOfBoundsException _) {
            return new Present(run, Optional.empty(), new Claim.Everything());
        }
        return new Present(run, Optional.empty(), new Claim.Everything());
    }

    /// Is there from now on. What cannot be written down, as the disk is full, is read as a claim
    /// to everything: whoever is alone is let in so, and can clean up.
    ///
    /// @param run that nobody else has
    Place enter(String run, Holder self, Claim claim, boolean alone) throws IOException {
        Path file = cache.folder(FOLDER).toRealPath().resolve(run);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        Place place = new Place(file, channel);
        boolean entered = false;
        try {
            if (channel.tryLock() == null) {
                throw new IOException("cannot lock " + file);
            }
            Present present = new Present(run, Optional.of(self), claim);
            entered = isWritten(present, channel, alone);
            HERE.put(file, entered ? present : present.withEverything());
            entered = true;
            return place;
        } finally {
            if (!entered) {
                place.leave();
            }
        }
    }

    private static boolean isWritten(Present present, FileChannel to, boolean alone)
            throws IOException {
        RecordWriter record = new RecordWriter().number(VERSION);
        present.holder.orElseThrow().write(record);
        present.claim.write(record);
        ByteBuffer framed = ByteBuffer.wrap(Frames.frame(record.finish()));
        try {
            while (framed.hasRemaining()) {
                var _ = to.write(framed);
            }
            return true;
        } catch (IOException full) {
            if (alone) {
                return false;
            }
            throw full;
        }
    }
}
