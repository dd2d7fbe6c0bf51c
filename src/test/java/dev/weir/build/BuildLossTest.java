package dev.weir.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.build.verdict.BuildRequest;
import dev.weir.pipeline.PipelineBuilder;
import dev.weir.pipeline.Policy;
import dev.weir.pipeline.TaskName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is lost from the cache, or never was in it, costs work at most.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BuildLossTest {
    @TempDir Path root;
    private Bench bench;

    @BeforeEach
    void fill() throws Exception {
        bench = new Bench(root);
        bench.write("in.txt", "hello");
    }

    private static PipelineBuilder temporary(Policy.Refresh refresh, String read) {
        return new PipelineBuilder("temporary")
                .task("other", task -> task.run("true"))
                .task(
                        "make",
                        task ->
                                task.run("cp in.txt parts/a.txt")
                                        .input("in.txt")
                                        .temporary("", "parts/")
                                        .refresh(refresh))
                .task("read", task -> task.run(read).input("parts/a.txt").output("out.txt"));
    }

    private static PipelineBuilder temporary() {
        return temporary(
                new Policy.Refresh.After(java.time.Duration.ofDays(9)), "cp parts/a.txt out.txt");
    }

    @Test
    void a_temporary_folder_whose_record_is_lost_is_made_again_for_who_reads_a_part_of_it()
            throws Exception {
        assertEquals("make:Ran read:Ran", bench.build(temporary(), "read"));
        bench.remove("cache/actions");
        assertEquals("make:Ran read:UpToDate", bench.build(temporary(), "read"));
    }

    @Test
    void a_damaged_record_is_told_once_for_each_task_and_counts_as_none() throws Exception {
        PipelineBuilder pipeline =
                new PipelineBuilder("damaged")
                        .task("a", task -> task.run("cp in.txt a").input("in.txt").output("a"))
                        .task("b", task -> task.run("cp in.txt b").input("in.txt").output("b"))
                        .task("both", task -> task.needs("a", "b"));
        assertEquals("a:Ran b:Ran both:Grouped", bench.build(pipeline, "both"));
        try (Stream<Path> records = Files.walk(root.resolve("cache/actions"))) {
            for (Path record : records.filter(Files::isRegularFile).toList()) {
                Files.writeString(record, "{");
            }
        }
        bench.remove("a");
        bench.remove("b");
        assertEquals("a:Ran b:Ran both:Grouped", bench.build(pipeline, "both"));
        assertEquals(
                List.of(
                        "the cached result of task 'a' is damaged",
                        "the cached result of task 'b' is damaged"),
                bench.warnings().stream()
                        .map(it -> it.substring(0, it.indexOf(" (")))
                        .sorted()
                        .toList());
    }

    @Test
    void a_temporary_output_that_the_cache_has_lost_stays() throws Exception {
        assertEquals("make:Ran", bench.build(temporary(), "make"));
        bench.remove("cache/actions");
        assertEquals("make:UpToDate read:Ran", bench.build(temporary(), "read"));
        assertTrue(bench.has("parts/a.txt"));
    }

    @Test
    void a_temporary_output_whose_place_is_taken_fails_its_reader_only() throws Exception {
        assertEquals("make:Ran read:Ran", bench.build(below("cp in/parts/a.txt out.txt"), "read"));
        bench.remove("in");
        bench.write("in", "no folder");
        PipelineBuilder changed = below("cat in/parts/a.txt > out.txt");
        assertEquals("make:UpToDate read:Failed", bench.build(changed, "read"));
        assertEquals("hello", bench.read("out.txt"));
    }

    private static PipelineBuilder below(String read) {
        return new PipelineBuilder("below")
                .task(
                        "make",
                        task ->
                                task.run("cp in.txt in/parts/a.txt")
                                        .input("in.txt")
                                        .temporary("", "in/parts/"))
                .task("read", task -> task.run(read).input("in/parts/a.txt").output("out.txt"));
    }

    @Test
    void a_frozen_task_does_without_its_inputs() throws Exception {
        PipelineBuilder pipeline =
                new PipelineBuilder("frozen")
                        .task(
                                "keep",
                                task ->
                                        task.run("cp in.txt kept.txt")
                                                .input("in.txt")
                                                .output("kept.txt")
                                                .refresh(new Policy.Refresh.Never()));
        assertEquals("keep:Ran", bench.build(pipeline, "keep"));
        bench.remove("in.txt");
        assertEquals("keep:UpToDate", bench.build(pipeline, "keep"));
        bench.remove("kept.txt");
        assertEquals("keep:Restored", bench.build(pipeline, "keep"));
    }

    @Test
    void a_frozen_task_is_not_run_for_what_is_lost_until_it_is_asked_for() throws Exception {
        Policy.Refresh never = new Policy.Refresh.Never();
        assertEquals(
                "make:Ran read:Ran",
                bench.build(temporary(never, "cp parts/a.txt out.txt"), "read"));
        bench.remove("cache/objects");
        bench.write("in.txt", "changed");
        PipelineBuilder changed = temporary(never, "cat parts/a.txt > out.txt");
        assertEquals("make:UpToDate read:Failed", bench.build(changed, "read"));
        BuildRequest rerun =
                new BuildRequest(
                        List.of(new TaskName("read")),
                        false,
                        Set.of(new TaskName("make")),
                        false,
                        false,
                        1,
                        false,
                        false);
        assertEquals("make:Ran read:Ran", bench.build(changed.build(), rerun));
        assertEquals("changed", bench.read("out.txt"));
    }

    @Test
    void a_lost_log_costs_work_though_a_folder_cannot_be_told_from_a_foreign_one_any_more()
            throws Exception {
        PipelineBuilder pipeline =
                new PipelineBuilder("folder")
                        .task(
                                "make",
                                task ->
                                        task.run("cp in.txt d/$(cat in.txt)")
                                                .input("in.txt")
                                                .output("d/"));
        assertEquals("make:Ran", bench.build(pipeline, "make"));
        bench.write("in.txt", "other");
        bench.write("cache/state/trace", "something that is no log of traces");
        assertEquals("make:Ran", bench.build(pipeline, "make"));
        assertEquals("other", bench.read("d/other"));
        assertFalse(bench.has("d/hello"));
        assertEquals(2, bench.warnings().size(), bench.warnings().toString());
        assertTrue(bench.warnings().getLast().contains("'weir undo' brings it back"));
    }
}
