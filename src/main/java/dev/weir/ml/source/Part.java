package dev.weir.ml.source;

import com.google.gson.JsonObject;
import dev.weir.ml.data.JsonFile;
import dev.weir.step.StepFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// What of a file came until now, and of which version of it. A note beside the bytes outlives the
/// run: it says how many of them are on the disk for sure, and more are not trusted.
final class Part implements AutoCloseable {
    private static final long NOTED_EVERY = Duration.ofSeconds(2).toNanos();

    private final URI from;
    private final Path file;
    private final Path note;
    private Version version = Version.UNKNOWN;
    private Optional<FileChannel> channel = Optional.empty();
    private long noted;

    private Part(URI from, Path file, Path note) {
        this.from = from;
        this.file = file;
        this.note = note;
    }

    /// What an earlier run left of the file, nothing if that is not of use.
    ///
    /// @param folder where it is kept
    /// @param name tells it from other files there
    static Part of(URI from, Path folder, String name) throws IOException {
        var part = new Part(from, folder.resolve(name + ".part"), folder.resolve(name + ".json"));
        if (!part.remember()) {
            part.restart();
        }
        return part;
    }

    private boolean remember() throws IOException {
        if (!Files.exists(note) || !Files.exists(file)) {
            return false;
        }
        try {
            var json = JsonFile.read(note);
            long sure = json.get("bytes").getAsLong();
            var length =
                    json.has("length")
                            ? OptionalLong.of(json.get("length").getAsLong())
                            : OptionalLong.empty();
            if (!json.get("url").getAsString().equals(from.toString()) || Files.size(file) < sure) {
                return false;
            }
            version = new Version(Optional.of(json.get("version").getAsString()), length);
            // The last byte is asked for again: the server says with it whether the file changed.
            boolean whole = length.isPresent() && sure == length.getAsLong();
            return sure > 0 && cut(whole ? sure - 1 : sure);
        } catch (StepFailure | RuntimeException damaged) {
            return false;
        }
    }

    private boolean cut(long length) throws IOException {
        try (var bytes = FileChannel.open(file, StandardOpenOption.WRITE)) {
            bytes.truncate(length);
        }
        return true;
    }

    URI from() {
        return from;
    }

    /// Where the bytes are.
    Path file() {
        return file;
    }

    /// How many bytes there are.
    long size() throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    /// The version that the bytes are of.
    Version version() {
        return version;
    }

    /// Forgets all of it.
    void restart() throws IOException {
        close();
        Files.deleteIfExists(note);
        Files.deleteIfExists(file);
        version = Version.UNKNOWN;
    }

    /// From now on the bytes of a version come, from its start.
    void begin(Version which) throws IOException {
        restart();
        version = which;
        open(StandardOpenOption.CREATE_NEW);
    }

    /// From now on the rest of the version comes.
    void goOn() throws IOException {
        open(StandardOpenOption.APPEND);
    }

    private void open(StandardOpenOption mode) throws IOException {
        channel = Optional.of(FileChannel.open(file, StandardOpenOption.WRITE, mode));
        noted = System.nanoTime();
    }

    void add(byte[] bytes) throws IOException {
        var to = channel.orElseThrow();
        var left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            to.write(left);
        }
        if (System.nanoTime() - noted > NOTED_EVERY) {
            note();
        }
    }

    /// No more bytes come for now.
    @Override
    public void close() throws IOException {
        if (channel.isPresent()) {
            try (var _ = channel.get()) {
                note();
            } finally {
                channel = Optional.empty();
            }
        }
    }

    /// Bytes of a version that cannot be told from another are of no use to a later run.
    private void note() throws IOException {
        if (version.validator().isEmpty()) {
            return;
        }
        var bytes = channel.orElseThrow();
        bytes.force(false);
        var json = new JsonObject();
        json.addProperty("url", from.toString());
        json.addProperty("version", version.validator().get());
        version.length().ifPresent(length -> json.addProperty("length", length));
        json.addProperty("bytes", bytes.size());
        var fresh = note.resolveSibling(note.getFileName() + ".new");
        JsonFile.write(fresh, json);
        Files.move(fresh, note, StandardCopyOption.ATOMIC_MOVE);
        noted = System.nanoTime();
    }
}
