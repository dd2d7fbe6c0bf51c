package dev.weir.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.pipeline.Input;
import dev.weir.pipeline.PathPattern;
import dev.weir.pipeline.PipelineBuilder;
import dev.weir.pipeline.Place;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.WorkspacePath;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
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
        assertEdge("data/", "data/parts/*.csv");
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
    void of_several_that_it_waits_for_the_first_declared_comes_first() {
        TaskGraph graph =
                graph(
                        new PipelineBuilder("p")
                                .task(
                                        "last",
                                        task ->
                                                task.run("x")
                                                        .needs("c", "b")
                                                        .input("d")
                                                        .input("a")
                                                        .output("o"))
                                .task("a", task -> task.run("x").output("a"))
                                .task("b", task -> task.run("x").output("b"))
                                .task("c", task -> task.run("x").output("c"))
                                .task("d", task -> task.run("x").output("d")));
        assertEquals(
                List.of("a", "b", "c", "d", "last"),
                graph.tasks().stream().map(task -> task.name().text()).toList());
        assertArrayEquals(new int[] {0, 3}, graph.sources(4));
        assertArrayEquals(new int[] {1, 2}, graph.gates(4));
        assertArrayEquals(new int[] {4}, graph.followers(2));
        assertEquals(5, graph.closure(List.of(new TaskName("last"))).cardinality());
        assertEquals(1, graph.closure(List.of(new TaskName("b"))).cardinality());
    }

    @Test
    void a_circle_may_be_one_of_needs() {
        Problem problem =
                onlyProblem(
                        new PipelineBuilder("p")
                                .task("a", task -> task.run("x").needs("b"))
                                .task("b", task -> task.run("x").needs("a")));
        assertEquals("tasks need each other in a circle: a → b → a", problem.message());
    }

    @Test
    void a_path_is_made_by_the_task_with_that_output_or_one_above() {
        TaskGraph graph =
                graph(
                        new PipelineBuilder("p")
                                .task("a", task -> task.run("x").output("data/").output("b.txt"))
                                .task("c", task -> task.run("x").output("c.txt")));
        assertEquals(Optional.of(new TaskName("a")), producer(graph, "data/deep/file"));
        assertEquals(Optional.of(new TaskName("a")), producer(graph, "b.txt"));
        assertEquals(Optional.of(new TaskName("c")), producer(graph, "c.txt"));
        assertEquals(Optional.empty(), producer(graph, "c.txt2"));
        assertEquals(
                List.of("data", "b.txt", "c.txt"),
                graph.allOutputs().stream().map(output -> output.path().text()).toList());
    }

    private static Optional<TaskName> producer(TaskGraph graph, String path) {
        return graph.producer(WorkspacePath.of(path));
    }

    @Test
    void a_mistake_stands_at_the_name_of_what_is_wrong_or_at_its_position() {
        assertEquals(
                Place.of(new TaskName("b"), "outputs", "1"),
                onlyProblem(
                                new PipelineBuilder("p")
                                        .task("a", task -> task.run("x").output("o"))
                                        .task("b", task -> task.run("x").output("p").output("o")))
                        .place());
        assertEquals(
                Place.of(new TaskName("b"), "outputs", "second"),
                onlyProblem(
                                new PipelineBuilder("p")
                                        .task("a", task -> task.run("x").output("o"))
                                        .task(
                                                "b",
                                                task ->
                                                        task.run("x")
                                                                .output("first", "p")
                                                                .output("second", "o")))
                        .place());
        assertEquals(
                Place.of(new TaskName("b"), "needs", "0"),
                onlyProblem(
                                new PipelineBuilder("p")
                                        .task("b", task -> task.run("x").needs("nobody")))
                        .place());
    }

    @Test
    void each_mistake_says_what_is_wrong_and_what_to_do() {
        TaskName a = new TaskName("a");
        WorkspacePath path = WorkspacePath.of("data/o");
        Place place = Place.of(a, "outputs", "0");
        List<Problem> problems =
                List.of(
                        new Problem.UnknownTask(place, new TaskName("trian")),
                        new Problem.Cycle(place, List.of(a)),
                        clash("a", "b"),
                        new Problem.EditsInPlace(place, path),
                        new Problem.OutputInsideInput(place, "data", path),
                        new Problem.InputInsideOutput(place, "data/o/x", path),
                        new Problem.OutputInCache(place, path));
        for (Problem problem : problems) {
            assertTrue(
                    problem.message().matches("[^.A-Z].{20,}"),
                    () -> problem + ": " + problem.message());
            assertEquals(
                    !(problem instanceof Problem.UnknownTask),
                    problem.help().isPresent(),
                    problem.toString());
        }
        assertTrue(problems.getFirst().message().contains("'trian'"));
        problems.stream()
                .skip(2)
                .forEach(problem ->
                        assertTrue(problem.message().contains("'data/o'"), problem.message()));
    }

    private static Problem clash(String here, String other) {
        WorkspacePath path = WorkspacePath.of("data/o");
        return new Problem.OutputsClash(
                Place.of(new TaskName(here), "outputs"),
                path,
                "is also an output of",
                new TaskName(other),
                path);
    }

    @Test
    void what_to_do_about_two_outputs_depends_on_whose_they_are() {
        assertHelp("a path of its own", clash("a", "b"));
        assertHelp("${{ matrix.y }}", clash("a@x=1,y=2", "a@x=1,y=3"));
        assertHelp("each output a path", clash("a@x=1", "b@x=2"));
        assertHelp("needs a param", clash("one.a", "two.a"));
        assertHelp("each output a path", clash("one.a", "one.b"));
        Place inner = Place.of(new TaskName("one.a"), "outputs", "0");
        Place outer = Place.of(new TaskName("a"), "outputs", "0");
        WorkspacePath path = WorkspacePath.of("data/o");
        assertHelp("{ path: data", new Problem.OutputInsideInput(outer, "data", path));
        assertHelp("folder of its file", new Problem.OutputInsideInput(inner, "data", path));
    }

    private static void assertHelp(String part, Problem problem) {
        String help = problem.help().orElseThrow();
        assertTrue(help.contains(part), help);
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
        assertEquals(
                "output 'E\u0301' differs only in case or Unicode form from the output of task 'a': '\u00e9'",
                onlyProblem(two("\u00e9", "E\u0301")).message());
        assertEquals(2, graph(two("\u00e9", "\u00e0")).size());
        assertEquals(2, graph(two("o", "p")).size());
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
                int[] waiting =
                        IntStream.range(0, count)
                                .filter(other ->
                                        Arrays.stream(graph.sources(other))
                                                .anyMatch(source -> source == number))
                                .toArray();
                assertArrayEquals(waiting, graph.followers(i), "seed " + seed);
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
