package dev.weir.cache;

import dev.weir.digest.Digest;
import dev.weir.digest.Hasher;
import dev.weir.digest.Manifest;
import dev.weir.disk.Beside;
import dev.weir.disk.CacheFolder;
import dev.weir.disk.FileTree;
import dev.weir.disk.IoText;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Bytes by digest, in read-only files `objects/ab/…`. Nothing is there half: blobs are renamed
/// into place. Nothing comes out wrong: every byte is verified on its way.
///
/// Safe for several threads and processes; asking writes nothing. Closing only tidies up.
public final class ContentStore implements AutoCloseable {
    private static final int CHUNK = 128 * 1024;
    private static final Set<StandardOpenOption> NEW =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private final CacheFolder cache;
    private final TempFolder temps;
    private final AtomicLong added = new AtomicLong();
    private final Set<Digest> kept = ConcurrentHashMap.newKeySet();

    public ContentStore(CacheFolder cache) {
        this.cache = cache;
        this.temps = new TempFolder(cache);
    }

    /// Whether the bytes are there; they may still prove to be corrupt.
    public boolean holds(Digest digest) {
        return Files.isRegularFile(blob(digest), LinkOption.NOFOLLOW_LINKS);
    }

    /// Whether bytes can be added, as far as that shows before it is tried.
    public boolean isWritable() {
        return !Files.exists(cache.root()) || Files.isWritable(cache.root());
    }

    /// Bytes that were added since this store was opened.
    public long added() {
        return added.get();
    }

    /// Keeps the bytes of a file, under the digest of exactly what is kept.
    ///
    /// @throws FileSystemException when it is no regular file (a link is none)
    public Digest put(Path file) throws IOException {
        if (sizeOf(file) <= CHUNK) {
            return put(Files.readAllBytes(file));
        }
        Path temp = temps.file();
        try {
            Digest digest;
            long size;
            try (InputStream in = new FileInputStream(file.toFile());
                    FileChannel out = FileChannel.open(temp, NEW, Modes.READ_ONLY)) {
                digest = copy(in, out, temp);
                size = out.position();
            }
            keep(temp, digest, size);
            return digest;
        } finally {
            Files.deleteIfExists(temp);
        }
    }

    /// The same for a file whose digest was known a moment ago: nothing is read when the bytes are
    /// there already.
    ///
    /// @return the digest of what is kept: another one when the file has changed
    public Digest put(Path file, Digest known) throws IOException {
        return holds(known, sizeOf(file)) ? known : put(file);
    }

    /// Keeps bytes.
    public Digest put(byte[] bytes) throws IOException {
        Digest digest = Hasher.digest(bytes);
        if (!holds(digest, bytes)) {
            Path temp = temps.file();
            try (FileChannel out = FileChannel.open(temp, NEW, Modes.READ_ONLY)) {
                write(out, temp, bytes, bytes.length);
            }
            keep(temp, digest, bytes.length);
        }
        return digest;
    }

