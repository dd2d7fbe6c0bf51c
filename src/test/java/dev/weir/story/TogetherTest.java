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
        while (!second.err().contains("waiting for another weir")) {
            Thread.sleep(5);
        }
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
}
