package dev.weir.step.own;

import dev.weir.disk.FileTree;
import dev.weir.disk.RecordReader;
import dev.weir.disk.RecordWriter;
import dev.weir.workspace.FileState;
import dev.weir.workspace.Looks;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;

/// Something on the disk that code was made from, as it was found.
///
/// @param sources whether of a folder only the names of sources count
/// @param state empty when nothing was there
/// @param digest of the bytes of a file, of the names in a folder; the same for every pipe, socket
///   and device; `""` when nothing was there
record Seen(Path path, boolean sources, Optional<FileState> state, String digest) {
    private static final String SPECIAL = "special";

    /// Looks at a path. The state is from before its content was read.
    static Seen of(Path path, boolean sources, Looks looks) throws IOException {
        Optional<FileState> state = looks.followed(path);
        return new Seen(path, sources, state, digest(path, sources, state));
    }

    /// A file with the content that was read from it after the look.
    static Seen of(Path file, FileState state, byte[] content) {
        return new Seen(file, false, Optional.of(state), DigestUtils.sha256Hex(content));
    }

    /// The same thing looked at again; nothing is read when its times tell that it is the same.
    Seen again(Looks looks) throws IOException {
        Optional<FileState> now = looks.followed(path);
        boolean same =
                now.isPresent()
                        && state.isPresent()
                        && state.get().settled()
                        && now.get().sameAs(state.get());
        return same ? this : new Seen(path, sources, now, digest(path, sources, now));
    }

    /// Whether the content is the same.
    boolean sameAs(Seen other) {
        return digest.equals(other.digest);
    }

    /// Whether it is the same and, if it is a file, was not written in between.
    boolean isStill(Seen later) {
        return sameAs(later)
                && (!isFile()
                        || later.state.isPresent()
                                && later.state.get().sameAs(state.orElseThrow()));
    }

    boolean isFolder() {
        return isOf(FileState.Kind.FOLDER);
    }

    /// Whether it can be read.
    boolean isFile() {
        return isOf(FileState.Kind.FILE);
    }

    private boolean isOf(FileState.Kind kind) {
        return state.filter(it -> it.kind() == kind).isPresent();
    }

    private static String digest(Path path, boolean sources, Optional<FileState> state)
            throws IOException {
        if (state.isEmpty()) {
            return "";
        }
        if (state.get().kind() == FileState.Kind.FOLDER) {
            return DigestUtils.sha256Hex(String.join("\n", names(path, sources)));
        }
        if (state.get().kind() != FileState.Kind.FILE) {
            return SPECIAL; // to read a pipe is to wait for somebody who writes
        }
        try (InputStream in = Files.newInputStream(path)) {
            return DigestUtils.sha256Hex(in);
        }
    }

    /// The names in a folder, in order.
    static List<String> names(Path folder, boolean sources) throws IOException {
        List<String> names = new ArrayList<>();
        for (Path child : FileTree.children(folder)) {
            String name = child.getFileName().toString();
            if (!sources || name.endsWith(".java")) {
                names.add(name);
            }
        }
        names.sort(null);
        return names;
    }

    void write(RecordWriter to) {
        to.text(path.toString()).number(sources ? 1 : 0).text(digest);
        to.number(state.isPresent() ? 1 : 0);
        state.ifPresent(found ->
                to.text(found.kind().name())
                        .number(found.executable() ? 1 : 0)
                        .number(found.size())
                        .number(found.modified())
                        .number(found.changed())
                        .number(found.inode())
                        .number(found.settled() ? 1 : 0));
    }

    static Seen read(RecordReader from) {
        Path path = Path.of(from.text());
        boolean sources = from.number() == 1;
        String digest = from.text();
        if (from.number() == 0) {
            return new Seen(path, sources, Optional.empty(), digest);
        }
        FileState state =
                new FileState(
                        FileState.Kind.valueOf(from.text()),
                        from.number() == 1,
                        from.number(),
                        from.number(),
                        from.number(),
                        from.number(),
                        from.number() == 1);
        return new Seen(path, sources, Optional.of(state), digest);
    }
}