    private static long sizeOf(Path file) throws IOException {
        var attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isRegularFile()) {
            throw new FileSystemException(file.toString(), null, "not a regular file");
        }
        return attributes.size();
    }

    /// A blob of other bytes was damaged: it is as good as missing.
    private boolean holds(Digest digest, byte[] bytes) {
        try {
            return holds(digest, bytes.length)
                    && Arrays.equals(Files.readAllBytes(blob(digest)), bytes);
        } catch (IOException unreadable) {
            return false;
        }
    }

    /// A blob of another size was damaged: it is as good as missing.
    private boolean holds(Digest digest, long size) {
        try {
            return sizeOf(blob(digest)) == size;
        } catch (IOException missing) {
            return false;
        }
    }

    /// Takes the place of what stands there, which may be damaged.
    private void keep(Path temp, Digest digest, long size) throws IOException {
        cache.folder("objects/" + digest.hex().substring(0, 2));
        Path blob = blob(digest);
        boolean more = !holds(digest, size);
        FileTree.put(temp, blob);
        // Two threads may find it missing, and both bring it.
        if (more && kept.add(digest)) {
            added.addAndGet(size);
        }
    }

    /// Where bytes are, or would be.
    public Path blob(Digest digest) {
        String hex = digest.hex();
        return cache.path("objects/" + hex.substring(0, 2) + "/" + hex.substring(2));
    }

    /// Makes a file of the bytes, replacing what stands there (a link itself, never what it leads
    /// to). What is not done leaves the place as it was.
    ///
    /// @throws FileSystemException when a folder stands there, or the disk refuses
    public Fetched materialise(Digest digest, Path to, boolean executable) throws IOException {
        makeFolderOf(to);
        Path temp = Beside.fresh(to);
        try {
            Fetched fetched = write(digest, temp, executable);
            if (fetched instanceof Fetched.Done) {
                FileTree.rename(temp, to);
            }
            return fetched;
        } finally {
            Files.deleteIfExists(temp);
        }
    }

    /// Makes a folder that holds exactly what the manifest says, in place of what stands there.
    /// What is not done leaves the place as it was.
    ///
    /// @throws FileSystemException when the manifest has links that leave it, or the disk refuses
    public Fetched materialise(Manifest manifest, Path to) throws IOException {
        makeFolderOf(to);
        Path temp = Beside.fresh(to);
        try {
            Fetched fetched = new TreeWriter(this, manifest, temp).write();
            if (fetched instanceof Fetched.Done) {
                TreeWriter.replace(temp, to);
            }
            return fetched;
        } finally {
            FileTree.remove(temp);
        }
    }

    private static void makeFolderOf(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            FileTree.makeFolders(folder);
        }
    }

    /// Sends the bytes on while they are verified: only [Fetched.Done] says that they were right.
    public Fetched send(Digest digest, OutputStream to) throws IOException {
        return send(digest, (bytes, count) -> to.write(bytes, 0, count));
    }

    /// Makes a new file of the bytes; after anything but [Fetched.Done] it may hold anything.
    Fetched write(Digest digest, Path file, boolean executable) throws IOException {
        try (FileChannel out =
                FileChannel.open(file, NEW, executable ? Modes.EXECUTABLE : Modes.PLAIN)) {
            return send(digest, (bytes, count) -> write(out, file, bytes, count));
        }
    }

    private Fetched send(Digest digest, Sink to) throws IOException {
        Path blob = blob(digest);
        if (!holds(digest)) {
            return FileTree.exists(blob) ? discard(digest) : new Fetched.Missing(digest);
        }
        Hasher hasher = new Hasher();
        try (InputStream in = new FileInputStream(blob.toFile())) {
            byte[] chunk = new byte[Math.clamp(in.available() + 1L, 1, CHUNK)];
            for (int count = read(in, chunk); count >= 0; count = read(in, chunk)) {
                hasher.add(chunk, 0, count);
                to.write(chunk, count);
            }
        } catch (UnreadableException | java.io.FileNotFoundException unreadable) {
            return discard(digest);
        }
        return hasher.finish().equals(digest) ? new Fetched.Done() : discard(digest);
    }

    /// Tells a blob that cannot be read from a place that cannot be written.
    private static int read(InputStream in, byte[] chunk) throws UnreadableException {
        try {
            return in.read(chunk);
        } catch (IOException e) {
            throw new UnreadableException(e);
        }
    }

    private Fetched discard(Digest digest) {
        try {
            FileTree.remove(blob(digest));
        } catch (IOException readOnlyStore) {
            return new Fetched.Corrupt(digest);
        }
        return new Fetched.Corrupt(digest);
    }

    private static Digest copy(InputStream in, FileChannel out, Path file) throws IOException {
        byte[] chunk = new byte[CHUNK];
        Hasher hasher = new Hasher();
        for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
            hasher.add(chunk, 0, count);
            write(out, file, chunk, count);
        }
        return hasher.finish();
    }

    private static void write(FileChannel out, Path file, byte[] bytes, int count)
            throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, count);
        try {
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
        } catch (IOException full) {
            throw IoText.at(file, full);
        }
    }

    /// Removes what processes that died were about to add.
    public static void tidy(CacheFolder cache) throws IOException {
        TempFolder.removeDead(cache);
    }

    @Override
    public void close() throws IOException {
        temps.close();
    }

    private interface Sink {
        void write(byte[] bytes, int count) throws IOException;
    }

    private static final class UnreadableException extends IOException {
        private static final long serialVersionUID = 1;

        UnreadableException(IOException cause) {
            super(cause);
        }
    }

    private static final class Modes {
        static final FileAttribute<?> READ_ONLY = mode("r--r--r--");
        static final FileAttribute<?> PLAIN = mode("rw-rw-rw-");
        static final FileAttribute<?> EXECUTABLE = mode("rwxrwxrwx");

        private static FileAttribute<?> mode(String permissions) {
            return PosixFilePermissions.asFileAttribute(
                    PosixFilePermissions.fromString(permissions));
        }
    }
}
