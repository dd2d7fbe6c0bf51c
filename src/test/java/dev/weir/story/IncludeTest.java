package dev.weir.story;

import dev.weir.cli.session.ExitCode;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class IncludeTest {
    @RegisterExtension final Workspace workspace = new Workspace();

    private static final String CLEAN =
            """
            version: 1
            default: tidy
            params: { mark: c }
            temporary: tmp/
            tasks:
              sort: { run: "sort ${{ inputs }} > ${{ outputs }}", inputs: raw.txt, outputs: tmp/sorted.txt }
              tidy:
                help: Tidy
                run: sed s/^/${{ params.mark }}/ ${{ inputs }} > ${{ outputs.table }}
                inputs: "${{ tasks.sort.out }}"
                outputs: { table: table.txt }
            """;

    private Workspace pipeline() {
        return workspace
                .pipelinefile(
                        """
                        default: report
                        include: [{ path: clean/Pipelinefile.yaml, as: prep }]
                        tasks:
                          report:
                            run: wc -l < ${{ inputs }} > ${{ outputs }}
                            inputs: "${{ tasks.prep.tidy.table }}"
                            outputs: report.txt
                        """)
                .file("clean/Pipelinefile.yaml", CLEAN)
                .file("clean/raw.txt", "b\na\n");
    }

    private Workspace built() {
        return pipeline()
                .build()
                .ran("prep.sort", "prep.tidy", "report")
                .has("clean/table.txt", "ca\ncb\n");
    }

    @Test
    void its_tasks_work_in_its_folder_and_feed_those_of_the_pipelinefile() {
        built().lacks("clean/tmp/sorted.txt").lacks("table.txt");
    }

    @Test
    void its_name_alone_is_its_default() {
        pipeline()
                .build("prep")
                .ran("prep.sort", "prep.tidy")
                .weir("explain", "prep")
                .said("prep.tidy: up to date")
                .build("prep.sort")
                .restored("prep.sort")
                .build("clean/table.txt")
                .didNothing()
                .weir("list")
                .said("prep.tidy  up to date  Tidy");
    }

    @Test
    void it_makes_the_same_alone() {
        pipeline()
                .in("clean")
                .weir("tidy", "-f", "Pipelinefile.yaml")
                .said("sort: ran", "tidy: ran")
                .has("clean/table.txt", "ca\ncb\n")
                .lacks("clean/tmp/sorted.txt");
    }

    @Test
    void a_file_with_a_default_that_is_called_like_a_command_gets_a_warning() {
        workspace
                .pipelinefile("include: [{ path: a.yaml, as: clean }]")
                .file("a.yaml", "default: a\ntasks: { a: { run: echo > a.txt, outputs: a.txt } }")
                .build("clean.a")
                .ran("clean.a")
                .complained("'clean' is the name of a command", "'weir run clean' builds");
    }

    @Test
    void an_edit_of_it_counts_at_once() {
        built().edit("clean/Pipelinefile.yaml", CLEAN.replace("mark: c", "mark: dd"))
                .build()
                .ran("prep.tidy", "report")
                .has("clean/table.txt", "dda\nddb\n")
                .editUnseen("clean/Pipelinefile.yaml", CLEAN.replace("mark: c", "mark: ee"))
                .build()
                .ran("prep.tidy", "report")
                .delete("clean/Pipelinefile.yaml")
                .build()
                .exits(ExitCode.REFUSED)
                .complained("Pipelinefile.yaml:3:19: error: no file 'clean/Pipelinefile.yaml'");
    }

    @Test
    void its_params_are_set_below_its_name() {
        built().build("-P", "prep.mark=x")
                .ran("prep.tidy", "report")
                .said("prep.mark c → x")
                .has("clean/table.txt", "xa\nxb\n")
                .weir("params")
                .saidExactly("prep.mark  c  string\n")
                .build("-P", "mark=x")
                .exits(ExitCode.REFUSED)
                .complained("no param named 'mark'");
    }

    @Test
    void a_file_is_included_twice_with_other_params() {
        workspace
                .pipelinefile(
                        """
                        include:
                          - { path: city/Pipelinefile.yaml, as: rome, params: { city: rome } }
                          - { path: city/Pipelinefile.yaml, as: oslo, params: { city: oslo } }
                        tasks:
                          all: { run: "cat ${{ inputs }} > ${{ outputs }}", inputs: ["${{ tasks.rome.out }}", "${{ tasks.oslo.out }}"], outputs: all.txt }
                        """)
                .file(
                        "city/Pipelinefile.yaml",
                        """
                        default: make
                        params: { city: none }
                        tasks: { make: { run: "echo ${{ params.city }} > ${{ outputs }}", outputs: "${{ params.city }}.txt" } }
                        """)
                .build("all")
                .ran("rome.make", "oslo.make", "all")
                .has("all.txt", "rome\noslo\n")
                .build("all", "-P", "oslo.city=rome")
                .exits(ExitCode.REFUSED)
                .complained(
                        "city/Pipelinefile.yaml:3:",
                        "output 'city/rome.txt' is also an output of task 'rome.make'",
                        "a file that is included twice needs a param");
    }

    @Test
    void problems_found_later_point_into_it() {
        built().delete("clean/raw.txt")
                .build()
                .exits(ExitCode.REFUSED)
                .complained("clean/Pipelinefile.yaml:6:", "inputs: raw.txt")
                .build("prep")
                .exits(ExitCode.REFUSED)
                .complained("clean/Pipelinefile.yaml:6:", "inputs: raw.txt");
    }

    @Test
    void what_it_does_not_have_is_said() {
        pipeline()
                .build("prep.tydi")
                .exits(ExitCode.REFUSED)
                .complained("no task or output named 'prep.tydi'", "did you mean 'prep.tidy'?")
                .build("tidy")
                .exits(ExitCode.REFUSED)
                .complained("no task or output named 'tidy'", "did you mean 'prep.tidy'?")
                .edit("clean/Pipelinefile.yaml", CLEAN.replace("default: tidy\n", ""))
                .build("prep")
                .exits(ExitCode.REFUSED)
                .complained("the included file 'prep' has no default");
    }

    @Test
    void files_of_included_files_and_matrices_have_names_in_a_row() {
        workspace
                .pipelinefile(
                        """
                        default: a
                        include: [{ path: a/weir.yaml, as: a }]
                        """)
                .file("a/weir.yaml", "default: b.each\ninclude: [{ path: b/weir.yaml, as: b }]\n")
                .file(
                        "a/b/weir.yaml",
                        """
                        param_files: n.yaml
                        params: { n: 1 }
                        tasks:
                          each: { matrix: { n: [1, "${{ params.n }}"] }, run: "pwd > /dev/null; echo ${{ matrix.n }} > ${{ outputs }}", outputs: "../${{ matrix.n }}.txt" }
                        """)
                .file("a/b/n.yaml", "n: 2\n")
                .build()
                .ran("a.b.each@n=1", "a.b.each@n=2")
                .has("a/2.txt", "2\n")
                .edit("a/b/n.yaml", "n: 3\n")
                .build("a.b.each")
                .ran("a.b.each@n=3")
                .build("-P", "a.b.n=4", "a.b.each@n=4")
                .ran("a.b.each@n=4")
                .weir("log", "a.b.each@n=4", "-P", "a.b.n=4")
                .saidExactly("");
    }
}
