package dev.weir.story;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.cli.session.ExitCode;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Several weirs in one workspace.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TogetherTest {
    @RegisterExtension final Workspace workspace = new Workspace();

    private Workspace slow() {
        return workspace.pipelinefile(
                """
                default: slow
                tasks:
                  slow:
                    run: |
                      touch begun
                      while [ ! -e go ]; do sleep 0.02; done
                      echo slow > slow.txt
                    outputs: slow.txt
                  quick: { run: echo quick > quick.txt, outputs: quick.txt }
                """);
    }

    @Test
    void a_second_build_waits_and_then_has_nothing_to_do() throws InterruptedException {
        Running first = slow().start().until("begun");
        Running second = workspace.start();
        String self = "process " + ProcessHandle.current().pid() + ", 'weir', since 2";
        while (!second.err().contains("waiting for another weir in this workspace (" + self)) {
            Thread.sleep(5);
        }
        assertTrue(second.err().contains("), which has task 'slow'; Ctrl-C"), second.err());
        workspace.now("go", "");
        workspace.ended(first).ran("slow");
        Call call = second.await();
        assertTrue(call.out().contains("up to date"), call.toString());
        assertTrue(call.code() == ExitCode.DONE, call.toString());
    }

    @Test
    void whoever_only_looks_waits_for_nobody() throws InterruptedException {
        Running first = slow().start().until("begun");
        workspace.weir("status").said("slow: stale").weir("list").weir("explain", "quick");
        workspace.settle();
        workspace.now("go", "");
        workspace.ended(first).ran("slow");
    }

    @Test
    void builds_that_share_nothing_run_at_the_same_time() throws InterruptedException {
        Running first = slow().start("slow").until("begun");
        workspace.build("quick").ran("quick").has("quick.txt", "quick\n");
        workspace.settle();
        workspace.now("go", "");
        workspace.ended(first).ran("slow", "quick");
    }

    @Test
    void tasks_of_several_builds_meet() throws InterruptedException {
        StringBuilder tasks = new StringBuilder("tasks:\n");
        for (int weir = 1; weir <= 2; weir++) {
            for (int task = 1; task <= 4; task++) {
                tasks.append(
                        """
                          t%d%d:
                            run: |
                              touch here-%d%d
                              while [ $(ls here-* | wc -l) -lt 8 ]; do sleep 0.02; done
                              echo met > out/t%d%d.txt
                            outputs: out/t%d%d.txt
                        """
                                .replace("%d%d", "" + weir + task));
            }
        }
        workspace.pipelinefile(tasks.toString());
        Running first = workspace.start("-j", "4", "t11", "t12", "t13", "t14");
        Running second = workspace.start("-j", "4", "t21", "t22", "t23", "t24");
        assertTrue(first.await().code() == ExitCode.DONE);
        assertTrue(second.await().code() == ExitCode.DONE);
        workspace.build("t11", "t24").has("out/t13.txt", "met\n").has("out/t22.txt", "met\n");
    }

    @Test
    void a_build_of_another_variant_waits_for_what_it_reads() throws InterruptedException {
        workspace
                .file(
                        "other.yaml",
                        "version: 1\ntasks:\n  copy: { run: cat slow.txt > copy.txt, "
                                + "inputs: slow.txt, outputs: copy.txt }\n")
                .file("slow.txt", "old\n");
        Running first = slow().start().until("begun");
        Running second = workspace.start("-f", "other.yaml", "copy");
        while (!second.err().contains("which has 'slow.txt'")) {
            Thread.sleep(5);
        }
        workspace.now("go", "");
        assertTrue(first.await().code() == ExitCode.DONE);
        assertTrue(second.await().code() == ExitCode.DONE, second.err());
        workspace.has("copy.txt", "slow\n");
    }

    @Test
    void cleaning_everything_waits_for_all() throws InterruptedException {
        Running first = slow().start("slow").until("begun");
        Running second = workspace.start("clean", "--cache");
        while (!second.err().contains("which has the whole workspace")) {
            Thread.sleep(5);
        }
        workspace.now("go", "");
        assertTrue(first.await().code() == ExitCode.DONE);
        assertTrue(second.await().code() == ExitCode.DONE, second.err());
        workspace.lacks("slow.txt").lacks("cache/objects");
    }
}
