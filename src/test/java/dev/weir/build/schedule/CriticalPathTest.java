package dev.weir.build.schedule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.weir.graph.TaskGraph;
import dev.weir.pipeline.PipelineBuilder;
import dev.weir.pipeline.TaskName;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CriticalPathTest {
    @Test
    void a_task_counts_with_the_longest_chain_behind_it_as_far_as_it_is_built() {
        TaskGraph graph =
                TaskGraph.of(
                        new PipelineBuilder("p")
                                .task("first", it -> it.run("x"))
                                .task("short", it -> it.run("x").needs("first"))
                                .task("long", it -> it.run("x").needs("first"))
                                .task("last", it -> it.run("x").needs("short", "long"))
                                .task("other", it -> it.run("x").needs("last"))
                                .build());
        FakeJobs jobs =
                new FakeJobs(graph)
                        .lasting("first", Duration.ofNanos(1))
                        .lasting("short", Duration.ofNanos(10))
                        .lasting("long", Duration.ofNanos(20))
                        .lasting("last", Duration.ofNanos(100))
                        .lasting("other", Duration.ofNanos(1_000));
        long[] left = CriticalPath.of(graph, graph.closure(List.of(new TaskName("last"))), jobs);
        assertArrayEquals(new long[] {121, 110, 120, 100, 0}, left);
    }
}
