package dev.weir.step.own;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/// What the manifests of jars say of further jars and folders, as the JAR file specification has it
/// and class loaders of the JDK follow it.
final class Manifests {
    private Manifests() {}

    /// The entries of `Class-Path`; none where there is no manifest, or no jar that can be read.
    static List<String> classPath(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            @Nullable String entries =
                    manifest == null
                            ? null
                            : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            return entries == null ? List.of() : List.of(entries.strip().split("\\s+"));
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    /// Where an entry leads to, if it is a file.
    static Optional<Path> place(Path jar, String entry) {
        try {
            URI place = jar.toUri().resolve(entry);
            return "file".equals(place.getScheme())
                    ? Optional.of(Path.of(place))
                    : Optional.empty();
        } catch (IllegalArgumentException | FileSystemNotFoundException noFile) {
            return Optional.empty();
        }
    }
}
