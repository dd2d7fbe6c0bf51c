package dev.weir.story;

import dev.weir.cli.session.ExitCode;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MatrixTest {
    @RegisterExtension final Workspace workspace = new Workspace();

    private static final String XGB3 = "train@algorithm=xgb,depth=3";
    private static final String XGB6 = "train@algorithm=xgb,depth=6";
    private static final String LIN3 = "train@algorithm=linear,depth=3";
    private static final String LIN6 = "train@algorithm=linear,depth=6";

    private Workspace models() {
        return workspace
                .pipelinefile(
                        """
                        default: best
                        params: { depths: [3, 6] }
                        tasks:
                          train:
                            help: Train
                            matrix: { algorithm: [xgb, linear], depth: "${{ params.depths }}" }
                            run: cat ${{ inputs }} > ${{ outputs }}; echo ${{ matrix.algorithm }} ${{ matrix.depth }} >> ${{ outputs }}
                            inputs: table.txt
                            outputs: "models/${{ matrix.algorithm }}-${{ matrix.depth }}.txt"
                          evaluate:
                            matrix: { algorithm: [xgb, linear] }
                            run: tail -qn 1 ${{ inputs }} > ${{ outputs }}
                            inputs: "${{ tasks.train.out }}"
                            outputs: "scores/${{ matrix.algorithm }}.txt"
                          best:
                            run: cat ${{ inputs }} > ${{ outputs }}
                            inputs: "${{ tasks.evaluate.out }}"
                            outputs: best.txt
                        """)
                .file("table.txt", "t\n");
    }

    private Workspace trained() {
        return models().build()
                .ran(XGB3, XGB6, LIN3, LIN6)
                .ran("evaluate@algorithm=xgb", "evaluate@algorithm=linear", "best");
    }

    @Test
    void a_task_is_there_for_each_cell_and_others_get_the_list() {
        trained().has("best.txt", "xgb 3\nxgb 6\nlinear 3\nlinear 6\n");
    }

    @Test
    void a_common_axis_means_the_same_cell() {
        models().build("evaluate@algorithm=linear")
                .ran(LIN3, LIN6, "evaluate@algorithm=linear")
                .has("scores/linear.txt", "linear 3\nlinear 6\n");
    }

    @Test
    void a_name_builds_all_cells_and_some_values_those_that_have_them() {
        models().build("train@depth=6")
                .ran(XGB6, LIN6)
                .build("train@depth=3,algorithm=xgb")
                .ran(XGB3)
                .build("train")
                .ran(LIN3);
    }

    @Test
    void a_value_more_runs_its_cells_only_and_one_less_brings_nothing_back() {
        trained()
                .build("-P", "depths=3,6,9")
                .ran("train@algorithm=xgb,depth=9", "train@algorithm=linear,depth=9")
                .ran("evaluate@algorithm=xgb", "evaluate@algorithm=linear", "best")
                .has("best.txt", "xgb 3\nxgb 6\nxgb 9\nlinear 3\nlinear 6\nlinear 9\n")
                .build()
                .restored("evaluate@algorithm=xgb", "evaluate@algorithm=linear", "best")
                .has("best.txt", "xgb 3\nxgb 6\nlinear 3\nlinear 6\n");
    }

    @Test
    void cells_that_are_written_as_tasks_of_their_own_keep_their_results() {
        models().build(XGB3)
                .ran(XGB3)
                .pipelinefile(
                        """
                        tasks:
                          one:
                            run: cat ${{ inputs }} > ${{ outputs }}; echo xgb 3 >> ${{ outputs }}
                            inputs: table.txt
                            outputs: models/xgb-3.txt
                        """)
                .build("one")
                .didNothing();
    }

    @Test
    void options_and_commands_take_selections() {
        trained()
                .build("best", "--rerun", "train@depth=3")
                .ran(XGB3, LIN3)
                .build("train@depth=3", "--only", "--force")
                .ran(XGB3, LIN3)
                .weir("log", XGB3)
                .saidExactly("")
                .weir("log", "train")
                .exits(ExitCode.REFUSED)
                .complained("log needs the name of one task")
                .weir("clean", "train@algorithm=xgb")
                .said("2 outputs removed")
                .lacks("models/xgb-3.txt")
                .has("models/linear-3.txt", "t\nlinear 3\n")
                .weir("status", "train")
                .said("2 restorable, 2 up to date")
                .weir("-n", "train")
                .said(XGB6 + ": would be restored")
                .weir("explain", "train@algorithm=xgb,depth=3")
                .said(XGB3 + ": restorable")
                .weir("graph", "evaluate@algorithm=linear")
                .said("evaluate@algorithm=linear ← " + LIN3 + ", " + LIN6);
    }

    @Test
    void a_list_shows_a_matrix_as_one_and_its_cells_when_asked() {
        trained()
                .weir("list")
                .saidExactly(
                        """
                        train     up to date  Train (4 cells)
                        evaluate  up to date  (2 cells)
                        best      up to date  (default)
                        """)
                .edit("models/xgb-3.txt", "x")
                .weir("list")
                .said("train     ", "1 restorable, 3 up to date")
                .weir("list", "-v")
                .said(XGB3 + "  ", LIN6 + "  ")
                .weir("list", "--json")
                .said(
                        "\"matrix\": {\n      \"algorithm\": \"xgb\",\n      \"depth\": \"3\"\n    }");
    }

    @Test
    void what_selects_no_cell_is_refused_with_what_there_is() {
        models().build("train@depth=7")
                .exits(ExitCode.REFUSED)
                .complained("no cell of 'train' has depth=7", "depth is one of 3, 6")
                .build("train@dept=3")
                .exits(ExitCode.REFUSED)
                .complained("the matrix of 'train' has no axis 'dept'", "did you mean 'depth'?")
                .build("best@depth=3")
                .exits(ExitCode.REFUSED)
                .complained("the task 'best' has no matrix")
                .build("trian@depth=3")
                .exits(ExitCode.REFUSED)
                .complained("no task or output named 'trian@depth=3'");
    }

    @Test
    void a_failing_cell_leaves_the_others_and_keeps_what_it_had_written_under_its_name() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          half:
                            matrix: { n: [1, 2] }
                            run: echo ${{ matrix.n }} > ${{ outputs }}; echo done; test ${{ matrix.n }} = 1
                            outputs: "${{ matrix.n }}.txt"
                        """)
                .build("half", "-k", "-j", "1")
                .ran("half@n=1")
                .failed("half@n=2")
                .complained("half@n=2")
                .has("cache/failed/half@n=2/2.txt", "2\n")
                .weir("log", "half@n=2")
                .saidExactly("done\n");
    }

    @Test
    void cells_come_and_go_with_their_condition() {
        workspace
                .pipelinefile(
                        """
                        params: { most: { default: small, choices: [small, large] } }
                        tasks:
                          make:
                            matrix:
                              model:
                                small: { depth: 3 }
                                large: { depth: 9, rounds: 100 }
                              seed: [1, 2]
                            when: { matrix.model: ["${{ params.most }}", small] }
                            run: echo ${{ matrix.model.depth }} ${{ matrix.seed }} > ${{ outputs }}
                            outputs: "${{ matrix.model.name }}-${{ matrix.seed }}.txt"
                          all: { run: "cat ${{ inputs }} > ${{ outputs }}", inputs: "${{ tasks.make.out }}", outputs: all.txt }
                          gate: { needs: make }
                        """)
                .build("all")
                .ran("make@model=small,seed=1", "make@model=small,seed=2", "all")
                .has("all.txt", "3 1\n3 2\n")
                .build("make@model=large")
                .exits(ExitCode.REFUSED)
                .complained("is not there with these params: matrix.model is 'large'")
                .build("all", "gate", "--most", "large")
                .ran("make@model=large,seed=1", "make@model=large,seed=2", "all")
                .has("all.txt", "3 1\n3 2\n9 1\n9 2\n");
    }

    @Test
    void steps_take_values_with_their_type() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          check:
                            matrix: { limit: { tight: "<= 1", loose: "<= 9" } }
                            uses: gate
                            with: { rmse: "${{ matrix.limit }}" }
                            inputs: { metrics: metrics.json }
                        """)
                .file("metrics.json", "{\"rmse\": 2.0}")
                .build("check", "-k")
                .ran("check@limit=loose")
                .failed("check@limit=tight")
                .complained("rmse");
    }

    @Test
    void cells_with_the_same_output_are_told_what_to_put_into_its_path() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          make:
                            matrix: { a: [1, 2], b: [1, 2] }
                            run: echo > ${{ outputs }}
                            outputs: "${{ matrix.a }}.txt"
                        """)
                .build("make")
                .exits(ExitCode.REFUSED)
                .complained(
                        "Pipelinefile.yaml:6:",
                        "output '1.txt' is also an output of task 'make@a=1,b=1'",
                        "give each cell a path of its own, with ${{ matrix.b }} in it");
    }

    @Test
    void a_default_of_which_no_cell_is_there_is_refused() {
        workspace
                .pipelinefile(
                        """
                        default: make
                        params: { on: false }
                        tasks:
                          make: { when: { params.on: true }, matrix: { a: [1, 2] }, run: echo }
                        """)
                .build()
                .exits(ExitCode.REFUSED)
                .complained("task 'make@a=1' is not there with these params: params.on is false");
    }

    @Test
    void ten_thousand_cells_that_read_each_other_are_read_in_no_time() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          make: { matrix: { a: &a %1$s, b: %1$s }, run: "echo > ${{ outputs }}", outputs: "m/${{ matrix.a }}/${{ matrix.b }}" }
                          next: { matrix: { a: *a, b: %1$s }, run: "cat ${{ inputs }} > ${{ outputs }}", inputs: "${{ tasks.make.out }}", outputs: "n/${{ matrix.a }}/${{ matrix.b }}" }
                          last: { matrix: { b: %1$s }, run: "cat ${{ inputs }} > ${{ outputs }}", inputs: "${{ tasks.next.out }}", outputs: "l/${{ matrix.b }}" }
                        """
                                .formatted(IntStream.range(0, 100).boxed().toList()))
                .weir("graph", "last@b=7")
                .said("last@b=7 ← next@a=0,b=7", "make@a=99,b=7\n");
    }

    @Test
    void what_a_cell_made_that_is_no_more_does_not_count_for_a_glob() {
        workspace
                .pipelinefile(
                        """
                        params: { ns: [1, 2] }
                        tasks:
                          make: { matrix: { n: "${{ params.ns }}" }, run: "echo ${{ matrix.n }} > ${{ outputs }}", outputs: "n/${{ matrix.n }}.txt" }
                          sum: { run: "cat ${{ inputs }} > ${{ outputs }}", inputs: "n/*.txt", outputs: sum.txt }
                        """)
                .build("sum", "-P", "ns=1,2,3")
                .ran("make@n=1", "make@n=2", "make@n=3", "sum")
                .has("sum.txt", "1\n2\n3\n")
                .build("sum")
                .ran("sum")
                .complained("'n/3.txt', which task 'make@n=3' made as it was declared before")
                .has("sum.txt", "1\n2\n")
                .lacks("n/3.txt")
                .build("sum", "-P", "ns=1,2,3")
                .restored("make@n=3", "sum");
    }
}
