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

/// Links that lie among inputs, and what tasks make where they lead.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LinksInInputsTest {
    @RegisterExtension final Workspace workspace = new Workspace();

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
            output.equals("d.txt")
                    ? "help: exclude the link: 'exclude: in/l'"
                    : "help: name '"
                            + output
                            + "' as an input too, wait for the task by 'needs: a', or exclude the link",
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
    void links_in_a_folder_that_a_task_made_are_looked_at_too() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          a: { run: "cp ${{ inputs }} ${{ outputs }}", inputs: in.txt, outputs: data/x }
                          m: { run: "cat in.txt > d/f; ln -s ../data/x d/l; ln -s in.txt out", inputs: in.txt, outputs: [d/, out] }
                          r: { run: "cat d/* out > ${{ outputs }}", inputs: [d/, out], outputs: r.txt }
                        """)
                .file("in.txt", "1\n")
                .build("a", "r")
                .ran("a", "m")
                .failed("r")
                .complained(
                        "the input 'd' holds the link 'd/l', which leads to what task 'a' makes")
                .weir("r")
                .exits(ExitCode.REFUSED)
                .complained(
                        "the input 'd' holds the link 'd/l', which leads to what task 'a' makes");
    }

    @Test
    void a_link_that_a_task_will_make_anew_says_nothing() {
        workspace
                .pipelinefile(
                        """
                        default: all
                        tasks:
                          a: { run: "ln -s ../$(cat a.txt) d/l; cp a.txt d/f", inputs: a.txt, outputs: d/ }
                          b: { run: "cat b.txt > e/x", inputs: b.txt, outputs: e/x }
                          c: { run: "cat d/f > res", inputs: d/, outputs: res }
                          all: { needs: [a, b, c] }
                        """)
                .file("a.txt", "e\n")
                .file("b.txt", "1\n")
                .file("src/s", "s\n")
                .build("--keep-going")
                .ran("a", "b")
                .failed("c")
                .skipped("all")
                .complained("the input 'd' holds the link 'd/l'", "cannot be cached")
                .edit("a.txt", "src\n")
                .build()
                .ran("a", "c")
                .complained("cannot be cached")
                .has("res", "src\n")
                .build()
                .didNothing()
                .edit("a.txt", "e\n")
                .build("c")
                .ran("a")
                .failed("c")
                .complained("the input 'd' holds the link 'd/l'", "cannot be cached");
    }

    @ParameterizedTest
    @CsvSource({
        "d/cur/x, goes through",
        "d/cur/, goes through",
        "d/cur/*, goes through",
        "d/l, goes through",
        "d/, holds",
        "d/*/x, holds"
    })
    void a_path_through_a_link_that_a_task_makes_is_refused_unless_it_is_waited_for(
            String input, String word) {
        String link = input.equals("d/l") ? "d/l" : "d/cur";
        String yaml =
                """
                default: all
                tasks:
                  a: { run: "ln -s ../v1 d/cur; ln -s ../v1/x d/l; cp a.txt d/n", inputs: a.txt, outputs: d/ }
                  b: { run: "cat b.txt > v1/x", inputs: b.txt, outputs: v1/x }
                  r: { run: "cat FILE > res", inputs: ["INPUT"], outputs: res NEEDS}
                  all: { needs: [b, r] }
                """
                        .replace("INPUT", input)
                        .replace("FILE", input.equals("d/l") ? "d/l" : "d/cur/x");
        workspace
                .file("a.txt", "1\n")
                .file("b.txt", "1\n")
                .pipelinefile(yaml.replace("NEEDS", ""))
                .build("-j1", "--keep-going")
                .ran("a", "b")
                .failed("r")
                .skipped("all")
                .complained(
                        "' "
                                + word
                                + " the link '"
                                + link
                                + "', which leads to what task 'b' makes: 'v1/x'",
                        "cannot be cached")
                .lacks("res")
                .weir()
                .exits(ExitCode.REFUSED)
                .complained(word + " the link '" + link + "'")
                .pipelinefile(yaml.replace("NEEDS", ", needs: b "))
                .build()
                .ran("r")
                .edit("b.txt", "2\n")
                .build()
                .ran("b", "r")
                .has("res", "2\n")
                .build()
                .didNothing();
    }

    @Test
    void a_path_through_a_link_to_a_temporary_output_is_refused_also_where_that_is_waited_for() {
        workspace
                .pipelinefile(
                        """
                        default: all
                        temporary: tmp/
                        tasks:
                          a: { run: "ln -s ../tmp d/cur; cp a.txt d/n", inputs: a.txt, outputs: d/ }
                          b: { run: "cp a.txt tmp/x", inputs: a.txt, outputs: tmp/x }
                          c: { run: "cat tmp/x > c", inputs: tmp/x, outputs: c }
                          r: { run: "cat d/cur/x > r", inputs: d/cur/x, outputs: r, needs: b }
                          all: { needs: [r, c] }
                        """)
                .file("a.txt", "1\n")
                .build("-j1", "a", "r")
                .ran("a", "b")
                .failed("r")
                .complained(
                        "the input 'd/cur/x' goes through the link 'd/cur'",
                        "name 'tmp/x' as the input",
                        "cannot be cached");
    }

    @Test
    void of_a_made_folder_with_a_link_that_leads_out_the_rest_counts_whole_too() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          a: { run: "mkdir o/.git; cp in o/.git/HEAD; ln -s ../far o/l", inputs: in, outputs: o/ }
                          b: { run: "cat o/.git/HEAD o/l > b.txt", inputs: o/, outputs: b.txt }
                        """)
                .file("in", "1\n")
                .file("far", "far\n")
                .build("b")
                .ran("a", "b")
                .complained("cannot be cached")
                .edit("in", "2\n")
                .build("b")
                .ran("a", "b")
                .complained("cannot be cached")
                .has("b.txt", "2\nfar\n")
                .build("b")
                .didNothing()
                .edit("far", "near\n")
                .build("b")
                .ran("b")
                .has("b.txt", "2\nnear\n");
    }

    @ParameterizedTest
    @CsvSource({"in/*/y, '[]'", "in/, '[in/l/x]'", "in/**, '[in/l/x]'"})
    void what_a_task_makes_behind_a_link_is_no_mistake_where_the_input_leaves_it_out(
            String input, String exclude) {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          a: { run: "cp ${{ inputs }} ${{ outputs }}", inputs: in.txt, outputs: data/x }
                          d: { run: "cat in/*/y > ${{ outputs }}", inputs: { path: INPUT, exclude: EXCLUDE }, outputs: d.txt }
                        """
                                .replace("INPUT", '"' + input + '"')
                                .replace("EXCLUDE", exclude))
                .file("in.txt", "1\n")
                .file("in/f", "1\n")
                .file("data/y", "2\n")
                .command("ln -s ../data in/l")
                .build("a", "d")
                .ran("a", "d")
                .has("d.txt", "2\n")
                .edit("in.txt", "3\n")
                .build("a", "d")
                .ran("a");
    }

    @Test
    void what_a_link_in_a_made_folder_leads_to_outside_counts_for_who_reads_the_folder() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          make: { run: "cp in.txt o/s; ln -s ../far o/l; ln -s s o/near", inputs: in.txt, outputs: o/ }
                          whole: { run: "cat o/* > whole.txt", inputs: o/, outputs: whole.txt }
                          one: { run: "cat o/l > one.txt", inputs: o/l, outputs: one.txt }
                        """)
                .file("in.txt", "1\n")
                .file("far", "2\n")
                .build("whole", "one")
                .ran("make", "whole", "one")
                .complained("cannot be cached: the link 'o/l' leads out of the folder")
                .file("far", "3\n")
                .build("whole", "one")
                .ran("whole", "one")
                .has("whole.txt", "3\n1\n1\n")
                .has("one.txt", "3\n");
    }

    @Test
    void a_link_to_a_temporary_output_is_refused_also_where_that_is_waited_for()
            throws IOException {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          make: { run: "echo 1 > o/a; ln -s a o/b", outputs: { o: { path: o/, temporary: true } } }
                          use: { needs: make, run: "cat in/* > use", inputs: "in/*", outputs: use }
                          whole: { run: "cat o/* > whole", inputs: o/, outputs: whole }
                        """)
                .file("in/f", "f\n");
        Files.createSymbolicLink(workspace.path("in/l"), Path.of("../o/a"));
        workspace
                .weir("use")
                .exits(ExitCode.REFUSED)
                .complained(
                        "the input 'in/*' holds the link 'in/l'",
                        "it is temporary, and a link to it leads nowhere once it is removed")
                .build("whole")
                .ran("make", "whole")
                .has("whole", "1\n1\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pub/ | ln -s ../data pub/cur | pub/ | pub",
                "pub/ | ln -s ../data/a.txt pub/cur.txt; echo > pub/b.txt | pub/*.txt | pub/*.txt",
                "m | mkdir pub; ln -s ../data/a.txt pub/cur.txt; echo > m | m, {path: pub/*.txt, optional: true} | pub/*.txt"
            })
    void a_link_that_a_task_makes_is_looked_at_before_it_is_read(
            String output, String make, String inputs, String named) {
        workspace
                .file("s.txt", "1\n")
                .file("data/other", "")
                .pipelinefile(
                        """
                        default: all
                        tasks:
                          m: { run: "MAKE", inputs: s.txt, outputs: "OUTPUT" }
                          a: { needs: [m], run: "cat s.txt > data/a.txt", inputs: s.txt, outputs: data/a.txt }
                          c: { run: "cat pub/* > c.txt || :", inputs: [INPUTS], outputs: c.txt }
                          all: { needs: [a, c] }
                        """
                                .replace("MAKE", make)
                                .replace("OUTPUT", output)
                                .replace("INPUTS", inputs));
        workspace
                .build("-j1", "--keep-going")
                .ran("a", "m")
                .failed("c")
                .skipped("all")
                .complained(
                        "the input '" + named + "' holds the link 'pub/cur",
                        "which leads to what task 'a' makes: 'data/a.txt'",
                        "name 'data/a.txt' as an input too, wait for the task by 'needs: a', or exclude the link")
                .lacks("c.txt")
                .has("data/a.txt", "1\n")
                .weir()
                .exits(ExitCode.REFUSED)
                .complained("the input '" + named + "' holds the link 'pub/cur");
    }
}
