package dev.weir.step.own;

import dev.weir.step.Default;
import dev.weir.step.Help;
import dev.weir.step.Rest;
import dev.weir.step.Step;
import dev.weir.step.StepContext;
import dev.weir.step.StepFailure;
import dev.weir.workspace.Looks;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;

/// What the compiler of one step sees: the JDK, the API of steps, the class path, and the sources
/// below a folder. What it makes stays in memory. Remembers where it looked.
final class CompilerFiles extends ForwardingJavaFileManager<StandardJavaFileManager> {
    /// The API: all there is of weir for the step.
    static final List<Class<?>> API =
            List.of(
                    Default.class,
                    Help.class,
                    Rest.class,
                    Step.class,
                    StepContext.class,
                    StepFailure.class);

    private final Looks looks;
    private final Map<Path, SourceFile> sources = new TreeMap<>();
    private final SortedMap<Path, Seen> folders = new TreeMap<>();
    private final SortedMap<String, Output> made = new TreeMap<>();
    private Optional<Path> root = Optional.empty();

    CompilerFiles(StandardJavaFileManager files, List<Path> classpath, Looks looks)
            throws IOException {
        super(files);
        this.looks = looks;
        files.setLocationFromPaths(StandardLocation.CLASS_PATH, classpath);
    }

    /// The source of a path, the same each time.
    SourceFile source(Path path) {
        return sources.computeIfAbsent(path, it -> new SourceFile(it, looks));
    }

    /// From now on classes are looked for below that folder, by their packages.
    void lookBelow(Path folder) {
        root = Optional.of(folder);
    }

    /// What was made: class files by name with dots.
    SortedMap<String, byte[]> classes() {
        SortedMap<String, byte[]> classes = new TreeMap<>();
        made.forEach((name, output) -> classes.put(name, output.bytes.toByteArray()));
        return classes;
    }

    /// The sources that classes were made of, and the folders where more were looked for.
    List<Seen> seen() throws IOException {
        SortedMap<Path, Seen> seen = new TreeMap<>(folders);
        for (Output output : made.values()) {
            seen.put(output.source.path(), output.source.seen());
        }
        return List.copyOf(seen.values());
    }

    @Override
    public boolean hasLocation(Location location) {
        return location == StandardLocation.SOURCE_PATH
                ? root.isPresent()
                : super.hasLocation(location);
    }

    @Override
    public Iterable<JavaFileObject> list(
            Location location, String packageName, Set<Kind> kinds, boolean recurse)
            throws IOException {
        if (location == StandardLocation.SOURCE_PATH) {
            return kinds.contains(Kind.SOURCE) ? sources(packageName) : List.of();
        }
        List<JavaFileObject> all = new ArrayList<>();
        if (location == StandardLocation.CLASS_PATH
                && packageName.equals(Step.class.getPackageName())) {
            API.forEach(type -> all.add(new ApiClass(type)));
        }
        super.list(location, packageName, kinds, recurse).forEach(all::add);
        return all;
    }

    private List<JavaFileObject> sources(String packageName) throws IOException {
        if (root.isEmpty()) {
            return List.of();
        }
        Path folder = root.get().resolve(packageName.replace('.', '/'));
        Seen seen = Seen.of(folder, true, looks);
        folders.put(folder, seen);
        List<JavaFileObject> found = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            for (String name : Seen.names(folder, true)) {
                if (Files.isRegularFile(folder.resolve(name))) {
                    found.add(source(folder.resolve(name)));
                }
            }
        }
        return found;
    }

    @Override
    public String inferBinaryName(Location location, JavaFileObject file) {
        return switch (file) {
            case ApiClass api -> api.type.getName();
            case SourceFile source -> name(root.orElseThrow().relativize(source.path()));
            default -> super.inferBinaryName(location, file);
        };
    }

    private static String name(Path relative) {
        String path = relative.toString();
        return path.substring(0, path.lastIndexOf('.')).replace('/', '.');
    }

    @Override
    public boolean isSameFile(FileObject one, FileObject other) {
        return one.toUri().equals(other.toUri());
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
            Location location, String className, Kind kind, FileObject sibling) {
        Output output = new Output(className, (SourceFile) sibling);
        made.put(className, output);
        return output;
    }

    /// A class of the API, from weir's own.
    private static final class ApiClass extends SimpleJavaFileObject {
        private final Class<?> type;

        ApiClass(Class<?> type) {
            super(URI.create("weir:/" + file(type)), Kind.CLASS);
            this.type = type;
        }

        private static String file(Class<?> type) {
            return type.getName().replace('.', '/') + Kind.CLASS.extension;
        }

        @Override
        public InputStream openInputStream() throws IOException {
            try (InputStream in = type.getClassLoader().getResourceAsStream(file(type))) {
                if (in == null) {
                    throw new IllegalStateException("weir has no " + type);
                }
                return new ByteArrayInputStream(in.readAllBytes());
            }
        }
    }

    /// A class that the compiler makes.
    private static final class Output extends SimpleJavaFileObject {
        private final SourceFile source;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Output(String className, SourceFile source) {
            super(URI.create("made:/" + className.replace('.', '/')), Kind.CLASS);
            this.source = source;
        }

        @Override
        public OutputStream openOutputStream() {
            return bytes;
        }
    }
}
