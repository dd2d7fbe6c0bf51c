package dev.weir.build.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.digest.Entry;
import dev.weir.digest.Manifest;
import dev.weir.disk.CacheFolder;
import dev.weir.disk.FileTree;
import dev.weir.graph.OutputIndex;
import dev.weir.graph.TaskGraph;
import dev.weir.pipeline.Input;
import dev.weir.pipeline.Output;
import dev.weir.pipeline.PathPattern;
import dev.weir.pipeline.PipelineBuilder;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.workspace.FileHasher;
import dev.weir.workspace.FileStates;
import dev.weir.workspace.Looks;
import dev.weir.workspace.OnDisk;
import dev.weir.workspace.StatCache;
import dev.weir.workspace.Walks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is laid over the disk is what the disk would say if it were there.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OverlayTest {
    private static final List<Input> INPUTS =
            List.of(
                    input("d"),
                    input("d", "d/out.csv"),
                    input("d", "d/made"),
                    input("d", "d/made/deep"),
                    input("d", "d"),
                    input("."),
                    input("d/made"),
                    input("d/made", "**/*.txt"),
                    input("d/made/x.csv"),
                    input("d/made/x.csv", "d/made/x.csv"),
                    input("d/out.csv"),
                    input("d/out.csv", "d/*.csv"),
                    input("d/none"),
                    input("d/*.csv"),
                    input("d/**/*.csv"),
                    input("d/**/*.csv", "d/made"),
                    input("**/*"),
                    input("alone"),
                    input("alone/*"));

    @TempDir Path root;
    private TaskGraph graph = TaskGraph.of(new PipelineBuilder("p").build());
    private final List<OutputIndex.Made> outputs = new ArrayList<>();
    private final Map<WorkspacePath, OnDisk> made = new HashMap<>();

    private static Input input(String pattern, String... exclude) {
        return new Input(
                "",
                PathPattern.of(pattern),
                false,
                Arrays.stream(exclude).map(PathPattern::of).toList());
    }

    private FileStates disk() {
        return new FileStates(
                root,
                StatCache.load(new CacheFolder(root.resolve("cache"))),
                new Walks(),
                new FileHasher(),
                Looks.unrecorded());
    }

    private Path file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    @BeforeEach
    void make() throws Exception {
        file("d/a.csv", "a");
        file("d/sub/b.csv", "b");
        file("e.txt", "e");
        assertTrue(file("d/out.csv", "out").toFile().setExecutable(true));
        file("d/made/x.csv", "x");
        file("d/made/.hidden.csv", "h");
        assertTrue(file("d/made/deep/y.csv", "y").toFile().setExecutable(true));
        file("d/made/deep/z.txt", "z");
        file("d/made/__pycache__/p.csv", "p");
        file("d/made/cache/c.csv", "c");
        file("alone/one", "1");
        graph =
                TaskGraph.of(
                        new PipelineBuilder("p")
                                .task(
                                        "t",
                                        task ->
                                                task.run("x")
                                                        .output("d/made/")
                                                        .output("d/out.csv")
                                                        .output("alone/"))
                                .build());
        for (Output output : graph.allOutputs()) {
            outputs.add(graph.outputs().at(output.path()).orElseThrow());
            made.put(output.path(), disk().output(output.path()));
        }
    }

    private InputView.Made known() {
        return new InputView.Made() {
            @Override
            public Optional<Entry> entry(OutputIndex.Made output) {
                return made.get(output.output().path()).content();
            }

            @Override
            public Optional<Manifest> manifest(OutputIndex.Made output) {
                return made.get(output.output().path())
                                instanceof OnDisk.Folder(Manifest manifest, _, _)
                        ? Optional.of(manifest)
                        : Optional.empty();
            }

            @Override
            public boolean isOnDisk(OutputIndex.Made output) {
                return false;
            }

            @Override
            public SortedMap<WorkspacePath, TaskName> leftovers() {
                return new TreeMap<>();
            }
        };
    }

    private void link(String path, String target) throws IOException {
        Files.createSymbolicLink(root.resolve(path), Path.of(target));
    }

    /// Links to files and folders beside, above and below, around in circles and to nowhere.
    private void makeLinks() throws IOException, InterruptedException {
        link("d/made/a-file.csv", "x.csv");
        link("d/made/to-link.csv", "./a-file.csv");
        link("d/made/folder", "deep");
        link("d/made/through.csv", "folder/y.csv");
        link("d/made/deep/up.csv", "../x.csv");
        link("d/made/deep/side", "../empty/../folder/./z.txt");
        link("d/made/round", ".");
        link("d/made/nowhere", "deep/none");
        link("d/made/circle", "circling");
        link("d/made/circling", "circle");
        link("d/made/below-a-file", "x.csv/none");
        Files.createDirectories(root.resolve("d/made/empty/emptier"));
        link("d/made/to-empty", "empty/emptier");
        for (OutputIndex.Made output : outputs) {
            made.put(output.output().path(), disk().output(output.output().path()));
        }
    }

    @Test
    void links_in_a_folder_that_is_not_there_lead_where_they_would() throws Exception {
        makeLinks();
        List<Input> inputs = new ArrayList<>(INPUTS);
        for (String below :
                List.of(
                        "a-file.csv",
                        "to-link.csv",
                        "folder",
                        "folder/y.csv",
                        "through.csv",
                        "deep/up.csv",
                        "nowhere",
                        "below-a-file",
                        "empty",
                        "to-empty")) {
            inputs.add(input("d/made/" + below));
            inputs.add(input("d/made/" + below + "/*"));
        }
        Map<Input, SortedMap<WorkspacePath, Entry>> whole = new HashMap<>();
        for (Input input : inputs) {
            whole.put(input, disk().contents(input).entries());
        }
        FileTree.remove(root.resolve("d/made"));
        assertSame(whole, outputs);
    }

    @Test
    void an_input_comes_to_the_same_whatever_stands_where_outputs_are_due() throws Exception {
        Map<Input, SortedMap<WorkspacePath, Entry>> whole = new HashMap<>();
        for (Input input : INPUTS) {
            whole.put(input, disk().contents(input).entries());
        }
        for (int some = 1; some < 1 << outputs.size(); some++) {
            List<OutputIndex.Made> gone = new ArrayList<>();
            for (int i = 0; i < outputs.size(); i++) {
                if ((some >> i & 1) == 1) {
                    gone.add(outputs.get(i));
                }
            }
            assertSame(whole, gone);
        }
        for (OutputIndex.Made output : outputs) {
            FileTree.remove(root.resolve(output.output().path().text()));
        }
        assertSame(whole, outputs);
        file("d/made/x.csv", "edited");
        file("d/made/other.csv", "not made");
        file("d/out.csv", "edited");
        file("alone", "not even a folder");
        assertSame(whole, outputs);
    }

    private void assertSame(
            Map<Input, SortedMap<WorkspacePath, Entry>> whole, List<OutputIndex.Made> gone)
            throws Exception {
        for (Input input : whole.keySet()) {
            List<OutputIndex.Made> feeding = graph.outputs().feeding(input);
            feeding.retainAll(gone);
            if (!feeding.isEmpty()) {
                assertEquals(
                        whole.get(input),
                        new Overlay(disk(), feeding, known()).entries(input),
                        input + " over " + feeding);
            }
        }
    }
}
