package dev.weir.step.own;

import dev.weir.workspace.FileState;
import dev.weir.workspace.Looks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import javax.tools.SimpleJavaFileObject;

/// A source, read once: what is compiled is what is remembered.
final class SourceFile extends SimpleJavaFileObject {
    private final Path path;
    private final Looks looks;
    private Optional<Read> read = Optional.empty();

    /// @param text without its byte order mark
    private record Read(String text, Seen seen) {}

    SourceFile(Path path, Looks looks) {
        super(path.toUri(), Kind.SOURCE);
        this.path = path;
        this.looks = looks;
    }

    Path path() {
        return path;
    }

    @Override
    public String getCharContent(boolean ignoreEncodingErrors) throws IOException {
        return read().text();
    }

    /// The look at it.
    Seen seen() throws IOException {
        return read().seen();
    }

    private Read read() throws IOException {
        if (read.isEmpty()) {
            Optional<FileState> state = looks.followed(path);
            if (state.isEmpty()) {
                throw new NoSuchFileException(path.toString());
            }
            byte[] bytes = Files.readAllBytes(path);
            String text = new String(bytes, StandardCharsets.UTF_8);
            read =
                    Optional.of(
                            new Read(
                                    text.startsWith("\uFEFF") ? text.substring(1) : text,
                                    Seen.of(path, state.get(), bytes)));
        }
        return read.get();
    }
}
