package dev.weir.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.cli.session.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a task finds, and how often it is tried, where `weir verify` runs it again. The tasks here
/// tell by their folder that they run in a copy.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class VerifyCopiesTest {
    @RegisterExtension final Workspace workspace = new Workspace();

    private Workspace pipeline(String tasks) {
        return workspace
                .pipelinefile("default: all\ntasks:\n" + tasks.indent(2))
                .file("in.txt", "one\n");
    }

    @Test
    void just_the_named_task_runs_again_and_not_what_it_needs() {
        pipeline(
                        """
                        first: { run: cp in.txt first.txt, inputs: in.txt, outputs: first.txt }
                        second: { run: cp first.txt second.txt, inputs: first.txt, outputs: second.txt }
                        all: { needs: [second] }
                        """)
                .build()
                .ran("first", "second")
                .weir("verify", "second")
                .said("second: same (")
                .didNotSay("first")
                .said("1 same\n");
        assertTrue(workspace.out().matches("second: same \\(\\d\\d?\\.\\d s\\)\n1 same\n"));
    }

    @Test
    void temporary_folders_come_from_the_cache_with_links_and_empty_folders() {
        pipeline(
                        """
                        tree:
                          run: mkdir tree/sub tree/empty; cp in.txt tree/sub/a; ln -s sub/a tree/b
                          inputs: in.txt
                          outputs: { path: tree/, temporary: true }
                        listing:
                          run: (cd tree; find . | sort; readlink b; cat b) > list.txt
                          inputs: tree/
                          outputs: list.txt
                        all: { needs: [listing] }
                        """)
                .build()
                .ran("tree", "listing")
                .lacks("tree")
                .has("list.txt", ".\n./b\n./empty\n./sub\n./sub/a\nsub/a\none\n")
                .weir("verify", "listing")
                .said("1 same\n");
    }

    @Test
    void a_task_is_skipped_where_what_it_read_is_kept_nowhere() {
        pipeline(
                        """
                        file: { run: echo file > mid.txt, inputs: in.txt, outputs: { path: mid.txt, temporary: true, store: false } }
                        tree: { run: echo tree > tree/a, inputs: in.txt, outputs: { path: tree/, temporary: true, store: false } }
                        kept: { run: cp in.txt kept/a, inputs: in.txt, outputs: { path: kept/, temporary: true } }
                        reads-file: { run: wc -c < mid.txt > 1.txt, inputs: mid.txt, outputs: 1.txt }
                        reads-tree: { run: wc -c < tree/a > 2.txt, inputs: tree/, outputs: 2.txt }
                        reads-kept: { run: cp kept/a 3.txt, inputs: kept/, outputs: 3.txt }
                        all: { needs: [reads-file, reads-tree, reads-kept] }
                        """)
                .build()
                .ran("file", "tree", "kept", "reads-file", "reads-tree", "reads-kept")
                .weir("verify")
                .said(
                        "reads-file: skipped (its input 'mid.txt' is neither on the disk nor in the cache)",
                        "reads-tree: skipped (its input 'tree' is neither on the disk nor in the cache)",
                        "reads-kept: same (",
                        "4 same, 2 skipped\n")
                .weir("cache", "clear")
                .said("emptied the store")
                .weir("verify", "reads-kept")
                .said(
                        "reads-kept: skipped (its input 'kept' is neither on the disk nor in the cache)");
    }

    @Test
    void folders_on_the_disk_are_read_though_the_cache_is_empty() {
        pipeline(
                        """
                        tree: { run: cp in.txt tree/a, inputs: in.txt, outputs: tree/ }
                        reads: { run: cp tree/a out.txt, inputs: tree/, outputs: out.txt }
                        all: { needs: [reads] }
                        """)
                .build()
                .ran("tree", "reads")
                .weir("cache", "clear")
                .said("emptied the store")
                .weir("verify")
                .said("2 same\n");
    }

    @Test
    void inputs_may_lie_in_one_another_and_be_named_twice() {
        pipeline(
                        """
                        tree:
                          run: mkdir tree/sub; cp in.txt tree/sub/a; echo b > tree/b; ln -s sub tree/link; echo c > tree/c
                          inputs: in.txt
                          outputs: { path: tree/, temporary: true }
                        1: { run: cat s/f s/sub/g > 1.txt, inputs: [s/, s/f], outputs: 1.txt }
                        2: { run: cat s/f s/sub/g > 2.txt, inputs: [s/sub/, "s/**", s/], outputs: 2.txt }
                        3: { run: cat tree/sub/a tree/b tree/link/a > 3.txt, inputs: ["tree/**", tree/, tree/sub/, tree/link/a], outputs: 3.txt }
                        4:
                          run: cat s/f s/sub/g > 4.txt
                          inputs: [{ path: s/, exclude: s/f }, { path: s/, exclude: s/sub/g }]
                          outputs: 4.txt
                        5:
                          run: cat tree/b tree/c > 5.txt
                          inputs: [{ path: tree/, exclude: [tree/c, tree/sub] }, { path: tree/, exclude: [tree/b, tree/sub] }]
                          outputs: 5.txt
                        6: { run: cat m/kept/a m/f > 6.txt, inputs: m/, outputs: 6.txt }
                        kept: { run: cp in.txt m/kept/a, inputs: in.txt, outputs: { path: m/kept/, temporary: true } }
                        all: { needs: ["1", "2", "3", "4", "5", "6"] }
                        """)
                .file("s/f", "f\n")
                .file("s/sub/g", "g\n")
                .file("m/f", "f\n")
                .build()
                .ran("tree", "kept", "1", "2", "3", "4", "5", "6")
                .lacks("tree")
                .lacks("m/kept")
                .weir("verify")
                .said("8 same\n")
                .build("--keep-temporary", "--force")
                .ran("tree", "kept", "1", "2", "3", "4", "5", "6")
                .has("tree/b", "b\n")
                .weir("verify")
                .said("8 same\n");
    }

    @Test
    void a_task_is_tried_as_often_as_it_may_be_each_time_without_outputs() {
        pipeline(
                        """
                        lame:
                          run: |
                            case $PWD in */cache/*)
                              test -z "$(ls tree)"; echo x >> $TRIES; touch tree/left
                              test $(wc -l < $TRIES) -ge 3 || exit 7
                              rm tree/left
                            esac
                            cp in.txt tree/a
                          env: { TRIES: "%s" }
                          inputs: in.txt
                          outputs: tree/
                          retry: { attempts: 3, backoff: 1ms }
                        all: { needs: [lame] }
                        """
                                .formatted(workspace.path("tries")))
                .build()
                .ran("lame")
                .weir("verify")
                .said("lame: same (")
                .has("tries", "x\nx\nx\n")
                .weir("verify")
                .said("lame: same (")
                .has("tries", "x\nx\nx\nx\n");
    }

    @Test
    void of_one_that_fails_the_last_lines_of_its_last_try_are_shown() {
        String lines =
                IntStream.rangeClosed(6, 25)
                        .mapToObj(i -> "  | line " + i + "\n")
                        .collect(Collectors.joining());
        pipeline(
                        """
                        lame:
                          run: |
                            cp in.txt out.txt
                            case $PWD in */cache/*)
                              echo x >> $TRIES; test $(wc -l < $TRIES) -ge 2 || { echo first; exit 7; }
                              for i in $(seq $MOST); do echo "line $i"; done
                              exit 3
                            esac
                          env: { TRIES: "%s", MOST: "25" }
                          inputs: in.txt
                          outputs: out.txt
                          retry: { attempts: 2, backoff: 1ms }
                        all: { needs: [lame] }
                        """
                                .formatted(workspace.path("tries")))
                .build()
                .ran("lame")
                .weir("verify")
                .exits(ExitCode.FAILED)
                .said("lame: failed: exit code 3\n" + lines + "  it had only what it declares")
                .has("tries", "x\nx\n")
                .edit(
                        "Pipelinefile.yaml",
                        workspace.text("Pipelinefile.yaml").replace("\"25\"", "1"))
                .delete("tries")
                .build()
                .ran("lame")
                .weir("verify")
                .exits(ExitCode.FAILED)
                .said("lame: failed: exit code 3\n  | line 1\n  it had only what it declares");
    }

    @Test
    void what_a_killed_weir_left_there_is_not_read() {
        pipeline(
                        """
                        sly: { run: "f=other; cat $f.txt > out.txt", inputs: in.txt, outputs: out.txt }
                        all: { needs: [sly] }
                        """)
                .file("other.txt", "undeclared")
                .build()
                .ran("sly")
                .file("cache/tmp/tasks/sly/w/workspace/other.txt", "undeclared")
                .weir("verify")
                .exits(ExitCode.FAILED)
                .said("sly: failed: exit code 1");
    }

    @Test
    void inputs_far_outside_stay_in_the_copy() throws IOException {
        workspace
                .file("far.txt", "far\n")
                .file(
                        "1/2/3/4/5/6/7/Pipelinefile.yaml",
                        """
                        version: 1
                        default: all
                        tasks:
                          read: { run: "cat ${{ inputs }} > out.txt", inputs: ../../../../../../../far.txt, outputs: out.txt }
                          all: { needs: [read] }
                        """)
                .in("1/2/3/4/5/6/7")
                .weir()
                .said("1 ran")
                .weir("verify")
                .said("read: same (");
        try (Stream<Path> all = Files.walk(workspace.path("."))) {
            assertEquals(1, all.filter(it -> it.endsWith("far.txt")).count());
        }
    }

    @Test
    void a_path_that_is_too_long_for_the_copy_fails_only_its_task() {
        String deep = "deep/";
        while (workspace.path(deep).toString().length() < 3_900) {
            deep += "d".repeat(100) + "/";
        }
        int left = 4_090 - workspace.path(deep).toString().length();
        pipeline(
                        """
                        long: { run: cp in.txt out.txt, inputs: [in.txt, deep], outputs: out.txt }
                        other: { run: cp in.txt other.txt, inputs: in.txt, outputs: other.txt }
                        all: { needs: [long, other] }
                        """)
                .file(deep + "f".repeat(left), "deep")
                .build()
                .ran("long", "other")
                .weir("verify")
                .exits(ExitCode.FAILED)
                .said("long: failed: file name too long: ", "other: same (", "1 same, 1 failed\n");
    }
}
