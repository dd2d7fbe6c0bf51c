package dev.weir.story;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// What `bench/run` rests on; how quick anything is, is asked of it alone.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class MeasuringTest {
    @RegisterExtension final Workspace workspace = new Workspace();
    @TempDir Path folder;

    @BeforeAll
    static void is_there_a_python() throws Exception {
        assumeTrue(isOnPath("python3"), "no python3, by which bench/run is run");
        Process asked =
                new ProcessBuilder(
                                "python3", "-c", "import sys; sys.exit(sys.version_info < (3, 9))")
                        .start();
        assumeTrue(asked.waitFor() == 0, "a python3 before 3.9");
    }

    @Test
    void weir_builds_the_graph_that_is_measured() throws Exception {
        bench("--generate", "weir", "12", workspace.path(".").toString());
        Stream<String> tasks =
                Stream.of("0_0 0_1 0_2 0_3 0_4 0_5 0_6 0_7 0_8 0_9 1_0 1_1".split(" "));
        workspace.build("-j2").ran(tasks.map(it -> "t" + it).toArray(String[]::new)).settle();
        assertEquals(
                Files.readString(workspace.path("src/0/0.txt")),
                Files.readString(workspace.path("out/0/0_9.txt")));
        workspace.edit("src/0/1.txt", "other\n").build("-j2").ran("t1_0", "t1_1");
    }

    @Test
    void a_row_is_measured_and_checked_and_leaves_nothing_behind() throws Exception {
        assumeTrue(isOnPath("make"), "no make to be measured");
        Path kept = folder.resolve("kept");
        String table =
                bench("--quick", "--rounds=1", "--rows=cold", "--tools=make", "--out=" + kept);
        assertTrue(table.contains("| cold, 200 tasks, two at once |"), table);
        List<String> figures = Files.readAllLines(kept.resolve("results.csv"));
        assertTrue(figures.get(1).matches("cold,make,,[0-9.,]+,1,"), figures.toString());
        assertEquals(3, Files.readAllLines(kept.resolve("samples.csv")).size());
        assertEquals(table.strip(), Files.readString(kept.resolve("results.md")).strip());
        assertEquals("", names(folder.resolve("temporary")));
    }

    @Test
    void the_growth_of_the_cost_is_drawn_from_the_figures() throws Exception {
        Path figures = folder.resolve("results.csv");
        Files.writeString(
                figures,
                """
                row,tool,tasks,median_ms,min_ms,q1_ms,q3_ms,max_ms,peak_mb,runs,note
                no-op-few,weir,8,30,29,30,31,32,45,7,
                no-op-most,weir,100000,260,250,255,265,270,300,7,
                no-op-few,<other>,8,2,2,2,2,2,10,7,
                cold,weir,,9000,9000,9000,9000,9000,90,1,
                """);
        Path picture = folder.resolve("growth.svg");
        Files.writeString(picture, bench("--plot", figures.toString()));
        var svg = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(picture.toFile());
        assertEquals(2, svg.getElementsByTagName("polyline").getLength());
        assertEquals(3, svg.getElementsByTagName("circle").getLength());
    }

    @Test
    void rows_and_tools_are_listed_and_others_refused() throws Exception {
        String list = bench("--list");
        assertTrue(
                list.lines().anyMatch(it -> it.matches("no-op-most +no-op, 100,000 tasks")), list);
        assertTrue(list.lines().anyMatch(it -> it.matches("weir +.*weir")), list);
        Process refused = start("--list", "--rows=no-such");
        assertEquals("", new String(refused.getInputStream().readAllBytes()));
        assertEquals(1, refused.waitFor());
    }

    /// What bench/run prints to its output.
    private String bench(String... arguments) throws Exception {
        Process process = start(arguments);
        String out = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), () -> out + errors());
        return out;
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("python3", "bench/run"));
        command.addAll(List.of(arguments));
        Path temporary = Files.createDirectories(folder.resolve("temporary"));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(folder.resolve("errors").toFile());
        builder.environment().put("TMPDIR", temporary.toString());
        return builder.start();
    }

    private String errors() {
        try {
            return Files.readString(folder.resolve("errors"));
        } catch (IOException failure) {
            return failure.toString();
        }
    }

    private static String names(Path folder) throws IOException {
        try (Stream<Path> names = Files.list(folder)) {
            return names.map(Path::getFileName).map(Path::toString).collect(joining(" "));
        }
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(it -> Files.isExecutable(Path.of(it, program)));
    }
}
