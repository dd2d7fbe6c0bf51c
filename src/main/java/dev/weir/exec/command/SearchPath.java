package dev.weir.exec.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where a command finds programs: the PATH of its own environment, seen from its own folder.
///
/// @param path folders between colons
public record SearchPath(Path folder, String path) {
    private static final String USUAL = "/usr/bin:/bin";

    /// That of a command.
    public static SearchPath of(Path folder, Map<String, String> environment) {
        return new SearchPath(folder, environment.getOrDefault("PATH", USUAL));
    }

    /// The program of that name; a name with a `/` is its path.
    public Optional<Path> find(String name) {
        if (name.contains("/")) {
            return Optional.of(folder.resolve(name));
        }
        for (String entry : path.split(":", -1)) {
            Path candidate = folder.resolve(entry).resolve(name);
            if (Files.isExecutable(candidate) && Files.isRegularFile(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
