package dev.weir.story;

import dev.weir.cli.session.ExitCode;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// `weir adopt`: what is there counts as made.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AdoptTest {
    @RegisterExtension final Workspace workspace = new Workspace();

    private Workspace chain() {
        return workspace
                .pipelinefile(
                        """
                        tasks:
                          first: { run: "tr a-z A-Z < in.txt > first.txt", inputs: in.txt, outputs: first.txt }
                          second: { run: "mkdir -p parts; cp first.txt parts/a.txt", inputs: first.txt, outputs: parts/ }
                          tell: { run: "echo told > receipt.txt", inputs: parts, outputs: receipt.txt, effect: true }
                          check: { run: "test -e first.txt", inputs: first.txt }
                          hello: { run: echo hello }
                          all: { needs: [tell] }
                        """)
                .file("in.txt", "hello\n");
    }

    @Test
    void what_is_there_counts_as_made_and_comes_back_from_the_cache() {
        chain().file("first.txt", "by hand\n")
                .weir("adopt", "first")
                .saidExactly("adopted first: first.txt\n")
                .build("first")
                .didNothing()
                .delete("first.txt")
                .build("first")
                .restored("first")
                .has("first.txt", "by hand\n")
                .edit("in.txt", "other\n")
                .build("first")
                .ran("first")
                .has("first.txt", "OTHER\n");
    }

    @Test
    void what_is_left_over_does_not_count_for_what_is_adopted() {
        workspace
                .file("in/s", "s\n")
                .pipelinefile("tasks: { m: { run: echo 1 > in/f, outputs: in/f } }")
                .build("m")
                .ran("m")
                .pipelinefile("tasks: { r: { run: cat in/* > res, inputs: in/, outputs: res } }")
                .file("res", "by hand\n")
                .weir("adopt", "r")
                .saidExactly("adopted r: res\n")
                .build("r")
                .didNothing()
                .complained("'in/f', which task 'm' made")
                .has("res", "by hand\n");
    }

    @Test
    void several_are_adopted_in_their_order_effects_and_folders_with_all_in_them() {
        chain().file("first.txt", "1\n")
                .file("parts/mine.txt", "2\n")
                .file("parts/deep/x", "3\n")
                .file("parts/__pycache__/x", "is in an output, but in no input\n")
                .file("receipt.txt", "told by hand\n")
                .weir("adopt", "tell", "second", "first")
                .saidExactly(
                        """
                        adopted first: first.txt
                        adopted second: parts
                        adopted tell: receipt.txt
                        """)
                .build("tell")
                .didNothing()
                .has("receipt.txt", "told by hand\n")
                .delete("parts")
                .build("second")
                .restored("second")
                .has("parts/deep/x", "3\n");
    }

    @Test
    void a_source_that_would_only_be_restored_is_up_to_date_enough() {
        chain().build("first")
                .ran("first")
                .delete("first.txt")
                .file("parts/a.txt", "by hand\n")
                .weir("adopt", "second")
                .said("adopted second")
                .build("second")
                .restored("first")
                .has("parts/a.txt", "by hand\n");
    }

    @Test
    void what_is_never_cached_is_not_so_by_being_adopted() {
        chain().command("ln -s in.txt first.txt")
                .file("parts/a.txt", "1\n")
                .file("receipt.txt", "told by hand\n")
                .weir("adopt", "first", "second", "tell")
                .build("tell")
                .didNothing()
                .delete("receipt.txt")
                .build("tell")
                .ran("tell")
                .delete("first.txt")
                .build("first")
                .ran("first")
                .has("first.txt", "HELLO\n");
    }

    @Test
    void a_task_whose_sources_are_not_up_to_date_is_refused() {
        chain().file("first.txt", "1\n")
                .file("parts/a.txt", "2\n")
                .weir("adopt", "second")
                .exits(ExitCode.REFUSED)
                .complained(
                        "task 'second' reads what task 'first' makes, which is not up to date: build that, or adopt it too")
                .lacks("cache/state/trace")
                .build("first")
                .ran("first")
                .complained("'first.txt' was not as weir had made it")
                .weir("adopt", "second")
                .said("adopted second")
                .build("second")
                .didNothing();
    }

    @Test
    void what_is_wrong_is_said_at_once_and_nothing_is_recorded() {
        chain().file("first.txt/x", "")
                .file("parts", "")
                .weir("adopt", "first")
                .exits(ExitCode.REFUSED)
                .complained(
                        "its output 'first.txt' is declared as a file, and a folder stands there")
                .delete("first.txt")
                .file("first.txt", "1\n")
                .weir("adopt", "first", "second", "tell")
                .exits(ExitCode.REFUSED)
                .complained(
                        "task 'second' cannot be adopted: its output 'parts/' is declared as a folder",
                        "task 'tell' reads what task 'second' makes")
                .weir("adopt", "check", "hello", "all")
                .exits(ExitCode.REFUSED)
                .complained(
                        "task 'check' has no outputs",
                        "task 'hello' has no outputs",
                        "task 'all' has no outputs")
                .delete("first.txt")
                .weir("adopt", "first")
                .exits(ExitCode.REFUSED)
                .complained("its output 'first.txt' is not there")
                .file("first.txt", "")
                .delete("in.txt")
                .weir("adopt", "first")
                .exits(ExitCode.REFUSED)
                .complained("cannot be adopted: the input 'in.txt' does not exist")
                .weir("adopt")
                .exits(ExitCode.REFUSED)
                .complained("weir adopt TASK…")
                .weir("adopt", "frist")
                .exits(ExitCode.REFUSED)
                .complained("did you mean 'first'?")
                .lacks("cache/state/trace")
                .lacks("cache/actions");
    }

    @Test
    void an_edited_output_may_be_adopted_in_place_of_what_was_made() {
        chain().build("first")
                .ran("first")
                .edit("first.txt", "better\n")
                .weir("adopt", "first")
                .said("adopted first")
                .complained("'first.txt' differs from what task 'first' made from the same inputs")
                .build("first")
                .didNothing()
                .has("first.txt", "better\n");
    }

    @Test
    void an_adopted_temporary_output_is_brought_when_it_is_read() {
        workspace
                .pipelinefile(
                        """
                        params: { how: a }
                        temporary: tmp/
                        tasks:
                          make: { run: "false", outputs: tmp/x }
                          use: { run: "cat tmp/x > out.txt; echo ${{ params.how }} >> out.txt", inputs: tmp/x, outputs: out.txt }
                        """)
                .file("tmp/x", "1\n")
                .weir("adopt", "make")
                .said("adopted make: tmp/x")
                .build("use")
                .ran("use")
                .lacks("tmp/x")
                .build("use", "-P", "how=b")
                .ran("use")
                .has("out.txt", "1\nb\n");
    }

    @Test
    void what_was_adopted_comes_back_after_it_was_replaced() {
        chain().file("first.txt", "by hand\n")
                .weir("adopt", "first")
                .said("adopted first")
                .edit("in.txt", "other\n")
                .build("first")
                .ran("first")
                .weir("undo")
                .said("brought back first.txt")
                .has("first.txt", "by hand\n");
    }
}
