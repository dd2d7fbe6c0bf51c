package dev.weir.story;

import dev.weir.cli.session.ExitCode;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ParamsTest {
    @RegisterExtension final Workspace workspace = new Workspace();

    private Workspace months() {
        return workspace.pipelinefile(
                """
                default: report
                params:
                  month: { default: 1, min: 1, max: 12, help: Which month }
                  model: { depth: 6, rate: 0.1 }
                  unit_name: { default: km }
                tasks:
                  extract:
                    run: echo ${{ params.month }} > ${{ outputs.raw }}
                    outputs: { raw: "data/${{ params.month:02d }}.txt" }
                  tidy:
                    run: sed s/^/m/ ${{ inputs.raw }} > ${{ outputs.clean }}
                    inputs: { raw: "${{ tasks.extract.raw }}" }
                    outputs: { clean: data/clean.txt }
                  train:
                    run: cat "$WEIR_PARAMS" ${{ inputs.clean }} > ${{ outputs.model }}
                    inputs: { clean: data/clean.txt }
                    outputs: { model: model.txt }
                    params: [model]
                  report:
                    run: echo ${{ params.unit_name }} > ${{ outputs.text }}
                    needs: train
                    outputs: { text: report.txt }
                """);
    }

    @Test
    void a_changed_param_reruns_only_what_depends_on_it() {
        months().build()
                .ran("extract", "tidy", "train", "report")
                .build("-P", "model.depth=8")
                .ran("train")
                .said("model.depth 6 → 8")
                .build("--unit-name", "miles", "-P", "model.depth=8")
                .ran("report");
    }

    @Test
    void from_month_to_month_and_back_nothing_is_computed_twice() {
        months().build()
                .ran("extract", "tidy", "train", "report")
                .build("--month", "2")
                .ran("extract", "tidy", "train")
                .has("data/02.txt", "2\n")
                .said("extract: started (command: echo 1 > data/01.txt → echo 2 > data/02.txt)")
                .said("month 1 → 2")
                .build("--month=1")
                .restored("tidy", "train")
                .has("data/clean.txt", "m1\n");
    }

    @Test
    void a_task_sees_its_slice_of_the_params_as_json() {
        months().build("train")
                .ran("extract", "tidy", "train")
                .has("model.txt", "{\"model\": {\"depth\": 6, \"rate\": 0.1}}\nm1\n");
    }

    @Test
    void a_number_written_otherwise_is_the_same_number() {
        months().build("-P", "model.rate=0.1")
                .ran("extract", "tidy", "train", "report")
                .build("-P", "model.rate=1e-1")
                .didNothing();
    }

    @Test
    void a_value_out_of_range_is_refused() {
        months().build("--month", "13").exits(ExitCode.REFUSED).complained("'month'", "at most 12");
    }

    @Test
    void values_of_one_call_are_forgotten_in_the_next() {
        months().build("tidy", "--month", "3")
                .ran("extract", "tidy")
                .build("tidy")
                .ran("extract", "tidy")
                .said("month 3 → 1");
    }

    @Test
    void params_show_with_value_range_and_default() {
        months().weir("params", "--month", "4")
                .saidExactly(
                        """
                        month        4    Which month (int, 1 to 12, default 1)
                        model.depth  6    int
                        model.rate   0.1  float
                        unit_name    km   string
                        """);
    }

    @Test
    void a_task_whose_condition_is_false_is_not_there() {
        workspace
                .pipelinefile(
                        """
                        params: { source: { default: file, choices: [file, web] } }
                        tasks:
                          copy:
                            when: { params.source: file }
                            run: cp in.txt data.txt
                            inputs: in.txt
                            outputs: data.txt
                          fetch:
                            when: { params.source: [web] }
                            run: echo web > data.txt
                            outputs: data.txt
                          show: { run: cat data.txt > show.txt, inputs: data.txt, outputs: show.txt, needs: [copy, fetch] }
                        """)
                .file("in.txt", "file\n")
                .build("show")
                .ran("copy", "show")
                .build("show", "--source", "web")
                .ran("fetch", "show")
                .has("show.txt", "web\n")
                .build("fetch")
                .exits(ExitCode.REFUSED)
                .complained("task 'fetch' is not there with these params");
    }

    @Test
    void a_changed_value_in_a_toml_file_runs_what_it_counts_for() {
        workspace
                .pipelinefile(
                        """
                        param_files: [site.toml]
                        params: { model: { depth: 1 }, other: 1 }
                        tasks: { a: { run: "echo ${{ params.model.depth }} > a.txt", outputs: a.txt } }
                        """)
                .file("site.toml", "[model]\ndepth = 2\n")
                .build("a")
                .ran("a")
                .has("a.txt", "2\n")
                .edit("site.toml", "other = 5\n[model]\ndepth = 2\n")
                .build("a")
                .didNothing()
                .edit("site.toml", "model.depth = 3\n")
                .build("a")
                .ran("a")
                .has("a.txt", "3\n");
    }
}
