package dev.weir.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.disk.RecordReader;
import dev.weir.disk.RecordWriter;
import dev.weir.pipeline.PipelineBuilder;
import dev.weir.pipeline.Task;
import dev.weir.pipeline.TaskBuilder;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.WorkspacePath;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ClaimTest {
    private static Claim claim(String name, UnaryOperator<TaskBuilder> declared) {
        List<Task> tasks =
                List.copyOf(
                        new PipelineBuilder("p")
                                .task(name, task -> declared.apply(task.run("true")))
                                .build()
                                .tasks()
                                .values());
        return Claim.of(tasks);
    }

    private static void assertDispute(Optional<String> expected, Claim one, Claim two) {
        assertEquals(expected.isPresent(), two.dispute(one).isPresent());
        assertEquals(expected, one.dispute(two));
        assertEquals(expected, copy(one).dispute(copy(two)));
    }

    private static Claim copy(Claim claim) {
        RecordWriter record = new RecordWriter();
        claim.write(record);
        return Claim.read(new RecordReader(record.finish()));
    }

    @ParameterizedTest
    @CsvSource({
        "out/a, out/a, out/a",
        "out/, out/a, out/a",
        "out/a/b, out/a/, out/a",
        "out/, out/a/b/c, out/a/b/c",
        "out/a, out/b,",
        "out/a, out/ab,",
        "out/a/, out/a b/c,",
        "out/a/, out/a-b,",
        "a, out/a,"
    })
    void who_writes_is_alone_with_a_path_and_what_is_below(String one, String two, String both) {
        assertDispute(
                Optional.ofNullable(both).map(path -> "'" + path + "'"),
                claim("one", task -> task.output(one)),
                claim("two", task -> task.output(two)));
    }

    @ParameterizedTest
    @CsvSource({
        "in.txt, out.txt,",
        "out.txt, out.txt, out.txt",
        "out, out/a.csv, out/a.csv",
        "out/a/x, out/a/, out/a",
        "out/*.csv, out/a.csv, out/a.csv",
        "out/*.csv, out/a.txt,",
        "'**/*.csv', out/deep/, out/deep",
        "'{a,out}/*.csv', out/a.csv, out/a.csv",
        "., out/a.csv, out/a.csv",
        "../out.txt, out.txt,"
    })
    void nobody_writes_what_another_reads(String read, String written, String both) {
        assertDispute(
                Optional.ofNullable(both).map(path -> "'" + path + "'"),
                claim("reader", task -> task.input(read).output("made")),
                claim("writer", task -> task.output(written)));
    }

    @Test
    void any_number_may_read_one_path() {
        assertDispute(
                Optional.empty(),
                claim("one", task -> task.input("in/**").output("a")),
                claim("two", task -> task.input("in/x").output("b")));
    }

    @Test
    void a_task_runs_once_at_a_time_whatever_it_makes() {
        assertDispute(
                Optional.of("task 'train'"),
                claim("train", task -> task.output("green")),
                claim("train", task -> task.output("yellow")));
        assertDispute(
                Optional.of("task 'ping'"),
                claim("ping", task -> task),
                claim("ping", task -> task));
    }

    @Test
    void both_together_dispute_what_each_does() {
        Claim both =
                claim("one", task -> task.output("a")).and(claim("two", task -> task.output("b")));
        assertDispute(Optional.of("'a'"), both, claim("x", task -> task.output("a")));
        assertDispute(Optional.of("'b'"), both, claim("x", task -> task.output("b")));
        assertDispute(Optional.empty(), both, Claim.nothing());
        assertDispute(Optional.of("the whole workspace"), both.and(new Claim.Everything()), both);
    }

    @Test
    void a_claim_covers_its_tasks_and_the_whole_workspace_all() {
        Claim some = claim("one", task -> task.output("out"));
        assertTrue(some.covers(new TaskName("one")));
        assertFalse(some.covers(new TaskName("two")));
        Claim both = some.and(claim("two", task -> task.output("more")));
        assertTrue(both.covers(new TaskName("one")) && both.covers(new TaskName("two")));
        assertTrue(new Claim.Everything().covers(new TaskName("two")));
        assertTrue(some.and(new Claim.Everything()).covers(new TaskName("two")));
    }

    @Test
    void what_a_transaction_takes_is_its_task_and_the_places_of_its_outputs() {
        Plan plan =
                new Plan(
                        "t1",
                        new TaskName("one"),
                        "run",
                        List.of(new Plan.Slot(WorkspacePath.of("out/a"), false, "")),
                        List.of());
        Claim claim = Claim.of(plan);
        assertDispute(Optional.of("task 'one'"), claim, claim("one", task -> task.output("x")));
        assertDispute(Optional.of("'out/a'"), claim, claim("two", task -> task.output("out/a")));
        assertDispute(Optional.empty(), claim, claim("two", task -> task.output("out/b")));
    }
}
