package dev.weir.story;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of folders that tasks made as they were declared before, and of what is in them.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LeftoverFoldersTest {
    @RegisterExtension final Workspace workspace = new Workspace();

    @Test
    void a_folder_of_which_an_input_names_a_file_is_meant() {
        workspace
                .pipelinefile(
                        """
                        params: { slot: 1 }
                        tasks:
                          make: { run: "echo ${{ params.slot }} > parts/${{ params.slot }}/p.txt", outputs: "parts/${{ params.slot }}/" }
                          base: { run: "cat parts/1/p.txt > base.txt", inputs: parts/1/p.txt, outputs: base.txt }
                          all: { run: "cat parts/*/p.txt > all.txt", inputs: "parts/**/p.txt", outputs: all.txt }
                        """)
                .build("all")
                .ran("make", "all")
                .build("all", "--slot", "2")
                .ran("make", "all")
                .has("all.txt", "1\n2\n");
    }

    @Test
    void folders_that_only_held_what_is_left_over_go_with_it() {
        workspace
                .pipelinefile(
                        """
                        params: { slot: a/jan }
                        tasks:
                          make: { run: "echo 1 > ${{ outputs }}", outputs: "parts/${{ params.slot }}/x" }
                          tell: { run: "find parts | sort > list", inputs: parts, outputs: list }
                        """)
                .file("parts/b/mine", "")
                .build("tell")
                .ran("make", "tell")
                .has("list", "parts\nparts/a\nparts/a/jan\nparts/a/jan/x\nparts/b\nparts/b/mine\n")
                .build("tell", "--slot", "b/feb")
                .ran("make", "tell")
                .complained("'parts/a/jan/x', which task 'make' made")
                .has("list", "parts\nparts/b\nparts/b/feb\nparts/b/feb/x\nparts/b/mine\n")
                .build("tell", "--slot", "c")
                .ran("make", "tell")
                .complained("'parts/b/feb/x', which task 'make' made")
                .has("list", "parts\nparts/b\nparts/b/mine\nparts/c\nparts/c/x\n")
                .weir("undo")
                .has("parts/b/feb/x", "1\n");
    }

    @Test
    void what_a_task_made_of_another_kind_at_the_same_path_is_left_over_too() {
        String tell =
                "  tell: { run: \"cat made/* > told || true\", inputs: { path: made/**, optional: true }, outputs: told }\n";
        workspace
                .pipelinefile("tasks:\n  make: { run: echo 1 > made/a, outputs: made/ }\n" + tell)
                .build("make", "tell")
                .ran("make", "tell")
                .has("told", "1\n")
                .pipelinefile("tasks:\n  make: { run: echo 2 > made, outputs: made }\n" + tell)
                .build("make", "tell")
                .ran("make", "tell")
                .complained(
                        "'made', which task 'make' made as it was declared before, is left over")
                .has("made", "2\n")
                .has("told", "")
                .pipelinefile("tasks:\n  make: { run: echo 1 > made/a, outputs: made/ }\n" + tell)
                .build("make", "tell")
                .restored("make", "tell")
                .has("told", "1\n");
    }

    @Test
    void a_folder_that_a_removed_task_made_and_an_input_names_is_a_source() {
        String copy = "  copy: { run: cat d/* > copy, inputs: d, outputs: copy }\n";
        workspace
                .pipelinefile("tasks:\n  one: { run: echo 1 > d/1.txt, outputs: d/ }\n" + copy)
                .build("copy")
                .ran("one", "copy")
                .pipelinefile("tasks:\n" + copy)
                .build("copy")
                .didNotComplain("left over")
                .has("d/1.txt", "1\n");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_folder_in_which_a_task_makes_a_file_now_is_left_over(boolean atOnce) {
        String tell = "  tell: { run: \"cat made/* > told\", inputs: made/*, outputs: told }\n";
        workspace
                .pipelinefile(
                        "tasks:\n  make: { run: echo 1 > made/a; echo 1 > made/b, outputs: made/ }\n"
                                + tell)
                .build("tell")
                .ran("make", "tell")
                .pipelinefile("tasks:\n  make: { run: echo 2 > made/a, outputs: made/a }\n" + tell);
        if (!atOnce) {
            workspace
                    .build("make")
                    .ran("make")
                    .complained("'made', which task 'make' made as it was declared before")
                    .lacks("made/b")
                    .build("tell")
                    .ran("tell");
        } else {
            workspace
                    .build("tell")
                    .ran("make", "tell")
                    .complained("'made', which task 'make' made as it was declared before");
        }
        workspace
                .has("told", "2\n")
                .lacks("made/b")
                .pipelinefile(
                        "tasks:\n  make: { run: echo 1 > made/a; echo 1 > made/b, outputs: made/ }\n"
                                + tell)
                .build("tell")
                .restored("make", "tell")
                .has("made/b", "1\n")
                .pipelinefile("tasks:\n  make: { run: echo 2 > made/a, outputs: made/a }\n" + tell)
                .weir("-n", "tell")
                .said(
                        "made: would be moved to the cache",
                        "make: would be restored",
                        "tell: would be restored")
                .build("tell")
                .restored("make", "tell")
                .complained("'made', which task 'make'")
                .has("told", "2\n");
    }

    private Workspace folders() {
        return workspace
                .pipelinefile(
                        """
                        params: { p: a }
                        tasks:
                          make: { run: "for f in x y; do echo ${{ params.p }}$f > o/${{ params.p }}/$f; done", outputs: "o/${{ params.p }}/" }
                          all: { run: "find o -type f | sort | xargs cat > all", inputs: "o/**/*", outputs: all }
                        """)
                .build("all")
                .ran("make", "all");
    }

    @Test
    void of_a_folder_with_other_files_what_was_made_is_left_over() {
        folders()
                .file("o/a/mine", "mine\n")
                .build("all", "-P", "p=b")
                .ran("make", "all")
                .complained("'o/a/x', which task 'make' made", "'o/a/y', which task 'make' made")
                .has("all", "mine\nbx\nby\n")
                .weir("undo")
                .has("o/a/x", "ax\n")
                .build("all", "-P", "p=b")
                .ran("all")
                .has("all", "mine\nax\nay\nbx\nby\n");
    }

    @Test
    void of_a_folder_that_was_edited_what_is_as_it_was_made_is_left_over() {
        folders()
                .file("o/a/x", "edited\n")
                .build("all", "-P", "p=b")
                .ran("make", "all")
                .complained("'o/a/y', which task 'make' made")
                .has("all", "edited\nbx\nby\n")
                .delete("o/a")
                .build("all")
                .restored("make", "all")
                .complained("'o/b', which task 'make' made")
                .delete("o/a/y")
                .build("all", "-P", "p=b")
                .restored("make")
                .ran("all")
                .complained("'o/a/x', which task 'make' made")
                .has("all", "bx\nby\n");
    }

    @Test
    void outputs_that_move_into_each_other_and_back_are_nobody_elses() {
        folders()
                .build("all", "-P", "p=a/b")
                .ran("make", "all")
                .complained("'o/a', which task 'make' made")
                .has("all", "a/bx\na/by\n")
                .build("all")
                .restored("make", "all")
                .has("all", "ax\nay\n")
                .lacks("o/a/b");
    }

    @Test
    void what_was_made_in_place_of_a_folder_that_was_left_over_is_left_over_in_its_turn() {
        workspace
                .pipelinefile(
                        """
                        params: { p: o/a/ }
                        tasks:
                          make: { run: "case ${{ params.p }} in */) f=${{ params.p }}x;; *) f=${{ params.p }};; esac; echo ${{ params.p }} > $f", outputs: "${{ params.p }}" }
                          all: { run: "find o -type f | sort | xargs cat > all", inputs: "o/**/*", outputs: all }
                        """)
                .build("all")
                .ran("make", "all")
                .build("all", "-P", "p=o/a/x")
                .ran("make", "all")
                .complained("'o/a', which task 'make' made")
                .build("all", "-P", "p=o/b")
                .ran("make", "all")
                .complained("'o/a/x', which task 'make' made")
                .has("all", "o/b\n")
                .weir("undo")
                .has("o/a/x", "o/a/x\n")
                .build("all", "-P", "p=o/b")
                .ran("all")
                .has("all", "o/a/x\no/b\n");
    }

    @Test
    void a_folder_that_a_removed_task_made_and_an_input_names_by_a_link_is_a_source()
            throws IOException {
        String copy = "  copy: { run: cat l/* > copy, inputs: l, outputs: copy }\n";
        workspace
                .pipelinefile("tasks:\n  one: { run: echo 1 > d/1.txt, outputs: d/ }\n")
                .build("one")
                .ran("one")
                .pipelinefile("tasks:\n" + copy);
        Files.createSymbolicLink(workspace.path("l"), Path.of("d"));
        workspace.build("copy").ran("copy").didNotComplain("left over").has("d/1.txt", "1\n");
    }

    @ParameterizedTest
    @CsvSource({
        "../ws/out/, true",
        "../ws/out/*.txt, true",
        "..//ws/./out/**, true",
        "ROOT/ws/out/, true",
        "ROOT/ws/out/*, true",
        "../behind/, true",
        "../ws/out/2.txt, false",
        "ROOT/ws/out/2.txt, false"
    })
    void what_is_left_over_is_so_also_for_an_input_that_goes_around(String input, boolean leftOver)
            throws IOException {
        String way = input.replace("ROOT", workspace.path("").toRealPath().toString());
        workspace
                .command(
                        "mkdir -p ws "
                                + (input.contains("behind")
                                        ? "behind; ln -s ../behind ws/out"
                                        : "ws/out"))
                .file("ws/out/s.txt", "s\n")
                .file(
                        "ws/Pipelinefile.yaml",
                        "tasks: { m: { run: echo 1 > out/2.txt, outputs: out/2.txt } }")
                .in("ws")
                .weir("m")
                .said("1 ran")
                .file(
                        "ws/Pipelinefile.yaml",
                        "tasks: { r: { run: cat out/*.txt > read, inputs: \"WAY\", outputs: read } }"
                                .replace("WAY", way));
        if (leftOver) {
            workspace.weir("r").said("1 ran").complained("'out/2.txt', which task 'm' made");
        } else {
            workspace.weir("r").said("1 ran");
        }
        workspace.has("ws/read", leftOver ? "s\n" : "1\ns\n").weir("r").said("up to date");
    }

    @Test
    void what_was_made_through_a_link_is_left_over_where_that_leads() {
        String read = "tasks: { r: { run: cat out/* > read, inputs: INPUT, outputs: read } }";
        workspace
                .command("mkdir out; ln -s out link")
                .file("out/s", "s\n")
                .pipelinefile("tasks: { m: { run: echo 1 > link/2, outputs: link/2 } }")
                .build("m")
                .ran("m")
                .pipelinefile(read.replace("INPUT", "[out/2, out/s]"))
                .build("r")
                .ran("r")
                .has("read", "1\ns\n")
                .pipelinefile(read.replace("INPUT", "out/"))
                .build("r")
                .ran("r")
                .complained("'link/2', which task 'm' made")
                .has("read", "s\n")
                .build("r")
                .didNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"d/", "d/*/*", "d/cur/"})
    void what_is_left_over_goes_also_where_only_a_link_made_in_the_same_build_leads(String input) {
        String tasks =
                """
                default: r
                tasks:
                  a: { run: "ln -s ../v1 d/cur; cp a.txt d/n", inputs: a.txt, outputs: d/ }
                  r: { run: "cat d/cur/* > res", inputs: "INPUT", outputs: res }
                """
                        .replace("INPUT", input);
        workspace
                .file("v1/s", "s\n")
                .file("a.txt", "1\n")
                .pipelinefile("tasks: { b: { run: echo 1 > v1/x, outputs: v1/x } }")
                .build("b")
                .ran("b")
                .pipelinefile(tasks)
                .build()
                .ran("a", "r")
                .complained("cannot be cached", "'v1/x', which task 'b' made")
                .has("res", "s\n")
                .build()
                .didNothing()
                .weir("undo")
                .has("v1/x", "1\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"o/d/*", "o/d/l*", "o/d/", "o/d/**"})
    void a_link_in_a_folder_that_is_left_over_is_in_nobodys_way(String input) {
        String read =
                "  read: { run: \"find o -type f | xargs cat > read\", inputs: [{ path: \"INPUT\", optional: true }, s], needs: make, outputs: read }\n"
                        .replace("INPUT", input);
        workspace
                .file("s", "s\n")
                .pipelinefile(
                        "tasks:\n  make: { run: echo 1 > o/d/x; ln -s x o/d/latest, inputs: s, outputs: o/d/ }\n"
                                + read)
                .build("read")
                .ran("make", "read")
                .pipelinefile(
                        "tasks:\n  make: { run: echo 2 > o/d/x, inputs: s, outputs: o/d/x }\n"
                                + read.replace("needs: make, ", ""))
                .build("make", "read")
                .ran("make", "read")
                .complained("'o/d', which task 'make' made")
                .has("o/d/x", "2\n")
                .lacks("o/d/latest");
    }

    @Test
    void what_is_left_over_elsewhere_changes_no_verdict_on_what_a_task_made() {
        String tasks =
                """
                tasks:
                  make: { run: echo 1 > out/x; ln -s x out/l, outputs: out/ }
                  copy: { run: cat out/x > copy, inputs: out/, outputs: copy }
                  all: { run: "cat lo/* copy > all", inputs: ["lo/*", copy], outputs: all }
                  one: { run: echo 1 > lo/1, outputs: lo/1 }
                """;
        workspace
                .pipelinefile(tasks + "  two: { run: echo 2 > lo/2, outputs: lo/2 }\n")
                .build("all")
                .ran("make", "copy", "one", "two", "all")
                .pipelinefile(tasks)
                .weir("-n", "all")
                .said("lo/2: would be moved", "all: would run")
                .didNotSay("copy: would")
                .weir("--only", "all")
                .ran("all")
                .complained("'lo/2', which task 'two' made")
                .has("all", "1\n1\n");
    }
}
