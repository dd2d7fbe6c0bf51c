package dev.weir.together;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/// Sees to it that nobody makes what another makes or reads at that time, across processes: a file
/// for each output that is being made, beside the workspace.
final class Guard {
    private static final String SELF = Long.toString(ProcessHandle.current().pid());

    private final Path folder;

    Guard(Path root) {
        this.folder = root.resolveSibling(root.getFileName() + ".guard");
    }

    /// An output is going to be made.
    void enter(String output) throws IOException {
        Path mark = mark(output);
        Files.createDirectories(folder);
        for (int tries = 0; ; tries++) {
            try {
                make(mark);
                return;
            } catch (FileAlreadyExistsException taken) {
                require(tries < 3 && removedDead(mark), output + " is made by two at once");
            }
        }
    }

    /// At once with what is in it, as the process may be killed in between.
    private void make(Path mark) throws IOException {
        Path made = Files.createTempFile(folder, "made", "");
        Files.writeString(made, SELF);
        try {
            Files.createLink(mark, made);
        } finally {
            Files.delete(made);
        }
    }

    void leave(String output) throws IOException {
        require(Files.deleteIfExists(mark(output)), output + " was made by another, too");
    }

    /// None of these is being made.
    void requireStill(List<String> outputs) throws IOException {
        for (String output : outputs) {
            Path mark = mark(output);
            require(
                    !Files.exists(mark) || removedDead(mark),
                    output + " is read while it is being made");
        }
    }

    /// A killed weir leaves its marks.
    private static boolean removedDead(Path mark) throws IOException {
        try {
            long pid = Long.parseLong(Files.readString(mark));
            if (ProcessHandle.of(pid).isPresent()) {
                return false;
            }
            return Files.deleteIfExists(mark);
        } catch (NoSuchFileException gone) {
            return true;
        }
    }

    private Path mark(String output) {
        return folder.resolve(output.replace('/', '!'));
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
