package dev.weir.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.weir.cli.session.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Two checkouts, `a` and `b`, with one store that `WEIR_CACHE` names.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SharedStoreTest {
    @RegisterExtension final Workspace workspace = new Workspace();

    private static final String PIPELINE =
            """
            version: 1
            params: { word: one }
            temporary: tmp/
            tasks:
              upper: { run: "tr a-z A-Z < in.txt > tmp/loud.txt; echo said", inputs: in.txt, outputs: tmp/loud.txt }
              join: { run: "echo ${{ params.word }} | cat tmp/loud.txt - > out.txt", inputs: tmp/loud.txt, outputs: out.txt }
            """;

    private Workspace checkouts(String store) {
        for (String checkout : List.of("a", "b")) {
            workspace
                    .file(checkout + "/Pipelinefile.yaml", PIPELINE)
                    .file(checkout + "/in.txt", "hello\n");
        }
        return workspace.variable("WEIR_CACHE", store);
    }

    private List<Path> files(String folder) {
        if (!Files.isDirectory(workspace.path(folder))) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(workspace.path(folder))) {
            return all.filter(Files::isRegularFile).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void what_one_checkout_made_another_restores_and_the_store_is_made_where_it_is_missing() {
        checkouts("../deep/store")
                .weir("-C", "a", "join")
                .said("join: ran", "upper: ran")
                .weir("-C", "b", "join")
                .said("1 restored, 1 up to date")
                .has("b/out.txt", "HELLO\none\n")
                .weir("-C", "b", "join")
                .saidExactly("up to date: 2 tasks\n")
                .weir("-C", "b", "log", "upper")
                .saidExactly("said\n")
                .lacks("a/cache/objects")
                .lacks("b/cache/actions")
                .lacks("b/tmp/loud.txt");
        assertEquals(2, files("deep/store/workspaces").size());
        assertEquals(2, files("deep/store/actions").size());
    }

    @Test
    void a_relative_path_is_that_of_the_pipelinefile_wherever_weir_is_called() {
        checkouts("../store").file("a/below/x", "").in("a/below").weir("join").said("join: ran");
        assertFalse(files("store/objects").isEmpty());
    }

    @Test
    void an_absolute_path_and_the_own_folder_work_alike() {
        checkouts(workspace.path("elsewhere").toString())
                .weir("-C", "a", "join")
                .said("join: ran")
                .variable("WEIR_CACHE", "cache")
                .weir("-C", "b", "join")
                .said("join: ran")
                .lacks("b/cache/workspaces");
        assertFalse(files("b/cache/objects").isEmpty());
    }

    @Test
    void what_cannot_be_a_store_is_refused_before_anything_runs() {
        checkouts("../store")
                .file("store", "a file")
                .weir("-C", "a", "join")
                .exits(ExitCode.REFUSED)
                .complained("WEIR_CACHE names '../store', which is no folder")
                .variable("WEIR_CACHE", "store")
                .weir("-C", "a", "join")
                .exits(ExitCode.REFUSED)
                .complained("which lies in the workspace")
                .variable("WEIR_CACHE", "..")
                .weir("-C", "a", "join")
                .exits(ExitCode.REFUSED)
                .complained("which the workspace lies in")
                .file("home/notes.txt", "")
                .variable("WEIR_CACHE", "../home")
                .weir("-C", "a", "cache", "info")
                .exits(ExitCode.REFUSED)
                .complained("which holds other things than a store")
                .lacks("a/cache");
    }

    @Test
    void damage_in_it_is_a_miss() throws IOException {
        checkouts("../store").weir("-C", "a", "join").said("join: ran").settle();
        for (Path blob : files("store/objects")) {
            Files.delete(blob);
            Files.writeString(blob, "no such bytes");
        }
        workspace
                .weir("-C", "b", "join")
                .said("join: ran")
                .complained("is damaged")
                .has("b/out.txt", "HELLO\none\n");
    }

    @Test
    void a_collection_leaves_what_the_other_checkout_needs() {
        checkouts("../store")
                .weir("-C", "a", "join", "-P", "word=a")
                .said("join: ran")
                .weir("-C", "b", "join", "-P", "word=b")
                .said("join: ran")
                .weir("-C", "b", "join", "-P", "word=c")
                .said("join: ran")
                .weir("-C", "b", "cache", "gc", "--keep", "0B")
                .said("freed", "(1 result, 1 file)")
                .delete("a/out.txt")
                .weir("-C", "a", "join", "-P", "word=a")
                .said("join: restored")
                .delete("a")
                .weir("-C", "b", "cache", "gc", "--keep", "0B")
                .said("freed", "(1 result, 1 file)")
                .weir("-C", "b", "join", "-P", "word=d")
                .said("join: ran", "1 up to date");
    }

    @Test
    void what_undo_brings_back_stays_in_the_workspace() {
        checkouts("../store")
                .weir("-C", "a", "join")
                .said("join: ran")
                .edit("a/out.txt", "mine\n")
                .weir("-C", "a", "join")
                .complained("weir undo")
                .weir("-C", "b", "cache", "gc", "--keep", "0B")
                .said("nothing to collect")
                .weir("-C", "a", "cache", "clear", "--shared")
                .said("emptied the store")
                .weir("-C", "a", "undo")
                .said("brought back out.txt")
                .has("a/out.txt", "mine\n");
        assertTrue(files("store/objects").isEmpty());
    }

    @Test
    void cleaning_and_clearing_leave_it_until_they_are_told() {
        checkouts("../store")
                .weir("-C", "a", "join")
                .said("join: ran")
                .weir("-C", "b", "join")
                .said("1 restored, 1 up to date")
                .weir("-C", "a", "--clean")
                .said("is shared and stays: 'weir cache clear --shared' empties it")
                .weir("-C", "a", "cache", "clear")
                .exits(ExitCode.REFUSED)
                .complained("is shared by 2 workspaces", "weir cache clear --shared")
                .weir("-C", "a", "join")
                .said("1 restored, 1 up to date")
                .weir("-C", "a", "cache", "clear", "--shared")
                .said("emptied the store")
                .weir("-C", "b", "join")
                .saidExactly("up to date: 2 tasks\n");
    }

    @Test
    void one_that_is_read_only_is_restored_from_and_nothing_else() throws IOException {
        assumeFalse("root".equals(System.getProperty("user.name")), "root writes everywhere");
        checkouts("../store").weir("-C", "a", "join").said("join: ran").settle();
        Files.setPosixFilePermissions(
                workspace.path("store"), PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            readOnly();
        } finally {
            Files.setPosixFilePermissions(
                    workspace.path("store"), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private void readOnly() {
        workspace
                .weir("-C", "b", "join")
                .said("1 restored, 1 up to date")
                .complained("cannot be written: results are restored from it, and none are added")
                .weir("-C", "b", "join", "-P", "word=two")
                .said("join: ran")
                .complained("cannot be written")
                .has("b/out.txt", "HELLO\ntwo\n")
                .weir("-C", "b", "join", "-P", "word=two")
                .saidExactly("up to date: 2 tasks\n")
                .settle();
    }

    @Test
    void two_builds_share_it_at_once_and_a_collection_waits_for_both() throws Exception {
        for (String checkout : List.of("a", "b")) {
            workspace.file(
                    checkout + "/Pipelinefile.yaml",
                    """
                    version: 1
                    tasks:
                      slow: { run: "touch begun; while [ ! -e go ]; do sleep 0.02; done; echo slow > slow.txt", outputs: slow.txt }
                    """);
        }
        workspace.variable("WEIR_CACHE", "../store");
        Running a = workspace.start("-C", "a", "slow").until("a/begun");
        Running b = workspace.start("-C", "b", "slow").until("b/begun");
        Running gc = workspace.start("-C", "a", "cache", "gc", "--keep", "0B");
        while (!gc.err().contains("waiting for another weir that uses the store")) {
            Thread.sleep(5);
        }
        workspace.now("a/go", "").now("b/go", "");
        assertEquals(ExitCode.DONE, a.await().code());
        assertEquals(ExitCode.DONE, b.await().code());
        assertTrue(gc.await().out().contains("nothing to collect"));
    }

    @Test
    void a_temporary_output_comes_back_as_its_own_workspace_made_it() {
        for (String checkout : List.of("a", "b")) {
            workspace
                    .file(
                            checkout + "/Pipelinefile.yaml",
                            """
                            version: 1
                            tasks:
                              make:
                                run: cat s *alt > x; mkdir -p d; cp x d/; cp x y
                                inputs: s
                                outputs: [{ path: x, temporary: true }, { path: d/, temporary: true }, y]
                              join: { run: cmp x y && cat x t > out.txt, inputs: [x, y, t], outputs: out.txt }
                              folder: { run: cmp d/x y && cat d/x t > f.txt, inputs: [d/, y, t], outputs: f.txt }
                            """)
                    .file(checkout + "/s", "s\n")
                    .file(checkout + "/salt", checkout + "\n")
                    .file(checkout + "/t", "1\n");
        }
        workspace
                .variable("WEIR_CACHE", "../store")
                .weir("-C", "a", "join", "folder")
                .said("3 ran")
                .weir("-C", "b", "--force", "join", "folder")
                .said("3 ran")
                .complained("task 'make' made something else from the same inputs")
                .file("a/t", "2\n")
                .weir("-C", "a", "join")
                .said("join: ran", "1 ran, 1 up to date")
                .has("a/out.txt", "s\na\n2\n")
                .weir("-C", "a", "folder")
                .said("make: started (its temporary output is needed by 'folder'", "2 ran")
                .complained("task 'make' made something else from the same inputs")
                .has("a/f.txt", "s\na\n2\n")
                .weir("-C", "a", "join", "folder")
                .saidExactly("up to date: 3 tasks\n");
    }
}
