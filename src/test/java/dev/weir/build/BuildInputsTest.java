package dev.weir.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.pipeline.Input;
import dev.weir.pipeline.PathPattern;
import dev.weir.pipeline.PipelineBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What inputs come to where they meet outputs: folders above and below them, exclusions, things
/// that are not there.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BuildInputsTest {
    @TempDir Path root;
    private Bench bench;

    @BeforeEach
    void fill() throws Exception {
        bench = new Bench(root);
        bench.write("in.txt", "hello");
    }

    private static Input without(String path, boolean optional, String... excluded) {
        return new Input(
                "",
                PathPattern.of(path),
                optional,
                Stream.of(excluded).map(PathPattern::of).toList());
    }

    private static PipelineBuilder parts() {
        return new PipelineBuilder("parts")
                .task(
                        "make",
                        task ->
                                task.run("cp in.txt parts/a.txt; cp in.txt parts/b.log")
                                        .input("in.txt")
                                        .output("parts/"));
    }

    @Test
    void a_folder_that_a_task_makes_may_be_read_without_some_of_its_files() throws Exception {
        PipelineBuilder pipeline =
                parts().task(
                                "list",
                                task ->
                                        task.run("ls parts > list.txt")
                                                .input(without("parts", false, "**/*.log"))
                                                .output("list.txt"));
        assertEquals("make:Ran list:Ran", bench.build(pipeline, "list"));
    }

    @Test
    void an_optional_folder_without_files_is_as_good_as_none() throws Exception {
        PipelineBuilder pipeline =
                new PipelineBuilder("optional")
                        .task(
                                "note",
                                task ->
                                        task.run("ls notes > notes/mine.txt")
                                                .input(without("notes", true, "notes/mine.txt"))
                                                .output("notes/mine.txt"));
        assertEquals("note:Ran", bench.build(pipeline, "note"));
        bench.write("notes/other.txt", "more");
        assertEquals("note:Ran", bench.build(pipeline, "note"));
        assertEquals(List.of(), bench.warnings());
    }

    @Test
    void an_input_that_its_own_exclusion_takes_out_is_not_there() {
        PipelineBuilder pipeline =
                new PipelineBuilder("nothing")
                        .task(
                                "copy",
                                task ->
                                        task.run("cp in.txt out.txt")
                                                .input(without("in.txt", false, "*.txt"))
                                                .output("out.txt"));
        assertThrows(BuildRefused.class, () -> bench.build(pipeline, "copy"));
    }

    @Test
    void each_different_reading_of_one_folder_counts() throws Exception {
        PipelineBuilder pipeline =
                new PipelineBuilder("often")
                        .task(
                                "list",
                                task ->
                                        task.run("cat src/* > list.txt")
                                                .input(without("src", false, "src/b", "src/c"))
                                                .input(without("src", false, "src/a", "src/c"))
                                                .input(without("src", false, "src/a", "src/b"))
                                                .output("list.txt"));
        for (String name : List.of("a", "b", "c")) {
            bench.write("src/" + name, "1");
        }
        assertEquals("list:Ran", bench.build(pipeline, "list"));
        for (String name : List.of("a", "b", "c")) {
            bench.write("src/" + name, "2");
            assertEquals("list:Ran", bench.build(pipeline, "list"), name);
        }
    }

    @Test
    void absent_temporaries_are_seen_as_they_were_when_they_were_there() throws Exception {
        PipelineBuilder pipeline =
                new PipelineBuilder("odd")
                        .task(
                                "make",
                                task ->
                                        task.run(
                                                        """
                                                        cd gen/odd
                                                        mkdir -p __pycache__ sub/__pycache__ empty
                                                        cp ../../in.txt sub/file
                                                        echo code > __pycache__/code
                                                        echo code > sub/__pycache__/code
                                                        ln -s sub folder
                                                        ln -s folder/file link
                                                        ln -s nowhere dangling
                                                        """)
                                                .input("in.txt")
                                                .temporary("", "gen/odd/"))
                        .task("above", task -> reading(task, "gen", "above"))
                        .task("all", task -> reading(task, "gen/odd/**", "all"))
                        .task("link", task -> reading(task, "gen/odd/link", "link"))
                        .task("inside", task -> reading(task, "gen/odd/folder", "inside"))
                        .task("hollow", task -> reading(task, "gen/odd/sub/__pycache__", "hollow"))
                        .task("empty", task -> reading(task, "gen/odd/empty", "empty"))
                        .task(
                                "each",
                                task ->
                                        task.needs(
                                                "above", "all", "link", "inside", "hollow",
                                                "empty"));
        String built = bench.build(pipeline, "each");
        assertTrue(!built.contains("Failed"), built);
        assertTrue(!bench.has("gen/odd"), "it is temporary");
    }

    private static dev.weir.pipeline.TaskBuilder reading(
            dev.weir.pipeline.TaskBuilder task, String path, String name) {
        return task.run("echo " + name + " > " + name + ".txt").input(path).output(name + ".txt");
    }
}
