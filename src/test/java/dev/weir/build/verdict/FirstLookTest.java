package dev.weir.build.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.cache.ActionResult;
import dev.weir.digest.Entry;
import dev.weir.digest.Hasher;
import dev.weir.digest.TaskKey;
import dev.weir.disk.CacheFolder;
import dev.weir.graph.TaskGraph;
import dev.weir.pipeline.PipelineBuilder;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.workspace.FileState;
import dev.weir.workspace.Looks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FirstLookTest {
    @TempDir Path root;
    private final Looks looks = Looks.recorded();
    private final TaskGraph graph =
            TaskGraph.of(
                    new PipelineBuilder("p")
                            .task("done", it -> it.run("x").output("done"))
                            .task("reader", it -> it.run("x").input("done").output("read"))
                            .task("gone", it -> it.run("x").output("gone"))
                            .task("after-gone", it -> it.run("x").input("gone"))
                            .task("stale", it -> it.run("x").output("stale"))
                            .task("after-stale", it -> it.run("x").needs("stale"))
                            .task("adopted", it -> it.run("x"))
                            .task("after-adopted", it -> it.run("x").needs("adopted"))
                            .task("group", it -> it.needs("reader"))
                            .task("after-group", it -> it.run("x").needs("group"))
                            .build());
    private Path file;

    @BeforeEach
    void look() throws Exception {
        file = Files.writeString(root.resolve("file"), "1");
        Thread.sleep(FileState.settlesWithin());
        looks.note(file);
    }

    private static TaskKey key(String task) {
        return new TaskKey(Hasher.digest(task));
    }

    private static Survey.Finding finding(Verdict verdict) {
        return new Survey.Finding(verdict, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Verdict verdict(String task) {
        return switch (task) {
            case "gone" ->
                    new Verdict.Restorable(
                            key(task),
                            new ActionResult(
                                    task,
                                    new TreeMap<>(),
                                    Optional.empty(),
                                    "run",
                                    Instant.EPOCH,
                                    Duration.ZERO),
                            List.of());
            case "stale" -> new Verdict.Stale(key(task), List.of(new Reason.NeverRan()));
            case "group" -> new Verdict.Grouped();
            case "after-stale" -> new Verdict.Pending(new TreeSet<>(Set.of(new TaskName("stale"))));
            default -> new Verdict.UpToDate(key(task), new TreeMap<>(), !task.equals("adopted"));
        };
    }

    private Stores stores() {
        CacheFolder cache = new CacheFolder(root.resolve("cache"));
        return Stores.open(new Places(root, cache, cache));
    }

    private Knowledge.Known known(String task) {
        WorkspacePath path = new WorkspacePath(task);
        Entry entry = new Entry(Entry.Kind.FILE, Hasher.digest("out " + task), 1);
        return new Knowledge.Known(key(task), new TreeMap<>(Map.of(path, entry)), Set.of(path));
    }

    private Survey survey(Map<WorkspacePath, TaskName> leftovers) throws IOException {
        try (Stores stores = stores()) {
            Knowledge knowledge = new Knowledge(graph.size(), stores, new TreeMap<>(leftovers));
            SequencedMap<TaskName, Survey.Finding> findings = new LinkedHashMap<>();
            for (int i = 0; i < graph.size(); i++) {
                String task = graph.task(i).name().text();
                findings.put(graph.task(i).name(), finding(verdict(task)));
                if (verdict(task) instanceof Verdict.UpToDate
                        || verdict(task) instanceof Verdict.Restorable) {
                    knowledge.put(i, known(task));
                }
            }
            return new Survey(findings, false, knowledge);
        }
    }

    /// The tasks of which the same is found, in their order.
    private String again(FirstLook look) throws IOException {
        Survey survey = survey(Map.of());
        StringBuilder found = new StringBuilder();
        try (Stores stores = stores()) {
            Knowledge told = new Knowledge(graph.size(), stores);
            for (int i = 0; i < graph.size(); i++) {
                TaskName task = graph.task(i).name();
                Optional<Survey.Finding> finding = look.again(i, told);
                if (finding.isPresent()) {
                    found.append(' ').append(task);
                    assertEquals(survey.findings().get(task), finding.get());
                    assertEquals(survey.knowledge().of(i), told.of(i));
                } else {
                    assertEquals(Optional.empty(), told.of(i));
                }
            }
        }
        return found.toString().strip();
    }

    @Test
    void while_all_stands_the_same_is_found_of_what_waits_for_nothing_that_runs() throws Exception {
        FirstLook look = new FirstLook(graph, survey(Map.of()), looks);
        look.repeat();
        assertEquals("done reader gone group after-group", again(look));
    }

    @Test
    void what_is_asked_for_again_has_changed() throws Exception {
        FirstLook look = new FirstLook(graph, survey(Map.of()), looks);
        look.repeat();
        String _ = again(look);
        assertEquals("", again(look));
    }

    @Test
    void a_task_stands_only_once_those_before_it_were_found_so() throws Exception {
        FirstLook look = new FirstLook(graph, survey(Map.of()), looks);
        int reader = graph.number(new TaskName("reader")).orElseThrow();
        int done = graph.number(new TaskName("done")).orElseThrow();
        try (Stores stores = stores()) {
            Knowledge told = new Knowledge(graph.size(), stores);
            assertEquals(Optional.empty(), look.again(reader, told));
            assertTrue(look.again(done, told).isPresent());
            assertTrue(look.again(reader, told).isPresent());
        }
    }

    @Test
    void what_is_opened_again_stands_no_more() throws Exception {
        FirstLook look = new FirstLook(graph, survey(Map.of()), looks);
        int reader = graph.number(new TaskName("reader")).orElseThrow();
        int done = graph.number(new TaskName("done")).orElseThrow();
        try (Stores stores = stores()) {
            Knowledge told = new Knowledge(graph.size(), stores);
            assertTrue(look.again(done, told).isPresent());
            look.reopened(done);
            assertEquals(Optional.empty(), look.again(done, told));
            assertEquals(Optional.empty(), look.again(reader, told));
        }
    }

    @Test
    void nothing_holds_once_one_look_shows_something_else() throws Exception {
        FirstLook look = new FirstLook(graph, survey(Map.of()), looks);
        Files.writeString(file, "2");
        look.repeat();
        assertEquals("", again(look));
    }

    @Test
    void nothing_holds_that_rests_on_what_was_still_fresh() throws Exception {
        Path fresh = Files.writeString(root.resolve("fresh"), "1");
        looks.note(fresh);
        FirstLook look = new FirstLook(graph, survey(Map.of()), looks);
        look.repeat();
        assertEquals("", again(look));
    }

    @Test
    void nothing_holds_where_looks_were_not_kept_or_something_was_left_over() throws Exception {
        FirstLook unkept = new FirstLook(graph, survey(Map.of()), Looks.unrecorded());
        unkept.repeat();
        assertEquals("", again(unkept));
        Survey left = survey(Map.of(new WorkspacePath("old"), new TaskName("done")));
        FirstLook look = new FirstLook(graph, left, looks);
        look.repeat();
        assertEquals("", again(look));
    }
}
