package dev.weir.story;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.cli.session.ExitCode;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PolicyTest {
    @RegisterExtension final Workspace workspace = new Workspace();

    private Workspace source(String refresh) {
        return workspace
                .pipelinefile(
                        """
                        tasks:
                          fetch: { run: cat /tmp/../$PWD/remote > got.txt, outputs: got.txt, refresh: REFRESH }
                          use: { run: cat got.txt > used.txt, inputs: got.txt, outputs: used.txt }
                        """
                                .replace("REFRESH", refresh))
                .file("remote", "1\n");
    }

    @Test
    void a_setting_that_its_step_does_not_take_is_told_before_anything_runs() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          first: { run: echo 1 > a.csv, outputs: a.csv }
                          fit:
                            uses: train
                            with: { target: y, features: [x], model: { algorithm: xgboost, threads: -1 } }
                            inputs: { table: a.csv }
                            outputs: model/
                        """)
                .build("fit")
                .exits(ExitCode.REFUSED)
                .complained("threads is -1, below 0", "^^^")
                .lacks("a.csv");
    }

    @Test
    void a_source_is_looked_at_again_after_its_time_and_equal_outputs_cut_off() {
        source("6h")
                .build("use")
                .ran("fetch", "use")
                .edit("remote", "2\n")
                .later(Duration.ofHours(5))
                .build("use")
                .didNothing()
                .later(Duration.ofHours(2))
                .build("use")
                .ran("fetch", "use")
                .said("refresh due")
                .has("used.txt", "2\n")
                .later(Duration.ofHours(7))
                .build("use")
                .ran("fetch");
    }

    @Test
    void a_source_may_be_looked_at_every_time() {
        source("always").build("use").ran("fetch", "use").ranAgain("fetch");
    }

    @Test
    void a_frozen_task_stands_until_it_is_forced() {
        source("never").build("use").ran("fetch", "use");
        workspace
                .edit(
                        "Pipelinefile.yaml",
                        workspace
                                .text("Pipelinefile.yaml")
                                .replace("run: cat /tmp", "run: echo new; cat /tmp"))
                .edit("remote", "2\n")
                .build("use")
                .didNothing()
                .delete("got.txt")
                .build("use")
                .restored("fetch")
                .has("got.txt", "1\n")
                .build("use", "--rerun", "fetch")
                .ran("fetch", "use")
                .has("used.txt", "2\n");
    }

    @Test
    void a_frozen_task_is_refused_where_its_output_became_another() {
        String file = "tasks: { once: { run: 'echo 1 > o', outputs: o, refresh: never } }";
        String folder = file.replace("> o', outputs: o,", "> o/a', outputs: o/,");
        workspace
                .pipelinefile(folder.replace(", refresh: never", ""))
                .build("once")
                .ran("once")
                .pipelinefile(file)
                .build("once")
                .failed("once")
                .complained("it is frozen ('refresh: never') but has not made 'o' yet")
                .complained("make it with --force")
                .build("once", "--force")
                .ran("once")
                .has("o", "1\n")
                .build("once")
                .didNothing()
                .pipelinefile(folder)
                .build("once")
                .failed("once")
                .complained("has not made 'o/' yet");
    }

    @Test
    void a_result_of_sources_that_changed_meanwhile_does_not_stay_for_ever() {
        workspace
                .pipelinefile(
                        "tasks: { once: { run: 'cat s > o; grep -q 2 s || echo 2 > s', inputs: s, outputs: o, refresh: never } }")
                .file("s", "1\n")
                .build("once")
                .failed("once")
                .complained(
                        "'s' changed while the task ran, and the result would stay ('refresh: never')")
                .lacks("o")
                .build("once")
                .ran("once")
                .has("o", "2\n")
                .build("once")
                .didNothing();
    }

    @Test
    void a_result_of_a_tool_that_changed_meanwhile_does_not_stay_for_ever() {
        workspace
                .pipelinefile(
                        "tasks: { once: { run: 'cat v* > o; echo 2 > v', tools: [cat v], outputs: o, refresh: never } }")
                .file("v", "1\n")
                .build("once")
                .failed("once")
                .complained(
                        "the answer of 'cat v' changed while the task ran, and the result would stay ('refresh: never')")
                .lacks("o")
                .build("once")
                .ran("once")
                .has("o", "2\n");
    }

    @Test
    void a_frozen_task_that_was_restored_still_knows_what_it_was_made_from() {
        String pipeline =
                """
                params: { n: 1 }
                tasks: { one: { run: "echo ${{ params.n }} > a.txt", outputs: a.txt, refresh: never } }
                """;
        workspace
                .pipelinefile(pipeline)
                .build("one")
                .ran("one")
                .delete("a.txt")
                .build("one", "-P", "n=2")
                .restored("one")
                .has("a.txt", "1\n")
                .pipelinefile(pipeline.replace(", refresh: never", ""))
                .build("one", "-P", "n=2")
                .ran("one")
                .said("echo 1 > a.txt → echo 2 > a.txt");
    }

    @Test
    void force_runs_the_whole_closure_and_rerun_only_the_named_task() {
        chain().build("c")
                .ran("a", "b", "c")
                .build("c", "--force")
                .ran("a", "b", "c")
                .build("c", "-B")
                .ran("a", "b", "c")
                .build("c", "--rerun", "b")
                .ran("b");
    }

    private Workspace chain() {
        return workspace
                .pipelinefile(
                        """
                        tasks:
                          a: { run: cat in.txt > a.txt, inputs: in.txt, outputs: a.txt }
                          b: { run: cat a.txt > b.txt, inputs: a.txt, outputs: b.txt }
                          c: { run: cat b.txt > c.txt, inputs: b.txt, outputs: c.txt }
                        """)
                .file("in.txt", "1\n");
    }

    @Test
    void only_the_named_tasks_run_and_what_they_need_must_be_up_to_date() {
        chain().build("b", "--only")
                .exits(ExitCode.REFUSED)
                .complained("task 'a' is stale")
                .build("a", "--only")
                .ran("a")
                .build("b", "--only")
                .ran("b")
                .lacks("c.txt");
    }

    @Test
    void a_dry_run_knows_what_is_restored_before_what_reads_it() {
        chain().build("c")
                .ran("a", "b", "c")
                .delete("a.txt")
                .delete("b.txt")
                .edit("Pipelinefile.yaml", workspace.text("Pipelinefile.yaml").replace("> c", ">c"))
                .weir("-n", "c")
                .said(
                        "a: would be restored (output missing: a.txt)\n"
                                + "b: would be restored (output missing: b.txt)\n"
                                + "c: would run (command")
                .build("c")
                .restored("a", "b")
                .ran("c");
    }

    @Test
    void with_only_force_is_for_the_named_tasks() {
        chain().build("c")
                .ran("a", "b", "c")
                .build("c", "--only", "--force")
                .ran("c")
                .build("c", "b", "--only", "--force")
                .ran("b", "c");
    }

    @Test
    void a_dry_run_names_what_only_the_named_tasks_would_be_refused_for() {
        chain().weir("-n", "c", "--only")
                .said(
                        "a: is not up to date, so '--only' would be refused (never ran)\n"
                                + "b: is not up to date, so '--only' would be refused (waits for a)\n")
                .didNotSay("c:")
                .weir("-n", "a", "--only")
                .said("a: would run (never ran)\n")
                .build("b")
                .ran("a", "b")
                .weir("-n", "c", "--only")
                .said("c: would run (never ran)\n");
    }

    @Test
    void after_a_failure_nothing_new_starts_unless_asked_to_keep_going() {
        workspace
                .pipelinefile(
                        """
                        default: all
                        tasks:
                          bad: { run: "exit 1", outputs: bad.txt }
                          after-bad: { run: cat bad.txt > x.txt, inputs: bad.txt, outputs: x.txt }
                          good: { run: echo good > good.txt, outputs: good.txt }
                          all: { needs: [after-bad, good] }
                        """)
                .build("-j1")
                .failed("bad")
                .skipped("after-bad", "all")
                .complained("task 'bad' failed")
                .lacks("good.txt")
                .build("-j1", "-k")
                .failed("bad")
                .skipped("after-bad", "all")
                .ran("good")
                .complained("task 'bad' failed")
                .has("good.txt", "good\n");
    }

    @Test
    void a_flaky_command_is_tried_again_from_clean_outputs() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          flaky:
                            run: |
                              [ -e out.txt ] && exit 9
                              echo try >> tries
                              echo half > out.txt
                              [ $(wc -l < tries) -ge 3 ]
                            outputs: out.txt
                            retry: { attempts: 3, backoff: 10ms }
                        """)
                .build("flaky")
                .ran("flaky")
                .said("try 1 of 3 failed: exit code 1", "try 2 of 3 failed")
                .has("tries", "try\ntry\ntry\n");
    }

    @Test
    void each_try_has_the_params_as_they_are() {
        workspace
                .pipelinefile(
                        """
                        params: { n: 1 }
                        tasks:
                          flaky:
                            run: |
                              cat "$WEIR_PARAMS" > out.txt
                              echo changed > "$WEIR_PARAMS"
                              echo try >> tries
                              [ $(wc -l < tries) -ge 2 ]
                            params: n
                            outputs: out.txt
                            retry: { attempts: 3, backoff: 0s }
                        """)
                .build("flaky")
                .ran("flaky")
                .has("out.txt", "{\"n\": 1}\n");
    }

    @Test
    void a_task_over_its_time_is_ended_with_all_it_started() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          slow: { run: "(sleep 60; echo late > late.txt) & sleep 60", outputs: out.txt, timeout: 300ms }
                        """)
                .build("slow")
                .failed("slow")
                .complained("task 'slow' failed")
                .lacks("late.txt");
    }

    @Test
    void eight_tasks_that_wait_for_each_other_all_meet() {
        StringBuilder tasks = new StringBuilder("default: all\ntasks:\n");
        StringBuilder names = new StringBuilder();
        for (int i = 1; i <= 8; i++) {
            tasks.append("  t").append(i).append(": { run: \"touch here-").append(i);
            tasks.append("; n=0; while [ $(ls here-* | wc -l) -lt 8 ]; do n=$((n+1)); ");
            tasks.append("[ $n -lt 500 ] || exit 1; sleep 0.02; done; echo met > met-");
            tasks.append(i).append("\", outputs: met-").append(i).append(" }\n");
            names.append(i == 1 ? "" : ", ").append('t').append(i);
        }
        workspace
                .pipelinefile(tasks + "  all: { needs: [" + names + "] }\n")
                .build("-j8")
                .ran("t1", "t2", "t3", "t4", "t5", "t6", "t7", "t8");
    }

    @Test
    void tasks_that_need_more_than_there_is_wait_or_run_alone() {
        String counted =
                "mkdir running-$$; ls -d running-* | wc -l >> seen; sleep 0.1; rmdir running-$$; touch ";
        StringBuilder tasks = new StringBuilder("default: all\ntasks:\n");
        for (int i = 1; i <= 4; i++) {
            tasks.append("  t")
                    .append(i)
                    .append(": { run: '")
                    .append(counted)
                    .append("o")
                    .append(i);
            tasks.append("', outputs: o").append(i).append(", resources: { cpu: ");
            tasks.append(i == 4 ? 9 : 2).append(" } }\n");
        }
        workspace
                .pipelinefile(tasks + "  all: { needs: [t1, t2, t3, t4] }\n")
                .build("-j4")
                .ran("t1", "t2", "t3", "t4");
        long most =
                workspace
                        .text("seen")
                        .lines()
                        .mapToLong(line -> Long.parseLong(line.strip()))
                        .max()
                        .orElse(0);
        assertEquals(2, most, workspace.text("seen"));
    }

    @Test
    void of_tasks_that_could_start_the_one_that_took_longest_is_first() {
        workspace
                .pipelinefile(
                        """
                        default: all
                        defaults: { resources: { cpu: 2 } }
                        tasks:
                          a: { run: echo a >> order; touch a, outputs: a }
                          b: { run: echo b >> order; touch b; sleep 0.3, outputs: b }
                          c: { run: echo c >> order; touch c, outputs: c }
                          all: { needs: [a, b, c] }
                        """)
                .build("-j2")
                .ran("a", "b", "c")
                .delete("order")
                .build("-j2", "--force")
                .ran("a", "b", "c");
        assertEquals("b", workspace.text("order").lines().findFirst().orElse(""));
    }

    @Test
    void what_only_the_named_tasks_may_run_for_is_told_by_what_it_lacks() {
        chain().build("c")
                .ran("a", "b", "c")
                .delete("a.txt")
                .build("c", "--only")
                .exits(ExitCode.REFUSED)
                .complained("only the named tasks may run, but task 'a' has to be restored")
                .build("b", "--only", "a")
                .restored("a")
                .edit("in.txt", "2\n")
                .build("c", "--only")
                .exits(ExitCode.REFUSED)
                .complained(
                        "but task 'a' is stale (input changed: in.txt)",
                        "but task 'b' waits for 'a'")
                .delete("in.txt")
                .command("mkfifo in.txt")
                .build("c", "--only")
                .exits(ExitCode.REFUSED)
                .complained("but task 'a' cannot be done: the input 'in.txt' is a")
                .build("c")
                .failed("a")
                .skipped("b", "c")
                .complained("the input 'in.txt' is a");
    }

    @Test
    void a_plain_command_and_a_group_hold_up_nothing_that_may_run_alone() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          hello: { run: echo hello }
                          first: { needs: [hello] }
                          one: { run: echo 1 > one.txt, outputs: one.txt, needs: [first] }
                        """)
                .weir("-n", "one", "--only")
                .saidExactly("one: would run (never ran)\n")
                .build("one", "--only")
                .ran("one")
                .didNotSay("hello")
                .build("one")
                .ran("hello")
                .ranAgain("hello");
    }

    @Test
    void a_frozen_task_stands_whatever_became_of_the_settings_of_its_step() {
        String pipeline =
                """
                tasks:
                  check: { uses: gate, with: { n: "<= 5" }, inputs: { metrics: m.json }, refresh: never }
                  other: { run: echo 1 > o.txt, outputs: o.txt }
                """;
        String wrong = pipeline.replace("<= 5", "about 5");
        workspace
                .pipelinefile(pipeline)
                .file("m.json", "{\"n\": 3}\n")
                .build("check")
                .ran("check")
                .pipelinefile(wrong)
                .build("check", "other")
                .ran("other")
                .pipelinefile(wrong.replace(", refresh: never", ""))
                .build("check")
                .exits(ExitCode.REFUSED)
                .complained("about 5");
    }

    @Test
    void a_task_that_is_to_run_again_must_be_needed() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          a: { run: echo 1 > a, outputs: a }
                          b: { run: echo 1 > b, outputs: b }
                        """)
                .weir("a", "--rerun", "b")
                .exits(ExitCode.REFUSED)
                .complained("task 'b' is to run again, but no target needs it")
                .lacks("a")
                .build("a", "b", "--rerun", "b")
                .ran("a", "b")
                .weir("a", "--rerun", "b")
                .exits(ExitCode.REFUSED)
                .complained("task 'b' is to run again, but no target needs it")
                .weir("-n", "a", "--rerun", "b")
                .exits(ExitCode.REFUSED)
                .complained("task 'b' is to run again, but no target needs it");
    }
}
