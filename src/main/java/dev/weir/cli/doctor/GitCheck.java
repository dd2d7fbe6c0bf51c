package dev.weir.cli.doctor;

import dev.weir.disk.FileTree;
import dev.weir.pipeline.Unseen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Whether git leaves weir's folder out.
final class GitCheck {
    private static final String SUBJECT = "git";

    private GitCheck() {}

    static Finding finding(Path root) {
        return Finding.of(SUBJECT, () -> look(root));
    }

    private static Finding look(Path root) throws IOException {
        Path cache = root.resolve(Unseen.CACHE);
        if (!isInRepository(root)) {
            return Finding.good(SUBJECT, "the workspace is in no repository");
        }
        Path ignore = cache.resolve(".gitignore");
        boolean ignored =
                !FileTree.exists(cache)
                        || Files.isRegularFile(ignore)
                                && Files.readAllLines(ignore).stream()
                                        .anyMatch(line -> line.strip().equals("*"));
        return ignored
                ? Finding.good(SUBJECT, "it leaves cache/ out")
                : Finding.bad(
                        SUBJECT,
                        "it does not leave cache/ out",
                        "write a line '*' into cache/.gitignore");
    }

    private static boolean isInRepository(Path root) {
        for (Path folder = root; folder != null; folder = folder.getParent()) {
            if (FileTree.exists(folder.resolve(".git"))) {
                return true;
            }
        }
        return false;
    }
}
