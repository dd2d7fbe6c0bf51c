package dev.weir.story;

import dev.weir.cli.session.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a task makes, and another names by a path that gets there through links or around.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LinkedPathsTest {
    @RegisterExtension final Workspace workspace = new Workspace();

    @ParameterizedTest
    @CsvSource({
        "alias/a.txt, made/a.txt",
        "alias, made",
        "alias/*.txt, made/*.txt",
        "here/alias/a.txt, made/a.txt",
        "file.txt, made/a.txt",
        "sources/../file.txt, made/a.txt"
    })
    void a_way_through_a_link_to_what_a_task_makes_is_refused(String way, String direct)
            throws IOException {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          make: { run: "cp ${{ inputs }} ${{ outputs }}", inputs: in.txt, outputs: made/a.txt }
                          use: { run: "cat alias/*.txt > b.txt", inputs: [WAY], outputs: b.txt }
                        """
                                .replace("WAY", way))
                .file("in.txt", "1\n")
                .file("made/other.csv", "1\n");
        Files.createSymbolicLink(workspace.path("alias"), Path.of("made"));
        Files.createSymbolicLink(workspace.path("here"), Path.of("."));
        Files.createSymbolicLink(workspace.path("file.txt"), Path.of("alias/a.txt"));
        refused(way, direct);
        workspace.build("make").ran("make");
        refused(way, direct);
    }

    private void refused(String way, String direct) {
        workspace
                .weir("use")
                .exits(ExitCode.REFUSED)
                .complained(
                        "the input '" + way.replace("sources/../", "") + "' is made by a task",
                        "without links: '" + direct + "'",
                        "^^^")
                .lacks("b.txt");
    }

    @ParameterizedTest
    @CsvSource({"made/a.txt", "made", "made/*.txt"})
    void what_a_task_makes_through_a_link_is_refused_under_another_path(String path)
            throws IOException {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          make: { run: "cp ${{ inputs }} ${{ outputs }}", inputs: in.txt, outputs: { a: alias/a.txt } }
                          use: { run: "cat made/*.txt > b.txt", inputs: [PATH], outputs: b.txt }
                        """
                                .replace("PATH", path))
                .file("in.txt", "1\n")
                .file("made/other.csv", "1\n");
        Files.createSymbolicLink(workspace.path("alias"), Path.of("made"));
        workspace.build("make").ran("make");
        workspace
                .weir("use")
                .exits(ExitCode.REFUSED)
                .complained(
                        "the input '" + path + "' is made by a task of this workspace",
                        "task 'make' makes it as 'alias/a.txt', through a link",
                        "^^^")
                .lacks("b.txt");
    }

    @Test
    void characters_of_globs_in_the_names_of_folders_mean_themselves() {
        workspace
                .file(
                        "w[1]*{/Pipelinefile.yaml",
                        """
                        version: 1
                        tasks:
                          make: { run: "cp ${{ inputs }} ${{ outputs }}", inputs: in.txt, outputs: { a: alias/a.txt } }
                          use: { run: "cat d*/*.txt > b.txt", inputs: ["d*/*.txt"], outputs: b.txt }
                          inner: { run: "cp ${{ inputs }} ${{ outputs }}", inputs: in.txt, outputs: { a: "[x]/a.txt" } }
                          other: { run: "cat x/*.txt > c.txt", inputs: ["x/*.txt"], outputs: c.txt }
                        """)
                .file("w[1]*{/in.txt", "1\n")
                .file("w[1]*{/data/made/b.txt", "1\n")
                .command("cd w*; mkdir '[x]'; ln -s '[x]' x; ln -s data alias")
                .weir("-C", "w[1]*{", "use")
                .exits(ExitCode.REFUSED)
                .complained("task 'make' makes it as 'alias/a.txt', through a link")
                .weir("-C", "w[1]*{", "other")
                .exits(ExitCode.REFUSED)
                .complained("without links: '[x]/*.txt'");
    }

    @ParameterizedTest
    @CsvSource({"made/a[1].txt, 5:48", "again/a[1].txt, 4:50"})
    void one_file_under_two_paths_is_not_made_by_two_tasks(String other, String place)
            throws IOException {
        workspace
                .pipelinefile(
                        """
                        default: all
                        tasks:
                          a: { run: "echo a > ${{ outputs }}", outputs: ["alias/a[1].txt"] }
                          b: { run: "echo b > b.txt", outputs: [b.txt, { path: "OTHER" }] }
                          c: { run: "echo c > c", outputs: { plain: c, far: "alias/c" } }
                          d: { run: "echo d > d", outputs: { plain: d, near: "made/c" } }
                          all: { needs: [a, b, c, d] }
                        """
                                .replace("OTHER", other))
                .file("made/other.csv", "1\n");
        Files.createSymbolicLink(workspace.path("alias"), Path.of("made"));
        Files.createSymbolicLink(workspace.path("again"), Path.of("alias"));
        workspace
                .weir()
                .exits(ExitCode.REFUSED)
                .complained(
                        "Pipelinefile.yaml:" + place + ": error: another task makes the output",
                        "Pipelinefile.yaml:7:54: error: another task makes the output 'made/c' too",
                        "through a link: write one path in both")
                .lacks("made/a[1].txt");
    }

    @Test
    void outputs_and_inputs_that_go_through_the_same_link_are_as_any() throws IOException {
        workspace
                .pipelinefile(
                        """
                        default: use
                        tasks:
                          make: { run: "cp ${{ inputs }} ${{ outputs }}", inputs: in.txt, outputs: alias/a.txt }
                          use: { run: "cat ${{ inputs }} > ${{ outputs }}", inputs: "alias/*.txt", outputs: b.txt }
                        """)
                .file("in.txt", "1\n")
                .file("made/other.csv", "1\n");
        Files.createSymbolicLink(workspace.path("alias"), Path.of("made"));
        workspace.build().ran("make", "use").edit("in.txt", "2\n").build().ran("make", "use");
        workspace.has("b.txt", "2\n");
    }

    @Test
    void a_link_to_what_no_task_makes_is_an_input_as_any() throws IOException {
        workspace
                .pipelinefile(
                        """
                        default: use
                        tasks:
                          make: { run: echo 1 > made/a.txt, outputs: made/a.txt }
                          use: { run: "cat alias/*.csv > b.txt", inputs: ["alias/*.csv", file.csv], outputs: b.txt }
                        """)
                .file("made/other.csv", "1\n");
        Files.createSymbolicLink(workspace.path("alias"), Path.of("made"));
        Files.createSymbolicLink(workspace.path("file.csv"), Path.of("alias/other.csv"));
        workspace.build("make", "use").ran("make", "use").has("b.txt", "1\n");
        Files.delete(workspace.path("file.csv"));
        Files.createSymbolicLink(workspace.path("file.csv"), Path.of("nowhere"));
        workspace
                .weir("use")
                .exits(ExitCode.REFUSED)
                .complained(
                        "the input 'file.csv' does not exist, and no task makes it",
                        "help: make the file");
    }

    @Test
    void what_is_made_behind_a_link_to_the_workspace_itself_is_refused_under_another_path() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          make: { run: "echo 1 > ${{ outputs }}", outputs: here/a.txt }
                          use: { run: "cat a.txt > b.txt", inputs: a.txt, outputs: b.txt }
                        """)
                .command("ln -s . here")
                .weir("use")
                .exits(ExitCode.REFUSED)
                .complained("task 'make' makes it as 'here/a.txt', through a link");
    }

    @Test
    void one_maker_that_is_waited_for_does_not_stand_for_another_behind_a_link() {
        String tasks =
                """
                tasks:
                  one: { run: "echo 1 > data/a.txt; echo 2 > alias/b.txt", outputs: [data/a.txt, alias/b.txt] }
                  use: { run: "cat ${{ inputs }} > all.txt", inputs: "data/*.txt", outputs: all.txt }
                """;
        workspace
                .file("data/readme", "")
                .command("ln -s data alias")
                .pipelinefile(tasks)
                .build("use")
                .ran("one", "use")
                .has("all.txt", "1\n2\n")
                .pipelinefile(
                        tasks + "  two: { run: \"echo 3 > alias/c.txt\", outputs: alias/c.txt }\n")
                .edit("data/a.txt", "edited\n")
                .weir("use")
                .exits(ExitCode.REFUSED)
                .complained("task 'two' makes it as 'alias/c.txt', through a link");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "param_files: p.yaml; p.yaml; out/p.yaml",
                "param_files: out/p.yaml; out/p.yaml; behind/p.yaml",
                "dotenv: .env; .env; out/env",
                "'dotenv: { path: new.env, optional: true }'; new.env; out/new.env",
                "'include: [{ path: more.yaml, as: more }]'; more.yaml; out/more.yaml"
            })
    void what_a_task_makes_is_not_read_before_it_through_a_link(
            String key, String read, String made) {
        workspace
                .command("mkdir out; ln -s out behind; cd out; echo '{}' > p.yaml; touch env")
                .file("out/more.yaml", "tasks: { a: { run: date } }\n")
                .command(
                        "for i in p.yaml more.yaml new.env; do ln -s out/$i $i; done; ln -s out/env .env")
                .pipelinefile(key + "\ntasks: { own: { run: date, outputs: " + made + " } }")
                .build("own")
                .exits(ExitCode.REFUSED)
                .complained(
                        "a task makes '"
                                + made
                                + "', which is read as '"
                                + read
                                + "' before any task runs");
    }

    @Test
    void a_class_path_is_no_link_to_what_a_task_makes() {
        workspace
                .command("mkdir out; ln -s out lib")
                .file("out/word", "")
                .file(
                        "Say.java",
                        """
                        import dev.weir.step.*;
                        public class Say implements Step<Say.None> {
                            record None() {}
                            public void run(StepContext<None> context) {}
                        }
                        """)
                .pipelinefile(
                        """
                        tasks:
                          say: { uses: Say.java, classpath: lib }
                          make: { run: date, outputs: out/word }
                        """)
                .build("say")
                .exits(ExitCode.REFUSED)
                .complained("a task makes 'out/word', which is read as 'lib' before any task runs")
                .didNotComplain("lib/word");
    }

    @ParameterizedTest
    @CsvSource({"../**/p*.csv", "..", "up/*/p*.csv", "up/**", "up/"})
    void what_is_around_the_workspace_leaves_out_what_tasks_make_in_it(String input) {
        String tasks =
                """
                tasks:
                  sum: { run: 'cat ../ext/p0.csv > sum', inputs: { path: "%s"%s }, outputs: sum }
                  make: { run: cp src p.csv, inputs: src, outputs: p.csv }
                """;
        workspace
                .file("ext/p0.csv", "0\n")
                .file("ws/src", "1\n")
                .file("ws/Pipelinefile.yaml", tasks.formatted(input, ""))
                .in("ws")
                .command(input.startsWith("up") ? "ln -s .. ws/up" : "true")
                .build("sum")
                .exits(ExitCode.REFUSED)
                .complained(
                        "the input '"
                                + input.replaceAll("/$", "")
                                + "' is made by a task of this workspace",
                        "it is around the workspace, where task '");
        String around = input.startsWith("up") ? "up" : "..";
        String made = ", exclude: [\"AROUND/ws/sum\", \"AROUND/ws/p.csv\"]";
        workspace
                .file(
                        "ws/Pipelinefile.yaml",
                        tasks.formatted(input, made.replace("AROUND", around)))
                .weir("sum", "make")
                .said("2 ran")
                .weir("sum", "make")
                .said("up to date");
    }

    @ParameterizedTest
    @CsvSource({"link/", "link/*", "link/**", "link"})
    void who_waits_for_one_output_behind_a_link_does_not_pass_by_another_there(String input) {
        workspace
                .command("mkdir data; ln -s data link")
                .pipelinefile(
                        """
                        default: use
                        tasks:
                          one: { run: date > link/one, outputs: link/one }
                          two: { run: date > data/two, outputs: data/two }
                          use: { run: ls link > use, inputs: "INPUT", outputs: use }
                        """
                                .replace("INPUT", input))
                .weir()
                .exits(ExitCode.REFUSED)
                .complained(
                        "the input '" + input.replaceAll("/$", "") + "' is made by a task",
                        "without links: 'data" + input.substring(4).replaceAll("/$", "") + "'");
    }

    @ParameterizedTest
    @CsvSource({"../big/p.csv", "../big/p*.csv", "../big", "d2/p.csv", "d2/*.csv"})
    void what_is_made_in_a_folder_outside_has_one_name(String input) {
        String tasks =
                """
                tasks:
                  make: { run: cp src data/p.csv, inputs: src, outputs: data/p.csv }
                  sum: { run: 'cat ../big/*.csv > sum', inputs: %s, outputs: sum }
                """;
        workspace
                .command("mkdir ws big; ln -s ../big ws/data; ln -s ../big ws/d2")
                .file("big/p.csv", "1\n")
                .file("ws/src", "1\n")
                .file("ws/Pipelinefile.yaml", tasks.formatted("\"" + input + "\""))
                .in("ws")
                .weir("sum")
                .exits(ExitCode.REFUSED)
                .complained("task 'make' makes it as 'data/p.csv', through a link")
                .file("ws/Pipelinefile.yaml", tasks.formatted("data/p.csv"))
                .weir("sum")
                .said("2 ran")
                .complained("'data/p.csv' was not as weir had made it")
                .weir("sum")
                .said("up to date");
    }

    @Test
    void two_tasks_do_not_make_one_file_outside() {
        workspace
                .command("mkdir ws big; ln -s ../big ws/data; ln -s ../big ws/d2")
                .file("big/.env", "")
                .file(
                        "ws/Pipelinefile.yaml",
                        """
                        tasks:
                          p: { run: date > data/o, outputs: data/o }
                          q: { run: date > d2/o, outputs: d2/o }
                        """)
                .in("ws")
                .weir("p", "q")
                .exits(ExitCode.REFUSED)
                .complained("another task makes the output 'data/o' too")
                .file(
                        "ws/Pipelinefile.yaml",
                        "dotenv: ../big/.env\ntasks: { p: { run: date, outputs: data/.env } }\n")
                .weir("p")
                .exits(ExitCode.REFUSED)
                .complained("a task makes 'data/.env', which is read as '../big/.env'");
    }
}
