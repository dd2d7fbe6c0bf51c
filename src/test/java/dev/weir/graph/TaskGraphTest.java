package dev.weir.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.pipeline.Input;
import dev.weir.pipeline.PathPattern;
import dev.weir.pipeline.PipelineBuilder;
import dev.weir.pipeline.TaskName;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TaskGraphTest {
    @Test
    void an_equal_path_makes_an_edge() {
        assertEdge("data/a.csv", "data/a.csv");
    }

    @Test
    void an_input_below_an_output_folder_makes_an_edge() {
        assertEdge("model/", "model/card.json");
    }

    @Test
    void an_input_folder_above_an_output_makes_an_edge() {
        assertEdge("data/raw/a.csv", "data");
    }

    @Test
    void a_glob_is_joined_to_a_file_it_matches_and_to_a_folder_it_can_reach_into() {
        assertEdge("data/a.csv", "data/*.csv");
        assertEdge("data/parts/", "data/**/*.csv");
        assertEdge("data/parts/", "**/*.csv");
        assertNoEdge("data/a.txt", "data/*.csv");
        assertNoEdge("data/parts/", "data/*.csv");
        assertNoEdge("data/ab", "data/a");
    }

    @Test
    void an_excluded_output_makes_no_edge() {
        TaskGraph graph =
                graph(
                        new PipelineBuilder("p")
                                .task("make", task -> task.run("x").output("data/a.csv"))
                                .task(
                                        "use",
                                        task ->
                                                task.run("x")
                                                        .output("o")
                                                        .input(
                                                                new Input(
                                                                        "",
                                                                        PathPattern.of(
                                                                                "data/*.csv"),
                                                                        false,
                                                                        List.of(
                                                                                PathPattern.of(
                                                                                        "data/a.csv"))))));
        assertEquals(0, graph.sources(graph.number(new TaskName("use")).orElseThrow()).length);
    }

    @Test
    void tasks_come_after_what_they_wait_for_and_else_as_declared() {
        TaskGraph graph =
                graph(
                        new PipelineBuilder("p")
                                .task("z", task -> task.run("x").input("b").output("c"))
                                .task("y", task -> task.run("x").input("a").output("b"))
                                .task("x", task -> task.run("x"))
                                .task("w", task -> task.needs("x")));
        assertEquals(
                List.of("y", "z", "x", "w"),
                graph.tasks().stream().map(task -> task.name().text()).toList());
    }

    @Test
    void a_circle_is_printed_as_a_path() {
        Problem problem =
                onlyProblem(
                        new PipelineBuilder("p")
                                .task("a", task -> task.run("x").input("c.txt").output("a.txt"))
                                .task("b", task -> task.run("x").input("a.txt").output("b.txt"))
                                .task("c", task -> task.run("x").input("b.txt").output("c.txt")));
        assertEquals("tasks need each other in a circle: a → c → b → a", problem.message());
    }

    @Test
    void outputs_must_be_apart() {
        assertEquals(
                "output 'o' is also an output of task 'a'", onlyProblem(two("o", "o")).message());
        assertEquals(
                "output 'o/x' lies inside an output of task 'a': 'o'",
                onlyProblem(two("o/", "o/x")).message());
        assertEquals(
                "output 'O' differs only in case or Unicode form from the output of task 'a': 'o'",
                onlyProblem(two("o", "O")).message());
        assertEquals(
                "output 'e\u0301' differs only in case or Unicode form from the output of task 'a': '\u00e9'",
                onlyProblem(two("\u00e9", "e\u0301")).message());
    }

    private static PipelineBuilder two(String first, String second) {
        return new PipelineBuilder("p")
                .task("a", task -> task.run("x").output(first))
                .task("b", task -> task.run("x").output(second));
    }

    @Test
    void a_task_cannot_read_what_it_writes() {
        assertTrue(
                onlyProblem(
                                new PipelineBuilder("p")
                                        .task("a", task -> task.run("x").input("f").output("f")))
                        instanceof Problem.EditsInPlace);
        assertTrue(
                onlyProblem(
                                new PipelineBuilder("p")
                                        .task("a", task -> task.run("x").input("d").output("d/f")))
                        instanceof Problem.OutputInsideInput);
        assertTrue(
                onlyProblem(
                                new PipelineBuilder("p")
                                        .task("a", task -> task.run("x").input("d/f").output("d/")))
                        instanceof Problem.InputInsideOutput);
    }

    @Test
    void weirs_own_folder_takes_no_outputs() {
        assertTrue(
                onlyProblem(
                                new PipelineBuilder("p")
                                        .task("a", task -> task.run("x").output("cache/f")))
                        instanceof Problem.OutputInCache);
    }

    @Test
    void random_graphs_come_in_an_order_that_respects_every_edge() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            int count = 1 + random.nextInt(30);
            PipelineBuilder pipeline = new PipelineBuilder("p");
            int[] shuffled = new Random(seed + 1).ints(0, count).distinct().limit(count).toArray();
            for (int i : shuffled) {
                pipeline.task(
                        "t" + i,
                        task -> {
                            task.run("x").output("o" + i);
                            for (int k = 0; k < i; k++) {
                                if (random.nextInt(4) == 0) {
                                    task.input("o" + k);
                                }
                            }
                            return task;
                        });
            }
            TaskGraph graph = graph(pipeline);
            for (int i = 0; i < count; i++) {
                int number = i;
                assertTrue(
                        Arrays.stream(graph.sources(i)).allMatch(source -> source < number),
                        "seed " + seed);
                for (int source : graph.sources(i)) {
                    assertTrue(
                            Arrays.stream(graph.followers(source)).anyMatch(f -> f == number),
                            "seed " + seed);
                }
            }
        }
    }

    private static void assertEdge(String output, String input) {
        TaskGraph graph = pair(output, input);
        assertEquals(1, graph.sources(graph.number(new TaskName("use")).orElseThrow()).length);
    }

    private static void assertNoEdge(String output, String input) {
        TaskGraph graph = pair(output, input);
        assertEquals(0, graph.sources(graph.number(new TaskName("use")).orElseThrow()).length);
    }

    private static TaskGraph pair(String output, String input) {
        return graph(
                new PipelineBuilder("p")
                        .task("use", task -> task.run("x").input(input).output("other/result"))
                        .task("make", task -> task.run("x").output(output)));
    }

    private static TaskGraph graph(PipelineBuilder pipeline) {
        return TaskGraph.of(pipeline.build());
    }

    private static Problem onlyProblem(PipelineBuilder pipeline) {
        ProblemsException thrown = assertThrows(ProblemsException.class, () -> graph(pipeline));
        assertEquals(1, thrown.problems().size(), () -> thrown.problems().toString());
        return thrown.problems().getFirst();
    }
}
