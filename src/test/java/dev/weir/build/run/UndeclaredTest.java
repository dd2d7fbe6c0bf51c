package dev.weir.build.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.build.verdict.ResolvedInputs;
import dev.weir.digest.Digest;
import dev.weir.digest.TaskKey;
import dev.weir.exec.Invocation;
import dev.weir.pipeline.Action;
import dev.weir.pipeline.Outside;
import dev.weir.pipeline.PipelineBuilder;
import dev.weir.pipeline.Task;
import dev.weir.pipeline.TaskBuilder;
import dev.weir.pipeline.Template;
import dev.weir.pipeline.WorkspacePath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which words of a script are pointed out as read and not declared.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class UndeclaredTest {
    private static final TaskKey KEY = new TaskKey(Digest.of("0".repeat(64)));

    @TempDir Path folder;
    private Path root;

    @BeforeEach
    void fill() throws Exception {
        root = folder.resolve("workspace");
        for (String file :
                List.of(
                        "a.txt",
                        "b.txt",
                        "sub/c.txt",
                        "sub/d.txt",
                        "-a.txt",
                        "*.txt",
                        "$here/a.txt",
                        "../beside.txt")) {
            Files.createDirectories(root.resolve(file).getParent());
            Files.writeString(root.resolve(file), "x");
        }
    }

    private List<String> warnings(Task task) throws Exception {
        Outside outside = Outside.of(Map.of("MINE", "1"));
        ResolvedInputs inputs =
                new ResolvedInputs(new TreeMap<>(), List.of(), new TreeMap<>(), new TreeMap<>());
        Invocation invocation =
                new Invocations(root, outside)
                        .of(
                                task,
                                KEY,
                                inputs,
                                new Invocations.Folders(
                                        root.resolve("scratch"), root.resolve("resume")));
        return Undeclared.warnings(task, invocation, inputs, outside);
    }

    private static Task task(UnaryOperator<TaskBuilder> declared) {
        return new PipelineBuilder("p")
                .task("t", declared::apply)
                .build()
                .tasks()
                .firstEntry()
                .getValue();
    }

    /// What the script is said to read, in the order of its words.
    private String named(String script, UnaryOperator<TaskBuilder> declared) throws Exception {
        return String.join(
                " ",
                warnings(task(it -> declared.apply(it.run(script)))).stream()
                        .map(warning -> warning.split("'")[3])
                        .toList());
    }

    private String named(String script) throws Exception {
        return named(script, it -> it);
    }

    @Test
    void each_file_is_named_once_whatever_is_around_its_name() throws Exception {
        assertEquals(
                "b.txt a.txt sub/c.txt sub/d.txt",
                named(
                        "join --with=b.txt a.txt;sort<a.txt|cat - 'sub/c.txt' \"./sub/../sub/d.txt\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tool -a.txt",
                "cat /a.txt",
                "cat $here/a.txt",
                "cat ?.txt *.txt",
                "cat ../beside.txt",
                "ls sub . ..",
                "cat nothing.txt",
                "cat / /../a.txt"
            })
    void options_patterns_folders_and_what_lies_elsewhere_are_not_taken_for_files(String script)
            throws Exception {
        assertEquals("", named(script));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cat b.txt >a.txt",
                "cat b.txt > a.txt",
                "cat b.txt >> a.txt",
                "cat b.txt > \"a.txt\"",
                "cat b.txt >\t'a.txt'",
                "> a.txt cat b.txt",
                ">a.txt;cat b.txt",
                "echo 1 > a.txt\ncat b.txt",
                "cat b.txt >a.txt; >a.txt"
            })
    void what_is_written_is_not_read_and_the_next_word_is_one_as_any(String script)
            throws Exception {
        assertEquals("b.txt", named(script));
    }

    @Test
    void what_is_declared_by_any_path_above_it_or_by_a_pattern_is_not_pointed_out()
            throws Exception {
        String script = "cat a.txt b.txt sub/c.txt sub/d.txt";
        assertEquals("a.txt b.txt sub/c.txt sub/d.txt", named(script));
        assertEquals("a.txt b.txt", named(script, it -> it.output("sub/")));
        assertEquals("a.txt b.txt sub/d.txt", named(script, it -> it.output("sub/c.txt")));
        assertEquals("a.txt b.txt sub/c.txt", named(script, it -> it.input("*/d.txt")));
        assertEquals("a.txt b.txt", named(script, it -> it.input("sub/")));
        assertEquals("", named(script, it -> it.input(".")));
    }

    @Test
    void names_are_read_from_where_the_script_runs() throws Exception {
        Task there = inFolder("sub", List.of("sh", "-e", "-c"));
        assertEquals(
                List.of(
                        "task 't' names $MINE, which is set but not passed on: declare it with 'env: [MINE]'",
                        "task 't' names 'sub/c.txt', which is not an input: it does not run again when that file changes",
                        "task 't' names 'a.txt', which is not an input: it does not run again when that file changes"),
                warnings(there));
    }

    @Test
    void variables_are_looked_for_only_where_they_are_written_as_in_a_shell() throws Exception {
        assertEquals(2, warnings(inFolder("sub", List.of("python3", "-c"))).size());
        assertEquals(3, warnings(inFolder("sub", List.of("/bin/bash", "-c"))).size());
    }

    private static Task inFolder(String folder, List<String> shell) {
        Task plain = task(it -> it.run("x"));
        return new Task(
                plain.name(),
                plain.help(),
                new Action.Command(
                        List.of(
                                Template.of("cat c.txt /d.txt $MINE"),
                                Template.of("cat ../a.txt b.txt")),
                        shell,
                        WorkspacePath.of(folder)),
                plain.inputs(),
                plain.outputs(),
                plain.needs(),
                plain.params(),
                plain.environment(),
                plain.policy());
    }
}
