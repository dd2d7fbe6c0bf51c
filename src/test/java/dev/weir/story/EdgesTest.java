package dev.weir.story;

import dev.weir.cli.session.ExitCode;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which task reads what another makes, by paths alone.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EdgesTest {
    @RegisterExtension final Workspace workspace = new Workspace();

    @Test
    void a_file_inside_a_folder_that_another_task_makes_is_an_edge() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          use: { run: cat made/a.txt > use.txt, inputs: made/a.txt, outputs: use.txt }
                          make: { run: "cp in.txt made/a.txt; date +%N > made/noise.txt", inputs: in.txt, outputs: made/ }
                        """)
                .file("in.txt", "1\n")
                .build("use")
                .ran("make", "use")
                .build("use", "--rerun", "make")
                .ran("make")
                .complained("made something else")
                .edit("in.txt", "2\n")
                .build("use")
                .ran("make", "use")
                .has("use.txt", "2\n");
    }

    @Test
    void a_glob_takes_what_tasks_make_and_what_lies_there() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          sum: { run: "cat ${{ inputs.parts }} > sum.txt", inputs: { parts: "parts/*.txt" }, outputs: sum.txt }
                          one: { run: cat in.txt > parts/one.txt, inputs: in.txt, outputs: parts/one.txt }
                          two: { run: cat in.txt > parts/two.txt, inputs: in.txt, outputs: parts/two.txt }
                          other: { run: cat in.txt > parts/other.md, inputs: in.txt, outputs: parts/other.md }
                        """)
                .file("in.txt", "1\n")
                .file("parts/by-hand.txt", "0\n")
                .build("sum")
                .ran("one", "two", "sum")
                .has("sum.txt", "0\n1\n1\n")
                .lacks("parts/other.md")
                .delete("parts/two.txt")
                .build("sum")
                .restored("two");
    }

    @Test
    void a_folder_as_input_takes_all_that_tasks_make_below_it() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          pack: { run: "ls -R data > list.txt; cat data/*.txt >> list.txt", inputs: data/, outputs: list.txt }
                          one: { run: cat in.txt > data/one.txt, inputs: in.txt, outputs: data/one.txt }
                        """)
                .file("in.txt", "1\n")
                .build("pack")
                .ran("one", "pack")
                .edit("in.txt", "2\n")
                .build("pack")
                .ran("one", "pack");
    }

    @Test
    void what_the_task_before_does_not_make_is_named() {
        workspace
                .pipelinefile(
                        """
                        default: both
                        tasks:
                          make: { run: touch made/a.txt, outputs: made/ }
                          one: { run: cat made/b.txt > one.txt, inputs: made/b.txt, outputs: one.txt }
                          some: { run: cat made/*.csv > some.txt, inputs: made/*.csv, outputs: some.txt }
                          both: { needs: [one, some] }
                        """)
                .build("-k")
                .ran("make")
                .failed("one", "some")
                .skipped("both")
                .complained(
                        "the input 'made/b.txt' does not exist",
                        "no file matches the input 'made/*.csv'");
    }

    @Test
    void a_temporary_folder_is_known_file_by_file_after_it_is_gone() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          make: { run: "cp in.txt tmp/a.txt; echo b > tmp/b.txt", inputs: in.txt, outputs: { path: tmp/, temporary: true } }
                          a: { run: cat tmp/a.txt > a.txt, inputs: tmp/a.txt, outputs: a.txt }
                          b: { run: "cat ${{ inputs.all }} | grep b > b.txt", inputs: { all: "tmp/b*" }, outputs: b.txt }
                        """)
                .file("in.txt", "1\n")
                .build("a", "b")
                .ran("make", "a", "b")
                .lacks("tmp")
                .edit("in.txt", "2\n")
                .build("a", "b")
                .ran("make", "a")
                .has("a.txt", "2\n")
                .lacks("tmp")
                .edit("in.txt", "1\n")
                .build("a", "b")
                .restored("a")
                .has("a.txt", "1\n");
    }

    @Test
    void a_way_out_of_the_workspace_and_back_to_what_a_task_makes_is_refused() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          make: { run: echo 1 > a.txt, outputs: a.txt }
                          use: { run: "cat ${{ inputs.a }} > b.txt", inputs: { a: WS/a.txt }, outputs: b.txt }
                        """
                                .replace("WS", workspace.path("").toString()))
                .build("use")
                .exits(ExitCode.REFUSED)
                .complained(
                        "Pipelinefile.yaml:4:59: ",
                        "is made by a task of this workspace",
                        "write the path as seen from the Pipelinefile, without links: 'a.txt'",
                        "^^^")
                .lacks("b.txt");
    }

    @Test
    void the_pipelinefile_is_nobodys_output() {
        workspace
                .pipelinefile("tasks: { own: { run: date, outputs: ./Pipelinefile.yaml } }")
                .weir("own")
                .exits(ExitCode.REFUSED)
                .complained("a task cannot make 'Pipelinefile.yaml', which is read before any task")
                .file("other.yaml", "tasks: { own: { run: date, outputs: other.yaml } }")
                .file("sub/file", "")
                .in("sub")
                .weir("-f", "../other.yaml", "own")
                .exits(ExitCode.REFUSED)
                .complained("a task cannot make 'other.yaml', which is read before any task");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "param_files: conf/p.yaml; conf/p.yaml; conf/p.yaml",
                "param_files: conf/p.yaml; conf/; conf/p.yaml",
                "dotenv: conf/x.env; ./conf/x.env; conf/x.env",
                "'dotenv: { path: new.env, optional: true }'; new.env; new.env",
                "'include: [{ path: conf/more.yaml, as: more }]'; conf/more.yaml; conf/more.yaml"
            })
    void what_is_read_before_tasks_run_is_nobodys_output(String key, String output, String read) {
        workspace
                .file("conf/p.yaml", "{}\n")
                .file("conf/x.env", "A=1\n")
                .file("conf/more.yaml", "tasks: { a: { run: date } }\n")
                .pipelinefile(key + "\ntasks: { own: { run: date, outputs: [o, " + output + "] } }")
                .weir("own")
                .exits(ExitCode.REFUSED)
                .complained(
                        "Pipelinefile.yaml:3:41: error: a task cannot make '"
                                + read
                                + "', which is read before any task runs");
    }

    @Test
    void a_pipelinefile_that_is_no_file_is_not_passed_over() {
        workspace
                .pipelinefile("tasks: { above: { run: date } }")
                .command("mkdir sub; ln -s nowhere sub/Pipelinefile.yaml")
                .in("sub")
                .weir("list")
                .exits(ExitCode.REFUSED)
                .complained("sub/Pipelinefile.yaml' is no file: the link leads to none");
    }

    @Test
    void a_name_that_is_not_utf_8_is_told_and_not_called_missing() {
        workspace
                .pipelinefile(
                        "tasks: { all: { run: 'cat in/* > all.txt', inputs: 'in/*', outputs: all.txt } }")
                .command("mkdir in; echo 1 > \"in/$(printf 'a\\377')\"")
                .build("all")
                .failed("all")
                .complained("has a name that is not UTF-8");
    }

    @Test
    void a_file_that_a_task_makes_needs_no_one_else_to_make_it_first() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          use: { run: cat data/x.txt > use.txt, inputs: data/x.txt, outputs: use.txt }
                        """)
                .build("use")
                .exits(ExitCode.REFUSED)
                .complained("the input 'data/x.txt' does not exist, and no task makes it")
                .file("data/x.txt", "x\n")
                .build("use")
                .ran("use");
    }

    @Test
    void an_input_outside_of_the_workspace_counts_and_an_output_there_is_an_error() {
        workspace
                .file("project/x", "")
                .file("shared.txt", "1\n")
                .file(
                        "project/Pipelinefile.yaml",
                        """
                        version: 1
                        tasks:
                          use: { run: cat ../shared.txt > use.txt, inputs: ../shared.txt, outputs: use.txt }
                        """)
                .in("project")
                .weir("use")
                .said("use: ran")
                .edit("shared.txt", "2\n")
                .weir("use")
                .said("use: started (input changed: ../shared.txt)")
                .file(
                        "project/Pipelinefile.yaml",
                        """
                        version: 1
                        tasks:
                          use: { run: echo > ../x.txt, outputs: ../x.txt }
                        """)
                .weir("use")
                .exits(ExitCode.REFUSED)
                .complained("../x.txt", "^^^");
    }
}
