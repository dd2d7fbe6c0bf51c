package dev.weir.build;

import dev.weir.disk.FileTree;
import dev.weir.pipeline.WorkspacePath;
import java.io.IOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/// Finds what somebody meant who named a file in another case, or in another Unicode form: both
/// look the same on the screen, and are the same file on another system.
final class NearlyThere {
    private NearlyThere() {}

    /// The path as it is on the disk; empty when there is none so near.
    ///
    /// @param root the workspace
    static Optional<WorkspacePath> of(Path root, WorkspacePath wanted) {
        Path path = Path.of(wanted.text());
        Path from = root.resolve(path.isAbsolute() ? "/" : "");
        Path at = from;
        for (Path name : path) {
            Optional<Path> next = child(at, name.toString());
            if (next.isEmpty()) {
                return Optional.empty();
            }
            at = next.get();
        }
        return Optional.of(
                WorkspacePath.of((path.isAbsolute() ? at : from.relativize(at)).toString()));
    }

    private static Optional<Path> child(Path folder, String name) {
        Path same = folder.resolve(name);
        if (FileTree.exists(same)) {
            return Optional.of(same);
        }
        try {
            return FileTree.children(folder).stream()
                    .filter(child -> folded(child.getFileName().toString()).equals(folded(name)))
                    .findFirst();
        } catch (IOException noFolder) {
            return Optional.empty();
        }
    }

    private static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }
}
