package dev.weir.story;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.cli.session.ExitCode;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a weir leaves that dies at work: a copy of its folder, taken while a task runs, is as one
/// whose weir was killed at that instant. What runs belongs to the folder that was copied.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LeftBehindTest {
    @RegisterExtension final Workspace workspace = new Workspace();

    /// The folder `live`, where `slow` has begun; `dead` is its copy.
    private Running slow() throws InterruptedException {
        workspace
                .file(
                        "live/Pipelinefile.yaml",
                        """
                        version: 1
                        params: { word: one }
                        tasks:
                          slow:
                            run: |
                              echo ${{ params.word }} > out.txt
                              echo half > "$WEIR_RESUME/epoch"
                              : > begun
                              while [ ! -e g? ]; do sleep 0.02; done
                              echo done >> out.txt
                            params: [word]
                            outputs: out.txt
                        """)
                .file("live/go", "")
                .weir("-C", "live", "slow")
                .said("slow: ran")
                .delete("live/go")
                .delete("live/begun");
        Running running = workspace.start("-C", "live", "slow", "-P", "word=two");
        running.until("live/begun");
        workspace.command("cp -a live dead");
        return running;
    }

    private void goesOn(Running running) throws Exception {
        workspace.now("live/go", "");
        assertEquals(ExitCode.DONE, running.await().code());
        assertEquals("two\ndone\n", workspace.text("live/out.txt"));
    }

    @Test
    void the_outputs_of_before_are_back_and_what_was_copied_goes_on() throws Exception {
        Running running = slow();
        workspace
                .weir("-C", "dead", "slow")
                .saidExactly("up to date: 1 task\n")
                .complained(
                        "a weir was killed while task 'slow' ran: the outputs from before are back, what stood there is in cache/killed/slow/")
                .has("dead/out.txt", "one\ndone\n")
                .lacks("dead/.weir~old~out.txt")
                .lacks("dead/cache/tmp/tasks/slow");
        workspace.settle();
        goesOn(running);
        workspace
                .weir("-C", "dead", "slow")
                .saidExactly("up to date: 1 task\n")
                .file("dead/go", "")
                .weir("-C", "dead", "slow", "-P", "word=two")
                .said("slow: ran")
                .has("dead/out.txt", "two\ndone\n");
    }

    @Test
    void what_somebody_put_at_outputs_after_the_kill_stays_for_a_week() throws Exception {
        Running running = slow();
        workspace
                .file("dead/out.txt", "mine\n")
                .file("dead/go", "")
                .weir("-C", "dead", "slow", "-P", "word=two")
                .said("slow: ran")
                .complained("what stood there is in cache/killed/slow/")
                .has("dead/out.txt", "two\ndone\n")
                .weir("-C", "dead", "cache", "clear")
                .weir("-C", "dead", "slow", "-P", "word=three")
                .said("slow: ran")
                .command("test \"$(cat dead/cache/killed/slow/*/out.txt)\" = mine")
                .command("touch -d '8 days ago' dead/cache/killed/slow/*")
                .weir("-C", "dead", "slow", "-P", "word=four")
                .said("slow: ran")
                .command("test ! -e dead/cache/killed/slow/*/out.txt");
        workspace.settle();
        goesOn(running);
    }

    @Test
    void a_result_that_was_recorded_stands_also_where_there_was_nothing_to_do_before()
            throws Exception {
        Running running = slow();
        goesOn(running);
        String[] words = {"-C", "live", "slow", "-P", "word=two"};
        workspace.build(words).saidExactly("up to date: 1 task\n");
        workspace
                .command(
                        "mv dead/.weir~old~out.txt live/; cp -R dead/cache/resume live/cache/; cp -R dead/cache/state/journal dead/cache/state/weirs live/cache/state/")
                .weir(words)
                .saidExactly("up to date: 1 task\n")
                .complained("a weir was killed just after task 'slow' was done: its result stands")
                .has("live/out.txt", "two\ndone\n")
                .lacks("live/.weir~old~out.txt")
                .lacks("live/cache/resume/slow")
                .weir(words)
                .saidExactly("up to date: 1 task\n");
    }

    @Test
    void whatever_changes_the_workspace_brings_it_to_an_end_first() throws Exception {
        Running running = slow();
        workspace
                .weir("-C", "dead", "clean")
                .said("removed out.txt\n")
                .complained("a weir was killed while task 'slow' ran")
                .lacks("dead/out.txt");
        workspace.settle();
        goesOn(running);
    }

    @Test
    void a_journal_that_cannot_be_read_is_told_of_once() throws Exception {
        Running running = slow();
        workspace
                .command(
                        "for f in dead/cache/state/journal/*; do printf x | dd of=$f bs=1 seek=20 conv=notrunc status=none; done")
                .file("dead/go", "")
                .weir("-C", "dead", "slow", "-P", "word=two")
                .said("slow: ran")
                .complained(
                        "a killed weir left a journal that cannot be read: cache/state/journal/");
        workspace
                .weir("-C", "dead", "slow", "-P", "word=two")
                .saidExactly("up to date: 1 task\n")
                .settle();
        goesOn(running);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tmp/tasks/one", "tmp/tasks/other", "tmp/dead", "resume/one"})
    void what_is_half_made_goes_with_the_next_build_though_there_is_nothing_to_do(String left) {
        workspace
                .pipelinefile("tasks: { one: { run: echo 1 > one.txt, outputs: one.txt } }")
                .weir("one")
                .ran("one")
                .command("mkdir -p cache/" + left + "/made")
                .command("[ ! -d cache/tmp/dead ] || : > cache/tmp/dead.lock")
                .build("one")
                .didNothing()
                .lacks("cache/" + left);
    }
}
