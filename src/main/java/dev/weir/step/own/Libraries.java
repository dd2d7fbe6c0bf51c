package dev.weir.step.own;

import dev.weir.diagnostic.Quoted;
import dev.weir.step.catalogue.OwnStep;
import dev.weir.workspace.Looks;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.codec.digest.DigestUtils;

/// The class path of a step: jars and folders of classes, and what the manifests of jars name
/// (`Class-Path`), which a class loader looks in too.
final class Libraries {
    private static final String CLASS = ".class";
    private static final String JAR = ".jar";
    private static final Path SERVICES = Path.of("META-INF", "services");

    private final Path root;
    private final OwnStep step;
    private final Looks looks;
    private final List<Seen> seen = new ArrayList<>();
    private final SortedMap<String, Path> named = new TreeMap<>();

    private Libraries(Path root, OwnStep step, Looks looks) {
        this.root = root;
        this.step = step;
        this.looks = looks;
    }

    /// Looks at all of it.
    ///
    /// @param root what paths are relative to
    /// @throws Refused when something of it is not there
    static Libraries of(Path root, OwnStep step, Looks looks) throws IOException, Refused {
        Libraries libraries = new Libraries(root, step, looks);
        for (String path : step.classpath()) {
            Path place = root.resolve(path);
            Seen library = Seen.of(place, false, looks);
            libraries.seen.add(library);
            if (library.state().isEmpty()) {
                throw Refused.of(
                        "nothing at " + Quoted.of(path) + " of the class path",
                        "what a task makes cannot be on the class path of a step: build it before");
            }
            if (library.isFolder()) {
                libraries.lookBelow(path, place, new ArrayDeque<>());
            } else if (!library.isFile() || !path.endsWith(JAR)) {
                throw Refused.of(
                        Quoted.of(path) + " of the class path is no jar and no folder", "");
            } else {
                libraries.lookBehind(path, place);
            }
        }
        return libraries;
    }

    /// Looks at what the manifest of a jar names, whether it is there or not.
    ///
    /// @param name of the jar in the digests
    private void lookBehind(String name, Path jar) throws IOException, Refused {
        for (String entry : Manifests.classPath(jar)) {
            Optional<Path> place = Manifests.place(jar, entry);
            if (place.isPresent() && !named.containsValue(place.get())) {
                String further = name + " " + entry;
                named.put(further, place.get());
                Seen one = Seen.of(place.get(), false, looks);
                seen.add(one);
                if (one.isFolder()) {
                    lookBelow(further, place.get(), new ArrayDeque<>());
                } else if (one.isFile()) {
                    lookBehind(further, place.get());
                }
            }
        }
    }

    /// @param above the folders on the way here: a link that leads back to one of them, or further
    ///   up, is not followed
    private void lookBelow(String library, Path folder, Deque<Path> above)
            throws IOException, Refused {
        Path real = folder.toRealPath();
        if (above.stream().anyMatch(one -> one.startsWith(real))) {
            return;
        }
        above.push(real);
        for (String name : Seen.names(folder, false)) {
            Seen one = Seen.of(folder.resolve(name), false, looks);
            seen.add(one);
            if (one.isFolder()) {
                lookBelow(library, one.path(), above);
            } else if (!one.isFile() && one.state().isPresent()) {
                throw Refused.of(
                        Quoted.of(library)
                                + " of the class path holds a pipe, socket or device: "
                                + Quoted.of(root.relativize(one.path()).toString()),
                        "");
            }
        }
        above.pop();
    }

    List<Seen> seen() {
        return seen;
    }

    List<Path> paths() {
        return step.classpath().stream().map(root::resolve).toList();
    }

    URL[] urls() throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (Path path : paths()) {
            urls.add(path.toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }

    /// Whether code may be called that is not looked into, and may find classes by their names.
    boolean isAnyJar() {
        return paths().stream().anyMatch(Files::isRegularFile);
    }

    /// The class file of that name, with slashes, in a folder of it.
    Optional<byte[]> classFile(String name) throws IOException {
        for (Path path : paths()) {
            Path file = path.resolve(name + CLASS);
            if (Files.isDirectory(path) && Files.isRegularFile(file)) {
                return Optional.of(Files.readAllBytes(file));
            }
        }
        return Optional.empty();
    }

    /// The digests of what counts as a whole: jars and all that their manifests name, and of
    /// folders what is no class. Who finds classes by name, or provides services, may find any.
    ///
    /// @param byName whether the code that uses them finds classes by name
    SortedMap<String, String> digests(boolean byName) {
        boolean whole = byName || seen.stream().anyMatch(one -> one.path().endsWith(SERVICES));
        SortedMap<String, String> digests = new TreeMap<>();
        for (String path : step.classpath()) {
            digest(root.resolve(path), whole).ifPresent(it -> digests.put(path, it));
        }
        named.forEach((name, place) -> digest(place, true).ifPresent(it -> digests.put(name, it)));
        return digests;
    }

    private Optional<String> digest(Path place, boolean whole) {
        StringBuilder files = new StringBuilder();
        for (Seen one : seen) {
            String name = one.path().toString();
            if (one.path().startsWith(place)
                    && !one.isFolder()
                    && (whole || !name.endsWith(CLASS))) {
                files.append(place.relativize(one.path())).append('\t').append(one.digest());
                files.append('\n');
            }
        }
        return files.isEmpty()
                ? Optional.empty()
                : Optional.of(DigestUtils.sha256Hex(files.toString()));
    }
}
