package dev.weir.story;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.cli.session.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Outputs that are folders: what belongs to them, and what is left alone.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FolderOutputsTest {
    @RegisterExtension final Workspace workspace = new Workspace();

    @Test
    void a_folder_comes_back_exactly_as_it_was() throws IOException {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          tree:
                            run: |
                              cd tree
                              mkdir -p sub empty
                              echo a > a.txt
                              echo '#!/bin/sh' > sub/run.sh; chmod +x sub/run.sh
                              ln -s ../a.txt sub/link
                            outputs: tree/
                        """)
                .build("tree")
                .ran("tree")
                .delete("tree")
                .build("tree")
                .restored("tree")
                .has("tree/sub/link", "a\n");
        assertTrue(Files.isDirectory(workspace.path("tree/empty")));
        assertTrue(Files.isExecutable(workspace.path("tree/sub/run.sh")));
        assertTrue(Files.isSymbolicLink(workspace.path("tree/sub/link")));
        workspace.delete("tree/a.txt").build("tree").restored("tree").has("tree/a.txt", "a\n");
    }

    @Test
    void an_empty_folder_in_it_counts_as_what_is_made() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          make: { run: "cp in out/a; if grep -q 2 more; then mkdir -p out/x/y; fi", inputs: [in, more], outputs: out/ }
                          read: { run: ls -R out > list, inputs: out/, outputs: list }
                        """)
                .file("in", "1\n")
                .file("more", "2\n")
                .build("read")
                .ran("make", "read")
                .file("more", "3\n")
                .build("read")
                .ran("make", "read")
                .lacks("out/x")
                .file("more", "2\n")
                .build("read")
                .restored("make", "read")
                .delete("out/x/y")
                .build("read")
                .restored("make");
        assertTrue(Files.isDirectory(workspace.path("out/x/y")));
        workspace.file("more", "3\n").build("read").restored("make", "read").lacks("out/x");
    }

    @Test
    void an_empty_folder_that_somebody_put_there_is_saved() {
        workspace
                .pipelinefile(
                        "tasks: { make: { run: mkdir -p out/b/c; cp in out/a, inputs: in, outputs: out/ } }")
                .file("in", "1\n")
                .build("make")
                .ran("make")
                .file("in", "2\n")
                .delete("out/b/c")
                .build("make")
                .ran("make")
                .command("mkdir out/mine")
                .build("make")
                .restored("make")
                .complained("'out' was not as weir had made it")
                .lacks("out/mine")
                .weir("undo")
                .said("brought back out\n");
        assertTrue(Files.isDirectory(workspace.path("out/mine")));
        assertTrue(Files.isDirectory(workspace.path("out/b/c")));
    }

    @Test
    void a_folder_with_foreign_files_is_refused_until_overwrite_is_said() {
        workspace
                .pipelinefile("tasks: { make: { run: echo a > out/a.txt, outputs: out/ } }")
                .file("out/mine.txt", "mine\n")
                .build("make")
                .failed("make")
                .complained("--overwrite")
                .has("out/mine.txt", "mine\n")
                .build("make", "--overwrite")
                .ran("make")
                .complained("'out' was not as weir had made it")
                .lacks("out/mine.txt")
                .weir("undo")
                .said("brought back out\n")
                .has("out/mine.txt", "mine\n");
    }

    @Test
    void nothing_is_restored_over_files_that_weir_did_not_make() {
        workspace
                .pipelinefile(
                        """
                        params: { n: 1 }
                        tasks: { make: { run: "echo ${{ params.n }} > out/a.txt", outputs: out/ } }
                        """)
                .build("make")
                .ran("make")
                .build("make", "-P", "n=2")
                .ran("make")
                .file("out/mine.txt", "mine\n")
                .build("make")
                .failed("make")
                .complained("its output 'out/' holds a file that weir did not make: 'mine.txt'")
                .has("out/mine.txt", "mine\n")
                .has("out/a.txt", "2\n");
    }

    @Test
    void of_a_folder_that_is_not_in_the_cache_weir_does_not_say_whose_files_are() {
        workspace
                .pipelinefile(
                        "tasks: { make: { run: 'touch out/f out/g', effect: true, outputs: out/ } }")
                .build("make")
                .ran("make")
                .delete("out/f")
                .build("make")
                .failed("make")
                .complained(
                        "its output 'out/' was changed, and what weir made in it is not in the cache, so this may be yours: 'g'")
                .has("out/g", "")
                .build("make", "--overwrite")
                .ran("make")
                .complained("'out' was not as weir had made it")
                .has("out/f", "");
    }

    @ParameterizedTest
    @CsvSource({"o/a*, o/a/, o/a/x, o/a", "o/*/f, o/a, o/a, o/a/f"})
    void what_stands_in_the_way_of_an_output_is_in_no_glob(
            String glob, String output, String made, String mine) {
        workspace
                .pipelinefile(
                        """
                        default: all
                        tasks:
                          read: { run: "cat ${{ inputs }} > r.txt", inputs: "GLOB", outputs: r.txt }
                          make: { run: cp in.txt MADE, inputs: in.txt, outputs: OUTPUT }
                          all: { needs: [read, make] }
                        """
                                .replace("GLOB", glob)
                                .replace("OUTPUT", output)
                                .replace("MADE", made))
                .file("in.txt", "in\n")
                .file("o/ab", "ab\n")
                .file("o/z/f", "zf\n")
                .build()
                .ran("read", "make");
        String read = workspace.text("r.txt");
        workspace
                .delete("o/a")
                .file(mine, "mine\n")
                .build("--overwrite", "-j1")
                .restored("make")
                .complained("'o/a' was not as weir had made it")
                .has(made, "in\n")
                .has("r.txt", read)
                .build()
                .didNothing()
                .delete("o/a")
                .delete("o/ab")
                .delete("o/z")
                .file(mine, "mine\n")
                .build()
                .exits(ExitCode.REFUSED)
                .complained("no file matches the input");
    }
}
