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
                        "is made by a task of this workspace",
                        "write the path as seen from the Pipelinefile, without links: 'a.txt'",
                        "^^^")
                .lacks("b.txt");
    }

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

    @ParameterizedTest
    @CsvSource({"made/a[1].txt", "again/a[1].txt"})
    void one_file_under_two_paths_is_not_made_by_two_tasks(String other) throws IOException {
        workspace
                .pipelinefile(
                        """
                        default: all
                        tasks:
                          a: { run: "echo a > ${{ outputs }}", outputs: ["alias/a[1].txt"] }
                          b: { run: "echo b > ${{ outputs }}", outputs: ["OTHER"] }
                          all: { needs: [a, b] }
                        """
                                .replace("OTHER", other))
                .file("made/other.csv", "1\n");
        Files.createSymbolicLink(workspace.path("alias"), Path.of("made"));
        Files.createSymbolicLink(workspace.path("again"), Path.of("alias"));
        workspace
                .weir()
                .exits(ExitCode.REFUSED)
                .complained(
                        "another task makes the output", "through a link: write one path in both")
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

    @ParameterizedTest
    @CsvSource({
        "in/*, ../data/x, data/x",
        "in/, ../data/x, data/x",
        "in/, ../again, data/x",
        "in/, ../data, data/x",
        "in/*/x, ../data, data/x",
        "in/**, ../tree/below, tree/",
        "in/, ../tree, tree/",
        "in/, .., d.txt",
        "in/, ../d.txt, d.txt",
        "in/, ../linked/y, linked/y"
    })
    void a_link_in_a_folder_or_glob_to_what_a_task_makes_is_refused_unless_it_is_waited_for(
            String input, String leads, String output) throws IOException {
        workspace
                .pipelinefile(linking(input, ""))
                .file("in.txt", "1\n")
                .file("in/f", "1\n")
                .file("in/sub/x", "1\n")
                .command("mkdir data; mkdir -p elsewhere/far; ln -s elsewhere/far linked")
                .command("ln -s data/x again");
        Files.createSymbolicLink(workspace.path("in/l"), Path.of(leads));
        String[] words = {
            "the input '"
                    + input.replaceAll("/$", "")
                    + "' holds the link 'in/l', which leads to what ",
            " makes: '" + output + "'",
            "exclude",
            "^^^"
        };
        workspace.weir("d").exits(ExitCode.REFUSED).complained(words).lacks("d.txt");
        workspace.build("a").ran("a");
        workspace.weir("d").exits(ExitCode.REFUSED).complained(words).lacks("d.txt");
        workspace.weir().exits(ExitCode.REFUSED).complained(words).lacks("d.txt");
        workspace.pipelinefile(linking(input, ", exclude: in/l"));
        workspace.build("d").ran("d").build("d").didNothing();
    }

    private static String linking(String input, String more) {
        return """
        default: all
        tasks:
          a:
            run: 'cp in.txt data/x; mkdir -p tree/below; cp in.txt tree/below/x; cp in.txt linked/y'
            inputs: in.txt
            outputs: [data/x, tree/, linked/y]
          d: { run: "echo 1 > ${{ outputs }}", inputs: { path: INPUT }, outputs: d.txt }
          all: { needs: [a, d] }
        """
                .replace("INPUT", "\"" + input + "\"" + more);
    }

    @Test
    void a_link_to_what_a_task_makes_is_read_by_one_that_waits_for_it() throws IOException {
        String yaml =
                """
                default: d
                tasks:
                  a: { run: "cp ${{ inputs }} ${{ outputs }}", inputs: in.txt, outputs: data/x }
                  b: { run: "cp ${{ inputs }} ${{ outputs }}", inputs: data/x, outputs: y }
                  d: { run: "cat in/l > ${{ outputs }}", inputs: in/, outputs: d.txt, needs: MAKER }
                """;
        workspace.file("in.txt", "1\n").file("in/f", "1\n");
        Files.createSymbolicLink(workspace.path("in/l"), Path.of("../data/x"));
        for (String maker : new String[] {"a", "b"}) {
            workspace
                    .pipelinefile(yaml.replace("MAKER", maker))
                    .edit("in.txt", maker + "\n")
                    .build()
                    .ran("a".equals(maker) ? new String[] {"a", "d"} : new String[] {"a", "b", "d"})
                    .has("d.txt", maker + "\n")
                    .build()
                    .didNothing();
        }
    }

    @Test
    void a_link_in_a_folder_is_looked_at_again_once_it_leads_elsewhere() throws IOException {
        workspace
                .pipelinefile(
                        """
                        default: all
                        tasks:
                          a: { run: "cp ${{ inputs }} ${{ outputs }}", inputs: in.txt, outputs: data/x }
                          d: { run: "cat in/l > ${{ outputs }}", inputs: in/*, outputs: d.txt }
                          all: { needs: [a, d] }
                        """)
                .file("in.txt", "1\n")
                .file("other", "1\n")
                .file("in/f", "1\n")
                .command("ln -s ../other in/l")
                .build()
                .ran("a", "d")
                .build()
                .didNothing()
                .command("ln -sfn ../data/x in/l")
                .build()
                .didNothing()
                .edit("in.txt", "2\n");
        workspace.weir().exits(ExitCode.REFUSED).complained("holds the link 'in/l'");
        workspace.has("d.txt", "1\n").command("ln -sfn ../other in/l").build().ran("a");
        workspace.build().didNothing().edit("other", "3\n").build().ran("d").has("d.txt", "3\n");
    }

    @Test
    void links_that_lead_to_no_output_or_are_not_read_are_no_mistake() throws IOException {
        workspace
                .pipelinefile(
                        """
                        default: all
                        tasks:
                          a: { run: "cp ${{ inputs }} ${{ outputs }}", inputs: in.txt, outputs: data/x }
                          b: { run: "echo 1 > ${{ outputs }}", outputs: in/made }
                          d:
                            run: cat ${{ inputs }} > ${{ outputs }}
                            inputs: [in/*.csv, { path: deep/, exclude: deep/made }]
                            outputs: d.txt
                          c: { run: "echo 2 > ${{ outputs }}", outputs: deep/made }
                          all: { needs: [a, b, c, d] }
                        """
                                .replace("cat ${{ inputs }}", "cat in/*.csv"))
                .file("in.txt", "1\n")
                .file("in/f.csv", "1\n")
                .file("deep/f", "1\n")
                .command("ln -s ../data/x in/l; ln -s ../data in/folder; ln -s f.csv in/g.csv")
                .command("ln -s . deep/self; ln -s ../nowhere deep/none; ln -s loop deep/loop")
                .build()
                .ran("a", "b", "c", "d")
                .edit("in.txt", "2\n")
                .build()
                .ran("a")
                .build()
                .didNothing();
    }

    @Test
    void the_pipelinefile_is_nobodys_output() {
        workspace
                .pipelinefile("tasks: { own: { run: date, outputs: ./Pipelinefile.yaml } }")
                .weir("own")
                .exits(ExitCode.REFUSED)
                .complained("a task cannot make the Pipelinefile it is declared in");
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
