package dev.weir.packaging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import ml.dmlc.xgboost4j.java.XGBoost;
import org.apache.commons.logging.LogFactory;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class NativeLibrariesTest {
    private static final List<String> OF_DUCKDB =
            Stream.of("linux_amd64", "linux_arm64", "osx_universal", "windows_amd64")
                    .map("libduckdb_java.so_"::concat)
                    .toList();
    private static final List<String> OF_XGBOOST =
            List.of(
                    "lib/linux/x86_64/libxgboost4j.so",
                    "lib/linux/aarch64/libxgboost4j.so",
                    "lib/macos/x86_64/libxgboost4j.dylib",
                    "lib/macos/aarch64/libxgboost4j.dylib",
                    "lib/windows/x86_64/xgboost4j.dll");

    @TempDir Path folder;
    private Path lib;

    @BeforeEach
    void a_folder_of_jars() throws Exception {
        lib = Files.createDirectories(folder.resolve("lib"));
        jar("plain-1.jar", List.of("a/A.class"));
        jar("duckdb_jdbc-1.jar", OF_DUCKDB);
        jar("xgboost4j-2.jar", OF_XGBOOST);
        Files.writeString(
                lib.resolve("classpath"),
                "lib/xgboost4j-2.jar:lib/plain-1.jar:lib/duckdb_jdbc-1.jar");
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, linux_amd64, lib/linux/x86_64/libxgboost4j.so",
        "Linux, aarch64, linux_arm64, lib/linux/aarch64/libxgboost4j.so",
        "Mac OS X, x86_64, osx_universal, lib/macos/x86_64/libxgboost4j.dylib",
        "Mac OS X, aarch64, osx_universal, lib/macos/aarch64/libxgboost4j.dylib",
    })
    void a_jar_moves_into_a_folder_with_the_library_of_this_machine_and_keeps_the_others(
            String os, String processor, String duckdb, String xgboost) throws Exception {
        NativeLibraries.forMachine(os, processor).takeOut(lib);
        assertMoved("duckdb_jdbc-1", "libduckdb_java.so_" + duckdb, OF_DUCKDB);
        assertMoved("xgboost4j-2", xgboost, OF_XGBOOST);
        assertTrue(Files.exists(lib.resolve("plain-1.jar")));
        assertEquals(
                "lib/xgboost4j-2/xgboost4j-2.jar:lib/plain-1.jar:lib/duckdb_jdbc-1/duckdb_jdbc-1.jar",
                Files.readString(lib.resolve("classpath")));
    }

    private void assertMoved(String name, String library, List<String> all) throws IOException {
        assertFalse(Files.exists(lib.resolve(name + ".jar")));
        var outside = lib.resolve(name).resolve(library.substring(library.lastIndexOf('/') + 1));
        assertEquals("bytes of " + library, Files.readString(outside));
        var left = new ArrayList<>(all);
        left.remove(library);
        assertEquals(left, entries(lib.resolve(name).resolve(name + ".jar")));
    }

    @Test
    void a_machine_that_the_libraries_are_not_made_for_changes_nothing() throws Exception {
        NativeLibraries.forMachine("SunOS", "sparc").takeOut(lib);
        assertEquals(OF_DUCKDB, entries(lib.resolve("duckdb_jdbc-1.jar")));
        assertTrue(Files.readString(lib.resolve("classpath")).endsWith(":lib/duckdb_jdbc-1.jar"));
    }

    @Test
    void the_same_jar_gives_the_same_bytes_over_what_an_earlier_build_left() throws Exception {
        var original = Files.readAllBytes(lib.resolve("duckdb_jdbc-1.jar"));
        var natives = NativeLibraries.forMachine("Linux", "amd64");
        natives.takeOut(lib);
        var placed = lib.resolve("duckdb_jdbc-1/duckdb_jdbc-1.jar");
        var first = Files.readAllBytes(placed);
        Files.write(lib.resolve("duckdb_jdbc-1.jar"), original);
        natives.takeOut(lib);
        assertArrayEquals(first, Files.readAllBytes(placed));
    }

    @Test
    void duckdb_and_xgboost_start_from_there_and_leave_nothing_in_the_temporary_folder()
            throws Exception {
        for (var type : List.of(DuckDBDriver.class, XGBoost.class)) {
            var jar = place(type);
            Files.copy(jar, lib.resolve(jar.getFileName()));
        }
        NativeLibraries.main(new String[] {lib.toString()});
        var temporary = Files.createDirectories(folder.resolve("temporary"));
        var classPath =
                Stream.of(
                                jars(lib).stream(),
                                Stream.of(place(LogFactory.class)),
                                Stream.of(
                                        place(NativeLibraries.class),
                                        place(NativeLibrariesTest.class)))
                        .flatMap(paths -> paths)
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator));
        var java =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-Djava.io.tmpdir=" + temporary,
                                "-cp",
                                classPath,
                                "dev.weir.ml.model.StartLibraries")
                        .redirectErrorStream(true)
                        .start();
        var said = new String(java.getInputStream().readAllBytes());
        assertEquals(0, java.waitFor(), said);
        assertEquals("42 rows of 2 columns\n", said);
        try (var left = Files.list(temporary)) {
            assertEquals(List.of(), left.toList());
        }
    }

    private static Path place(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static List<Path> jars(Path lib) throws IOException {
        try (var files = Files.walk(lib)) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
    }

    private void jar(String name, List<String> entries) throws IOException {
        try (var jar = new ZipOutputStream(Files.newOutputStream(lib.resolve(name)))) {
            for (var entry : entries) {
                jar.putNextEntry(new ZipEntry(entry));
                jar.write(("bytes of " + entry).getBytes());
            }
        }
    }

    private static List<String> entries(Path jar) throws IOException {
        try (var zip = new ZipFile(jar.toFile())) {
            return zip.stream().map(ZipEntry::getName).toList();
        }
    }
}
