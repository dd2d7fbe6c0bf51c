package dev.weir.packaging;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Takes the native libraries that this machine needs out of their jars. From inside of a jar a
/// driver unpacks its library at each start, 61 MB for DuckDB, into a temporary file that a killed
/// process leaves behind; one that lies beside the jar is loaded from there.
///
/// A jar that has one moves with it into a folder of its own name, `lib/NAME-VERSION/`: the drivers
/// look for names without a version, and two versions may stand in one folder `lib`. The libraries
/// for other machines stay in the jar, which so still works anywhere, if more slowly. Runs while
/// weir is built.
public final class NativeLibraries {
    private final List<String> names;

    private NativeLibraries(List<String> names) {
        this.names = names;
    }

    /// @param args the folder of the jars, which also holds their class path in a file `classpath`
    public static void main(String[] args) throws IOException {
        forMachine(System.getProperty("os.name"), System.getProperty("os.arch"))
                .takeOut(Path.of(args[0]));
    }

    /// @param os as Java names it (`Linux`, `Mac OS X`)
    /// @param processor as Java names it (`amd64`, `x86_64`, `aarch64`)
    static NativeLibraries forMachine(String os, String processor) {
        boolean mac = os.toLowerCase(Locale.ROOT).startsWith("mac");
        boolean arm = processor.equals("aarch64") || processor.equals("arm64");
        if (!mac && !os.equals("Linux")) {
            return new NativeLibraries(List.of());
        }
        return new NativeLibraries(
                List.of(
                        "libduckdb_java.so_"
                                + (mac ? "osx_universal" : "linux_" + (arm ? "arm64" : "amd64")),
                        "lib/%s/%s/libxgboost4j.%s"
                                .formatted(
                                        mac ? "macos" : "linux",
                                        arm ? "aarch64" : "x86_64",
                                        mac ? "dylib" : "so")));
    }

    void takeOut(Path lib) throws IOException {
        List<Path> jars;
        try (Stream<Path> files = Files.list(lib)) {
            jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
        Map<String, String> moved = new HashMap<>();
        for (Path jar : jars) {
            String name = jar.getFileName().toString();
            String folder = name.substring(0, name.length() - ".jar".length());
            if (takeOut(jar, lib.resolve(folder))) {
                moved.put("lib/" + name, "lib/" + folder + "/" + name);
            }
        }
        Path classPath = lib.resolve("classpath");
        Files.writeString(
                classPath,
                Stream.of(Files.readString(classPath).strip().split(":"))
                        .map(entry -> moved.getOrDefault(entry, entry))
                        .collect(Collectors.joining(":")));
    }

    /// Whether the jar had a library for this machine, and is in the folder now.
    private boolean takeOut(Path jar, Path folder) throws IOException {
        try (FileSystem inside = FileSystems.newFileSystem(jar)) {
            Optional<Path> library =
                    names.stream().map(inside::getPath).filter(Files::exists).findFirst();
            if (library.isEmpty()) {
                return false;
            }
            Path outside = folder.resolve(library.get().getFileName().toString());
            Files.createDirectories(folder);
            Files.copy(library.get(), outside, StandardCopyOption.REPLACE_EXISTING);
            Files.delete(library.get());
        }
        Files.move(jar, folder.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        return true;
    }
}
