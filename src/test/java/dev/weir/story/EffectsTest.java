package dev.weir.story;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EffectsTest {
    @RegisterExtension final Workspace workspace = new Workspace();

    private Workspace deployment() {
        return workspace
                .pipelinefile(
                        """
                        default: deploy
                        tasks:
                          train:
                            run: sed s/^/model-of-/ data.txt > model.txt
                            inputs: data.txt
                            outputs: model.txt
                          check:
                            run: grep -q model model.txt && ! grep -q bad model.txt
                            effect: false
                            inputs: model.txt
                          deploy:
                            needs: check
                            run: cat model.txt >> deployed.log; echo done > receipt.txt
                            effect: true
                            inputs: model.txt
                            outputs: receipt.txt
                        """)
                .file("data.txt", "A\n");
    }

    @Test
    void deploying_a_then_b_then_a_deploys_three_times() {
        deployment()
                .build()
                .ran("train", "check", "deploy")
                .edit("data.txt", "B\n")
                .build()
                .ran("train", "check", "deploy")
                .edit("data.txt", "A\n")
                .build()
                .restored("train")
                .ran("deploy")
                .has("deployed.log", "model-of-A\nmodel-of-B\nmodel-of-A\n");
    }

    @Test
    void an_effect_that_failed_half_way_is_done_again_also_with_its_inputs_of_before() {
        workspace
                .pipelinefile(
                        """
                        default: deploy
                        tasks:
                          deploy:
                            run: cat model.txt >> deployed.log; grep -q good model.txt; echo done > receipt.txt
                            effect: true
                            inputs: model.txt
                            outputs: receipt.txt
                        """)
                .file("model.txt", "good A\n")
                .build()
                .ran("deploy")
                .edit("model.txt", "bad B\n")
                .build()
                .failed("deploy")
                .complained("exit code 1")
                .has("receipt.txt", "done\n")
                .build()
                .failed("deploy")
                .complained("exit code 1")
                .edit("model.txt", "good A\n")
                .weir("explain", "deploy")
                .said("it was tried since its last success, and may have acted")
                .build()
                .ran("deploy")
                .has("deployed.log", "good A\nbad B\nbad B\ngood A\n");
    }

    @Test
    void an_effect_runs_again_when_its_receipt_is_gone_and_is_never_restored() {
        deployment()
                .build()
                .ran("train", "check", "deploy")
                .delete("receipt.txt")
                .build()
                .ran("deploy")
                .has("deployed.log", "model-of-A\nmodel-of-A\n");
    }

    @Test
    void a_gate_that_fails_keeps_what_needs_it_from_running() {
        deployment()
                .build()
                .ran("train", "check", "deploy")
                .edit("data.txt", "bad\n")
                .build()
                .ran("train")
                .failed("check")
                .skipped("deploy")
                .complained("task 'check' failed")
                .has("deployed.log", "model-of-A\n");
    }

    @Test
    void what_is_only_needed_is_not_in_the_key() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          gate: { run: cat in.txt > gate.txt, inputs: in.txt, outputs: gate.txt }
                          after: { needs: gate, run: echo after > after.txt, outputs: after.txt }
                        """)
                .file("in.txt", "1\n")
                .build("after")
                .ran("gate", "after")
                .edit("in.txt", "2\n")
                .build("after")
                .ran("gate");
    }

    @Test
    void a_task_with_inputs_and_no_outputs_acts_on_the_world() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          notify: { run: cat in.txt >> sent.log, inputs: in.txt }
                        """)
                .file("in.txt", "1\n")
                .build("notify")
                .ran("notify")
                .edit("in.txt", "2\n")
                .build("notify")
                .ran("notify")
                .edit("in.txt", "1\n")
                .build("notify")
                .ran("notify")
                .has("sent.log", "1\n2\n1\n");
    }

    @Test
    void a_command_without_inputs_and_outputs_always_runs() {
        workspace
                .pipelinefile("tasks: { hello: { run: echo hello } }")
                .build("hello")
                .ran("hello")
                .ranAgain("hello")
                .said("  hello\n")
                .weir("list")
                .said("always runs");
    }

    @Test
    void a_dry_run_and_a_look_act_on_nothing() {
        deployment()
                .weir("-n")
                .said("train: would run", "deploy: may run")
                .weir("status")
                .weir("list")
                .weir("explain", "deploy")
                .weir("graph")
                .lacks("cache")
                .lacks("deployed.log");
    }

    @Test
    void what_an_effect_makes_is_never_temporary() {
        String rest = "  read: { run: \"cat tmp/a > o.txt\", inputs: tmp/a, outputs: o.txt }\n";
        workspace
                .pipelinefile(
                        "temporary: tmp/\ntasks:\n  act: { run: \"echo 1 > tmp/a\", outputs: tmp/a }\n"
                                + rest)
                .build("read")
                .ran("act", "read")
                .lacks("tmp/a")
                .pipelinefile(
                        "temporary: tmp/\ntasks:\n  act: { run: \"echo 1 > tmp/a\", outputs: tmp/a, effect: true }\n"
                                + rest)
                .build("read")
                .ran("act")
                .has("tmp/a", "1\n")
                .delete("tmp/a")
                .build("read")
                .ran("act")
                .has("tmp/a", "1\n");
    }
}
