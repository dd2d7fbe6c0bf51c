package dev.weir.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.build.event.BuildEvent;
import dev.weir.build.event.BuildReport;
import dev.weir.build.event.Outcome;
import dev.weir.build.verdict.BuildRequest;
import dev.weir.exec.Cancellation;
import dev.weir.pipeline.Pipeline;
import dev.weir.pipeline.PipelineBuilder;
import dev.weir.pipeline.TaskName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The engine without YAML and without a command line: a pipeline built in Java, run by real
/// commands.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BuildTest {
    @TempDir Path root;

    private final List<BuildEvent> events = new ArrayList<>();

    private BuildReport build(Pipeline pipeline, String... targets) throws Exception {
        List<TaskName> names = List.of(targets).stream().map(TaskName::new).toList();
        events.clear();
        return engine(pipeline).build(BuildRequest.of(names), events::add, new Cancellation());
    }

    private Build engine(Pipeline pipeline) {
        return Build.of(Bench.setup(root, pipeline));
    }

    private static PipelineBuilder chain() {
        return new PipelineBuilder("chain")
                .task(
                        "upper",
                        task ->
                                task.run("tr a-z A-Z < in.txt > upper.txt")
                                        .input("in.txt")
                                        .output("upper.txt"))
                .task(
                        "count",
                        task ->
                                task.run(
                                                "echo counting; wc -c < upper.txt | tr -d ' ' > out/count.txt")
                                        .input("upper.txt")
                                        .output("out/count.txt"));
    }

    @Test
    void a_first_build_runs_and_a_second_does_nothing() throws Exception {
        Files.writeString(root.resolve("in.txt"), "hello");
        assertEquals("upper:Ran count:Ran", Bench.text(build(chain().build(), "count")));
        assertEquals("5\n", Files.readString(root.resolve("out/count.txt")));
        BuildReport second = build(chain().build(), "count");
        assertEquals("upper:UpToDate count:UpToDate", Bench.text(second));
        assertTrue(second.run().isEmpty());
        assertTrue(events.isEmpty());
    }

    @Test
    void equal_outputs_cut_off_what_follows() throws Exception {
        Files.writeString(root.resolve("in.txt"), "hello");
        build(chain().build(), "count");
        Files.writeString(root.resolve("in.txt"), "HELLO");
        assertEquals("upper:Ran count:UpToDate", Bench.text(build(chain().build(), "count")));
        assertEquals("upper:UpToDate count:UpToDate", Bench.text(build(chain().build(), "count")));
    }

    @Test
    void a_deleted_output_is_restored_and_an_earlier_input_brings_its_results_back()
            throws Exception {
        Files.writeString(root.resolve("in.txt"), "hello");
        build(chain().build(), "count");
        Files.delete(root.resolve("upper.txt"));
        assertEquals("upper:Restored count:UpToDate", Bench.text(build(chain().build(), "count")));
        Files.writeString(root.resolve("in.txt"), "longer text");
        assertEquals("upper:Ran count:Ran", Bench.text(build(chain().build(), "count")));
        Files.writeString(root.resolve("in.txt"), "hello");
        assertEquals("upper:Restored count:Restored", Bench.text(build(chain().build(), "count")));
        assertEquals("upper:UpToDate count:UpToDate", Bench.text(build(chain().build(), "count")));
    }

    @Test
    void a_failing_command_leaves_the_outputs_of_before() throws Exception {
        Files.writeString(root.resolve("in.txt"), "hello");
        build(chain().build(), "count");
        Pipeline broken =
                new PipelineBuilder("chain")
                        .task(
                                "upper",
                                task ->
                                        task.run("echo half > upper.txt; echo no luck; exit 3")
                                                .input("in.txt")
                                                .output("upper.txt"))
                        .build();
        BuildReport report = build(broken, "upper");
        assertEquals("upper:Failed", Bench.text(report));
        assertFalse(report.isGood());
        assertEquals("HELLO", Files.readString(root.resolve("upper.txt")));
        Outcome.Failed failed = (Outcome.Failed) report.outcomes().firstEntry().getValue();
        assertEquals("exit code 3", failed.message());
        assertEquals(List.of("no luck"), failed.lastLines());
        assertTrue(failed.partialOutputs().isPresent());
    }

    @Test
    void temporary_outputs_go_and_come_back_only_for_a_task_that_reads_them() throws Exception {
        Files.writeString(root.resolve("in.txt"), "hello");
        Pipeline pipeline = temporary("cp upper.tmp out.txt");
        assertEquals("upper:Ran copy:Ran", Bench.text(build(pipeline, "copy")));
        assertFalse(Files.exists(root.resolve("upper.tmp")));
        assertEquals("upper:UpToDate copy:UpToDate", Bench.text(build(pipeline, "copy")));
        assertEquals(
                "upper:UpToDate copy:Ran",
                Bench.text(build(temporary("cat upper.tmp > out.txt"), "copy")));
        assertEquals("HELLO", Files.readString(root.resolve("out.txt")));
        assertFalse(Files.exists(root.resolve("upper.tmp")));
    }

    @Test
    void a_temporary_whose_bytes_are_gone_is_made_again_when_they_are_needed() throws Exception {
        Files.writeString(root.resolve("in.txt"), "hello");
        build(temporary("cp upper.tmp out.txt"), "copy");
        try (var blobs = Files.walk(root.resolve("cache/objects"))) {
            for (Path blob : blobs.filter(Files::isRegularFile).toList()) {
                Files.delete(blob);
            }
        }
        assertEquals(
                "upper:UpToDate copy:UpToDate",
                Bench.text(build(temporary("cp upper.tmp out.txt"), "copy")));
        assertEquals(
                "upper:Ran copy:Ran",
                Bench.text(build(temporary("cat upper.tmp > out.txt"), "copy")));
        assertEquals(
                "upper:UpToDate copy:UpToDate",
                Bench.text(build(temporary("cat upper.tmp > out.txt"), "copy")));
    }

    private static Pipeline temporary(String copy) {
        return new PipelineBuilder("temporary")
                .task(
                        "upper",
                        task ->
                                task.run("tr a-z A-Z < in.txt > upper.tmp")
                                        .input("in.txt")
                                        .temporary("", "upper.tmp"))
                .task("copy", task -> task.run(copy).input("upper.tmp").output("out.txt"))
                .build();
    }

    @Test
    void an_edited_output_is_saved_before_it_is_replaced_and_undo_brings_it_back()
            throws Exception {
        Files.writeString(root.resolve("in.txt"), "hello");
        build(chain().build(), "count");
        Files.writeString(root.resolve("upper.txt"), "precious");
        assertEquals("upper:Restored count:UpToDate", Bench.text(build(chain().build(), "count")));
        assertEquals("HELLO", Files.readString(root.resolve("upper.txt")));
        Undone undone =
                engine(chain().build()).undo(Optional.empty(), events::add, new Cancellation());
        assertEquals("[upper.txt]", undone.back().toString());
        assertEquals("precious", Files.readString(root.resolve("upper.txt")));
        engine(chain().build()).undo(Optional.empty(), events::add, new Cancellation());
        assertEquals("HELLO", Files.readString(root.resolve("upper.txt")));
        assertEquals("upper:UpToDate count:UpToDate", Bench.text(build(chain().build(), "count")));
    }

    @Test
    void cleaning_removes_exactly_what_the_named_tasks_made() throws Exception {
        Files.writeString(root.resolve("in.txt"), "hello");
        build(chain().build(), "count");
        Cleaned cleaned =
                engine(chain().build())
                        .clean(
                                List.of(new TaskName("count")),
                                false,
                                events::add,
                                new Cancellation());
        assertEquals("[out/count.txt]", cleaned.removed().toString());
        assertFalse(Files.exists(root.resolve("out/count.txt")));
        assertTrue(Files.exists(root.resolve("upper.txt")));
        assertEquals("upper:UpToDate count:Restored", Bench.text(build(chain().build(), "count")));
        engine(chain().build())
                .clean(chain().build().tasks().keySet(), true, events::add, new Cancellation());
        assertEquals("upper:Ran count:Ran", Bench.text(build(chain().build(), "count")));
    }

    @Test
    void a_flipped_byte_in_the_store_is_noticed_and_the_task_runs_again() throws Exception {
        Files.writeString(root.resolve("in.txt"), "hello");
        build(chain().build(), "count");
        try (var blobs = Files.walk(root.resolve("cache/objects"))) {
            for (Path blob : blobs.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(blob);
                bytes[0] ^= 1;
                Files.delete(blob);
                Files.write(blob, bytes);
            }
        }
        Files.delete(root.resolve("upper.txt"));
        assertEquals("upper:Ran count:UpToDate", Bench.text(build(chain().build(), "count")));
        assertEquals("HELLO", Files.readString(root.resolve("upper.txt")));
        assertEquals("upper:UpToDate count:UpToDate", Bench.text(build(chain().build(), "count")));
    }

    @Test
    void tasks_that_wait_for_each_other_all_meet() throws Exception {
        PipelineBuilder pipeline = new PipelineBuilder("meet");
        String[] names = new String[8];
        for (int i = 0; i < 8; i++) {
            String name = "t" + i;
            names[i] = name;
            pipeline.task(
                    name,
                    task ->
                            task.run(
                                            "mkdir -p meet; touch meet/"
                                                    + name
                                                    + "; until [ $(ls meet | wc -l) -eq 8 ]; do sleep 0.02; done; touch "
                                                    + name)
                                    .output(name));
        }
        List<TaskName> all = List.of(names).stream().map(TaskName::new).toList();
        BuildReport report =
                engine(pipeline.build())
                        .build(
                                new BuildRequest(
                                        all,
                                        false,
                                        java.util.Set.of(),
                                        false,
                                        false,
                                        8,
                                        false,
                                        false),
                                events::add,
                                new Cancellation());
        assertTrue(report.isGood(), Bench.text(report));
    }

    @Test
    void a_renamed_task_takes_over_the_folder_it_made_under_its_old_name() throws Exception {
        Files.writeString(root.resolve("in.txt"), "hello");
        build(folder("old", "cp in.txt parts/a"), "old");
        assertEquals("fresh:Ran", Bench.text(build(folder("fresh", "cp in.txt parts/b"), "fresh")));
        assertFalse(Files.exists(root.resolve("parts/a")));
        assertEquals(
                "[]",
                engine(chain().build())
                        .undo(Optional.empty(), events::add, new Cancellation())
                        .back()
                        .toString());
        Files.writeString(root.resolve("parts/mine"), "precious");
        assertEquals("next:Failed", Bench.text(build(folder("next", "cp in.txt parts/c"), "next")));
        assertEquals("precious", Files.readString(root.resolve("parts/mine")));
    }

    private static Pipeline folder(String name, String script) {
        return new PipelineBuilder("folder")
                .task(name, task -> task.run(script).input("in.txt").output("parts/"))
                .build();
    }

    @Test
    void how_long_a_build_took_is_told() throws Exception {
        Files.writeString(root.resolve("in.txt"), "hello");
        for (int i = 0; i < 2; i++) {
            long before = System.nanoTime();
            BuildReport report = build(chain().build(), "count");
            long after = System.nanoTime();
            assertTrue(report.took().isPositive(), report::toString);
            assertTrue(report.took().toNanos() <= after - before, report::toString);
        }
    }
}
