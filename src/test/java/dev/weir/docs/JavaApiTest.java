package dev.weir.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.build.event.BuildReport;
import dev.weir.build.event.Outcome;
import dev.weir.build.verdict.Reason;
import dev.weir.build.verdict.Verdict;
import dev.weir.engine.Weir;
import dev.weir.graph.ProblemsException;
import dev.weir.pipeline.Pipeline;
import dev.weir.pipeline.PipelineBuilder;
import dev.weir.pipeline.TaskName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `docs/java-api.md` says.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JavaApiTest {
    private static final long ROWS = 20_000;

    @TempDir Path folder;

    private Weir taxi(int maxDepth) {
        return Weir.of(folder, new TaxiPipeline(2023, 1, ROWS, maxDepth).pipeline());
    }

    private static List<String> ran(BuildReport report) {
        return report.outcomes().entrySet().stream()
                .filter(task -> task.getValue() instanceof Outcome.Ran)
                .map(task -> task.getKey().text())
                .toList();
    }

    @Test
    void the_taxi_pipeline_in_java_runs_caches_and_explains_like_the_one_in_yaml()
            throws Exception {
        Replay yaml = Replay.shipped(folder, ROWS);

        BuildReport first = taxi(6).build();
        assertTrue(first.isGood(), first.toString());
        assertEquals(9, ran(first).size());
        assertTrue(Files.exists(folder.resolve("artifacts/deployments/production")));
        assertTrue(taxi(6).build().run().isEmpty());
        Replay.Done same = yaml.weir(List.of("deploy"));
        assertTrue(same.text().endsWith("up to date: 9 tasks\n"), same.text());

        Verdict verdict = taxi(4).survey().findings().get(new TaskName("train")).verdict();
        List<String> why =
                verdict instanceof Verdict.Stale(_, List<Reason> reasons)
                        ? reasons.stream().map(Reason::message).toList()
                        : List.of();
        assertEquals(List.of("with.model.max_depth: 6 → 4"), why);
        Replay.Done asked = yaml.weir(List.of("status", "-P", "model.max_depth=4"));
        assertTrue(asked.text().contains("train: stale (" + why.getFirst() + ")"), asked.text());

        assertEquals(
                List.of("train", "validate-model", "save", "deploy-model", "cleanup"),
                ran(taxi(4).build()));
        assertTrue(taxi(4).build().run().isEmpty());
    }

    @Test
    void a_pipeline_of_commands_takes_ten_lines() throws Exception {
        Files.writeString(folder.resolve("book.txt"), "call me Ishmael\n");
        PipelineBuilder words =
                new PipelineBuilder("words")
                        .task(
                                "count",
                                task ->
                                        task.run("wc -w < book.txt > words.txt")
                                                .input("book.txt")
                                                .output("words.txt"))
                        .target("count");
        BuildReport report = Weir.of(folder, words.build()).build();
        assertEquals(List.of("count"), ran(report));
        assertEquals("3", Files.readString(folder.resolve("words.txt")).strip());
        assertEquals(List.of(), ran(Weir.of(folder, words.build()).build()));
    }

    @Test
    void mistakes_are_all_said_before_anything_runs() {
        Pipeline wrong =
                new PipelineBuilder("wrong")
                        .task("a", task -> task.uses("trian", Map.of()))
                        .task("b", task -> task.uses("sql", Map.of("echa", true)))
                        .build();
        String message =
                assertThrows(IllegalArgumentException.class, () -> Weir.of(folder, wrong))
                        .getMessage();
        assertTrue(message.contains("task 'a': no step named 'trian'"), message);
        assertTrue(message.contains("task 'b': 'echa' is not known"), message);

        Pipeline circle =
                new PipelineBuilder("circle")
                        .task("a", task -> task.run("true").input("b.txt").output("a.txt"))
                        .task("b", task -> task.run("true").input("a.txt").output("b.txt"))
                        .build();
        assertThrows(ProblemsException.class, () -> Weir.of(folder, circle));

        Weir fine = taxi(6);
        assertThrows(IllegalArgumentException.class, () -> fine.build("trian"));
    }
}
