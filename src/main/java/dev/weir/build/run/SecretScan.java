package dev.weir.build.run;

import dev.weir.pipeline.WorkspacePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Looks for secrets in what a task made. Outputs are never altered: whoever shares them should
/// know. Memory is bounded, whatever the size of the files.
final class SecretScan {
    private static final int CHUNK = 1 << 20;

    private final List<String> secrets;
    private final int longest;

    /// @param secrets values, none empty
    SecretScan(List<String> secrets) {
        this.secrets =
                secrets.stream()
                        .map(secret ->
                                new String(
                                        secret.getBytes(StandardCharsets.UTF_8),
                                        StandardCharsets.ISO_8859_1))
                        .collect(Collectors.toList());
        this.longest = this.secrets.stream().mapToInt(String::length).max().orElse(0);
    }

    /// The outputs that hold a secret, links not followed.
    Set<WorkspacePath> found(Path root, Collection<WorkspacePath> outputs) throws IOException {
        Set<WorkspacePath> found = new TreeSet<>();
        for (WorkspacePath output : outputs) {
            Files.walkFileTree(
                    root.resolve(output.text()),
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                                throws IOException {
                            if (attributes.isRegularFile() && holds(file)) {
                                found.add(output);
                                return FileVisitResult.TERMINATE;
                            }
                            return FileVisitResult.CONTINUE;
                        }
                    });
        }
        return found;
    }

    private boolean holds(Path file) throws IOException {
        byte[] chunk = new byte[CHUNK];
        String before = "";
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(chunk); read > 0; read = in.read(chunk)) {
                String text = before + new String(chunk, 0, read, StandardCharsets.ISO_8859_1);
                for (String secret : secrets) {
                    if (text.contains(secret)) {
                        return true;
                    }
                }
                before = text.substring(Math.max(0, text.length() - longest + 1));
            }
        }
        return false;
    }
}
