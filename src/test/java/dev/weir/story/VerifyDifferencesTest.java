package dev.weir.story;

import dev.weir.cli.session.ExitCode;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What `weir verify` says of outputs that come out otherwise. The tasks here tell by their folder
/// that they run in a copy.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class VerifyDifferencesTest {
    @RegisterExtension final Workspace workspace = new Workspace();

    /// A task that makes something in the workspace and something else in the copy.
    private Workspace made(String outputs, String here, String again) {
        return workspace
                .pipelinefile(
                        """
                        default: all
                        tasks:
                          all: { needs: [make] }
                          make:
                            run: |
                              case $PWD in
                                */cache/*) %s ;;
                                *) %s ;;
                              esac
                            inputs: in.txt
                            outputs: [%s]
                        """
                                .formatted(again, here, outputs))
                .file("in.txt", "one\n")
                .build()
                .ran("make");
    }

    private Workspace differs(String... said) {
        return workspace.weir("verify").exits(ExitCode.FAILED).said(said);
    }

    @Test
    void an_output_that_is_not_made_again_is_nothing() {
        made("out.txt, extra.txt", "touch out.txt extra.txt", "touch out.txt");
        differs(
                "make: differs\n  extra.txt\n    recorded: a file\n    again:    nothing\n1 differs");
    }

    @Test
    void a_folder_that_is_gone_or_a_file_again_is_told_from_a_folder() {
        made(
                "gone/, file/, out.txt",
                "touch gone/a file/a out.txt",
                "rmdir gone file; touch file; mkdir out.txt; touch out.txt/a");
        differs(
                "  gone\n    recorded: a folder\n    again:    nothing\n",
                "  file\n    recorded: a folder\n    again:    a file\n",
                "  out.txt\n    recorded: a file\n    again:    a folder\n");
    }

    @Test
    void in_a_folder_files_and_links_are_told_apart() {
        made(
                "links/, lacking/",
                "touch links/a; ln -s a links/b; touch lacking/a lacking/b",
                "touch links/a; touch links/b; touch lacking/b");
        differs(
                "  links/b\n    recorded: a link to a\n    again:    a file\n",
                "  lacking/a\n    recorded: a file\n    again:    nothing\n");
    }

    @Test
    void a_folder_may_differ_in_an_empty_one_alone() {
        made(
                "less/, more/",
                "mkdir -p less/a/b less/c; touch more/x",
                "mkdir more/d; touch more/x");
        differs(
                "  less/a/b (and 1 more in it)\n    recorded: an empty folder\n    again:    nothing\n",
                "  more/d\n    recorded: nothing\n    again:    an empty folder\n");
    }

    @Test
    void a_file_that_is_only_made_executable_differs_in_that() {
        made("tool.sh", "echo true > tool.sh; chmod +x tool.sh", "echo true > tool.sh");
        differs(
                "  tool.sh, whether it may be executed\n"
                        + "    recorded: executable\n    again:    not executable\n");
    }

    @Test
    void what_the_disk_holds_is_compared_though_the_cache_is_empty() {
        made("out.txt, tree/", "echo a | tee out.txt > tree/a", "echo b | tee out.txt > tree/a")
                .weir("cache", "clear")
                .said("emptied the store");
        differs(
                "  out.txt, line 1, column 1\n    recorded: a\n    again:    b\n",
                "  tree/a, line 1, column 1\n    recorded: a\n    again:    b\n");
    }

    @Test
    void of_temporary_outputs_the_cache_knows_what_they_were() {
        made(
                "{ path: out.txt, temporary: true }, { path: tree/, temporary: true }",
                "echo a | tee out.txt > tree/a",
                "echo b | tee out.txt > tree/a");
        workspace.lacks("out.txt").lacks("tree");
        differs(
                "  out.txt, line 1, column 1\n    recorded: a\n    again:    b\n",
                "  tree/a, line 1, column 1\n    recorded: a\n    again:    b\n");
    }

    @Test
    void temporary_outputs_that_are_kept_nowhere_are_only_said_to_differ() {
        made(
                        "{ path: out.txt, temporary: true }, { path: tree/, temporary: true }",
                        "echo a | tee out.txt > tree/a",
                        "echo b | tee out.txt > tree/a")
                .weir("cache", "clear")
                .said("emptied the store");
        differs(
                "  out.txt, its recorded bytes are no longer kept\n"
                        + "  tree, its recorded bytes are no longer kept\n");
    }

    @Test
    void of_a_temporary_folder_that_is_not_stored_the_file_is_known() {
        made(
                "{ path: tree/, temporary: true, store: false }",
                "echo a > tree/a; echo b > tree/b",
                "echo a > tree/a; echo c > tree/b");
        differs("  tree/b, its recorded bytes are no longer kept\n1 differs");
    }
}
