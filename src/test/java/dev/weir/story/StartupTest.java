package dev.weir.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.workspace.FileState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A build with nothing to do loads nothing that takes long to load.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StartupTest {
    private static final List<String> HEAVY =
            List.of(
                    "com.google.gson.",
                    "dev.weir.ml.",
                    "dev.weir.pipelinefile.expression.",
                    "dev.weir.pipelinefile.yaml.",
                    "java.lang.ProcessBuilder",
                    "java.lang.ProcessHandle",
                    "java.math.BigInteger$RecursiveOp",
                    "java.security.MessageDigest",
                    "java.security.Provider",
                    "sun.nio.ch.FileChannelImpl",
                    "java.lang.System$Logger",
                    "java.lang.foreign.",
                    "java.time.format.",
                    "java.util.Comparator$$Lambda",
                    "java.util.Formatter",
                    "java.util.ResourceBundle",
                    "java.util.logging.",
                    "org.duckdb.",
                    "org.yaml.",
                    "picocli.",
                    "smile.",
                    "sun.misc.Signal");

    private static final List<String> OWN = List.of("dev.weir.");

    /// With the JVM's cache each class costs a start 8 µs, needed or not; without, ten times that.
    private static final int BUDGET = 400;

    /// Of a call that was made before, with all as it was.
    private static final int IDLE = 30;

    private static final Pattern LOADED = Pattern.compile(" (?<name>\\S+) source: (?<source>\\S+)");

    @RegisterExtension final Workspace workspace = new Workspace();

    @Test
    void a_build_with_nothing_to_do_loads_nothing_heavy() throws IOException, InterruptedException {
        workspace
                .pipelinefile(
                        """
                        default: all
                        params: { year: 2023, rate: 0.1 }
                        tasks:
                          a: { run: "echo ${{ params.year }} > a.txt", outputs: a.txt }
                          b: { run: "cat ${{ inputs.a }} > b.txt", inputs: { a: a.txt }, outputs: b.txt, params: [rate] }
                          c: { uses: sql, inputs: { script: c.sql }, outputs: { made: c.csv } }
                          d: { run: "cp * ${{ outputs }}", inputs: [texts/], outputs: [folder/], workdir: texts }
                          all: { needs: [b, c, d] }
                        """)
                .file("c.sql", "CREATE TABLE made AS SELECT 1 AS one;\n")
                .file("texts/one.txt", "1\n")
                .file("texts/two.txt", "2\n")
                .build("--year", "2023")
                .ran("a", "b", "c", "d")
                .settle();
        // Digests of files that were fresh when they were hashed are not kept.
        Thread.sleep(FileState.settlesWithin());
        workspace.build("--year", "2023").didNothing().settle();
        Path log = workspace.path("classes.log");
        look(log, IDLE);
        look(log, BUDGET, "--logs");
    }

    private void look(Path log, int allowed, String... further)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        Collections.addAll(
                command,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + log,
                "-Dweir.build=test",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.weir.cli.Main",
                "--year",
                "2023");
        Collections.addAll(command, further);
        Process process =
                new ProcessBuilder(command)
                        .directory(workspace.path(".").toFile())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), said);
        assertEquals("up to date: 4 tasks\n", said);
        Set<String> heavy = new TreeSet<>();
        Set<String> own = new TreeSet<>();
        Set<String> opened = new TreeSet<>();
        for (String line : Files.readAllLines(log)) {
            Matcher loaded = LOADED.matcher(line);
            if (!loaded.find()) {
                continue;
            }
            String name = loaded.group("name");
            if (HEAVY.stream().anyMatch(name::startsWith)) {
                heavy.add(name);
            }
            if (OWN.stream().anyMatch(name::startsWith) && !name.contains("$$")) {
                own.add(name);
            }
            if (loaded.group("source").endsWith(".jar")) {
                opened.add(loaded.group("source"));
            }
        }
        assertEquals(Set.of(), heavy);
        assertEquals(Set.of(), opened, "jars of libraries");
        assertTrue(
                own.size() > allowed / 2 && own.size() <= allowed,
                () -> own.size() + " classes of weir, " + allowed + " are allowed");
    }
}
