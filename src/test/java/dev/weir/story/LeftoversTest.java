package dev.weir.story;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What tasks made as it was declared before, and what becomes of it.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LeftoversTest {
    @RegisterExtension final Workspace workspace = new Workspace();

    private Workspace slots() {
        return workspace.pipelinefile(
                """
                params: { slot: 1, word: a }
                tasks:
                  extract: { run: "echo ${{ params.slot }}${{ params.word }} > data/${{ params.slot }}.txt", outputs: "data/${{ params.slot }}.txt" }
                  merge: { run: "cat data/*.txt > all.txt", inputs: "data/*.txt", outputs: all.txt }
                """);
    }

    @Test
    void what_was_made_with_another_param_and_would_be_read_is_moved_away() {
        slots().file("data/own.txt", "own\n")
                .build("merge")
                .ran("extract", "merge")
                .has("all.txt", "1a\nown\n")
                .weir("-n", "merge", "--slot", "2")
                .said(
                        "data/1.txt: would be moved to the cache ('extract' made it as it was declared before)")
                .has("data/1.txt", "1a\n")
                .build("merge", "--slot", "2")
                .ran("extract", "merge")
                .complained(
                        "'data/1.txt', which task 'extract' made as it was declared before, is left over: it is moved to the cache, 'weir undo' brings it back")
                .has("all.txt", "2a\nown\n")
                .lacks("data/1.txt")
                .build("merge")
                .restored("extract", "merge")
                .complained("'data/2.txt', which task 'extract' made")
                .has("all.txt", "1a\nown\n");
    }

    @Test
    void a_dry_run_judges_as_if_it_were_moved_away() {
        slots().build("merge")
                .ran("extract", "merge")
                .build("merge", "--slot", "2")
                .ran("extract", "merge")
                .complained("'data/1.txt', which task 'extract' made")
                .weir("-n", "merge")
                .said(
                        "data/2.txt: would be moved to the cache",
                        "extract: would be restored",
                        "merge: would be restored");
    }

    @Test
    void what_undo_brings_back_is_the_users_and_stays() {
        slots().build("merge")
                .ran("extract", "merge")
                .build("merge", "--slot", "2")
                .ran("extract", "merge")
                .complained("'data/1.txt', which task 'extract' made")
                .weir("undo")
                .said("brought back data/1.txt")
                .build("merge", "--slot", "2")
                .ran("merge")
                .has("all.txt", "1a\n2a\n");
    }

    @Test
    void what_was_edited_is_a_source_and_stays() {
        slots().build("merge")
                .ran("extract", "merge")
                .edit("data/1.txt", "mine\n")
                .build("merge", "--slot", "2")
                .ran("extract", "merge")
                .has("all.txt", "mine\n2a\n");
    }

    @Test
    void what_no_input_of_the_build_would_read_stays() {
        slots().build("extract")
                .ran("extract")
                .build("extract", "--slot", "2")
                .ran("extract")
                .has("data/1.txt", "1a\n")
                .build("merge", "--slot", "3")
                .ran("extract", "merge")
                .complained("'data/1.txt', which", "'data/2.txt', which")
                .has("all.txt", "3a\n");
    }

    @Test
    void an_output_that_a_param_moves_to_and_fro_is_known_as_made() {
        slots().build("extract")
                .ran("extract")
                .build("extract", "--slot", "2")
                .ran("extract")
                .build("extract", "--word", "b")
                .ran("extract")
                .has("data/1.txt", "1b\n")
                .build("extract", "--slot", "2", "--word", "b")
                .ran("extract")
                .build("extract", "--word", "c")
                .ran("extract")
                .edit("data/2.txt", "mine\n")
                .build("extract", "--slot", "2", "--word", "c")
                .ran("extract")
                .complained("'data/2.txt' was not as weir had made it");
    }

    @Test
    void a_folder_and_a_cell_and_a_task_that_is_not_there_leave_the_same() {
        workspace
                .pipelinefile(
                        """
                        params: { slot: 1, models: [x, y], extra: true }
                        tasks:
                          split: { run: "echo ${{ params.slot }} > parts/${{ params.slot }}/p.txt", outputs: "parts/${{ params.slot }}/" }
                          train: { matrix: { model: "${{ params.models }}" }, run: "echo ${{ matrix.model }} > parts/m-${{ matrix.model }}.txt", outputs: "parts/m-${{ matrix.model }}.txt" }
                          more: { when: { params.extra: true }, run: "echo more > parts/more.txt", outputs: parts/more.txt }
                          count: { run: "find parts -type f | sort > count.txt", inputs: "parts/**/*.txt", outputs: count.txt }
                        """)
                .build("count")
                .ran("split", "train@model=x", "train@model=y", "more", "count")
                .has("count.txt", "parts/1/p.txt\nparts/m-x.txt\nparts/m-y.txt\nparts/more.txt\n")
                .build("count", "-P", "slot=2", "-P", "models=x", "-P", "extra=false")
                .ran("split", "count")
                .complained("'parts/1', which", "'parts/m-y.txt', which", "'parts/more.txt', which")
                .has("count.txt", "parts/2/p.txt\nparts/m-x.txt\n")
                .weir("undo")
                .said("brought back parts/1\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"clean --cache other", "clean --cache", "--clean", "clean"})
    void what_was_made_with_other_params_is_known_whatever_was_cleaned(String line) {
        workspace
                .pipelinefile(
                        """
                        params: { slot: 1 }
                        tasks:
                          part: { run: "echo ${{ params.slot }} > parts/${{ params.slot }}.txt", outputs: "parts/${{ params.slot }}.txt" }
                          other: { run: echo o > other.txt, outputs: other.txt }
                          join: { run: "cat parts/*.txt > join.txt", inputs: "parts/*.txt", outputs: join.txt }
                        """)
                .build("join", "other")
                .ran("part", "other", "join")
                .weir((line + (line.endsWith("other") ? "" : " -P slot=2")).split(" "))
                .build("join", "-P", "slot=2")
                .ran("part", "join")
                .complained("'parts/1.txt', which task 'part' made as it was declared before")
                .has("join.txt", "2\n");
    }

    @Test
    void what_an_input_names_is_meant_whoever_made_it() {
        workspace
                .pipelinefile(
                        """
                        params: { slot: 1 }
                        tasks:
                          make: { run: "echo ${{ params.slot }} > ${{ params.slot }}.txt", outputs: "${{ params.slot }}.txt" }
                          base: { run: "cat 1.txt > base.txt", inputs: 1.txt, outputs: base.txt }
                        """)
                .build("base")
                .ran("make", "base")
                .build("base", "--slot", "2")
                .didNothing()
                .has("base.txt", "1\n");
    }

    @Test
    void a_folder_picks_up_what_lies_below_it_whether_it_may_be_missing_or_not() {
        workspace
                .pipelinefile(
                        """
                        params: { slot: 1 }
                        tasks:
                          make: { run: "echo ${{ params.slot }} > data/${{ params.slot }}.txt", outputs: "data/${{ params.slot }}.txt" }
                          must: { run: "cat data/*.txt > must.txt", inputs: data, outputs: must.txt }
                          may: { run: "cat data/*.txt > may.txt", inputs: { path: data, optional: true }, outputs: may.txt }
                          without: { run: "cat data/[2-9].txt > without.txt", inputs: { path: data, exclude: data/1.txt }, outputs: without.txt }
                        """)
                .build("must")
                .ran("make", "must")
                .build("without", "--slot", "2")
                .ran("make", "without")
                .has("data/1.txt", "1\n")
                .build("may", "--slot", "3")
                .ran("make", "may")
                .complained("'data/1.txt', which task 'make'", "'data/2.txt', which task 'make'")
                .has("may.txt", "3\n")
                .build("must", "--slot", "4")
                .ran("make", "must")
                .complained("'data/3.txt', which task 'make'")
                .has("must.txt", "4\n");
    }

    @Test
    void what_a_glob_does_not_match_stays_beside_what_it_does() {
        workspace
                .pipelinefile(
                        """
                        params: { slot: 1 }
                        tasks:
                          make:
                            run: for kind in txt log; do echo ${{ params.slot }} > data/${{ params.slot }}.$kind; done
                            outputs: ["data/${{ params.slot }}.txt", "data/${{ params.slot }}.log"]
                          merge: { run: "cat data/*.txt > all.txt", inputs: "data/*.txt", outputs: all.txt }
                        """)
                .build("merge")
                .ran("make", "merge")
                .build("merge", "--slot", "2")
                .ran("make", "merge")
                .complained("'data/1.txt', which task 'make' made as it was declared before")
                .didNotComplain("data/1.log")
                .has("data/1.log", "1\n")
                .has("all.txt", "2\n");
    }

    @Test
    void what_may_be_missing_is_not_meant() {
        workspace
                .pipelinefile(
                        """
                        params: { slot: 1 }
                        tasks:
                          make: { run: "echo ${{ params.slot }} > ${{ params.slot }}.txt", outputs: "${{ params.slot }}.txt" }
                          see: { run: "ls *.txt > seen", inputs: [{ path: 1.txt, optional: true }, "?.txt"], outputs: seen }
                        """)
                .build("see")
                .ran("make", "see")
                .build("see", "--slot", "2")
                .ran("make", "see")
                .complained("'1.txt', which task 'make' made as it was declared before")
                .has("seen", "2.txt\n");
    }

    @Test
    void what_lies_where_a_task_makes_something_now_is_left_to_that_task() {
        workspace
                .pipelinefile(
                        """
                        params: { slot: 1, as: one }
                        tasks:
                          one: { when: { params.as: one }, run: "echo one > data/a/x.txt", outputs: data/a/x.txt }
                          two: { when: { params.as: two }, run: "echo two > data/a/y.txt", outputs: data/a/ }
                          all: { run: "cat data/a/* > all.txt", inputs: "data/**/*.txt", outputs: all.txt }
                        """)
                .build("all")
                .ran("one", "all")
                .build("all", "--as", "two")
                .ran("two", "all")
                .didNotComplain("made as it was declared before")
                .has("all.txt", "two\n");
    }

    @Test
    void what_a_task_made_that_another_pipelinefile_may_declare_stays() {
        slots().file(
                        "other.yaml",
                        "version: 1\ntasks: { other: { run: 'echo o > data/o.txt', outputs: data/o.txt } }\n")
                .build("-f", "other.yaml", "other")
                .ran("other")
                .build("merge")
                .ran("extract", "merge")
                .has("all.txt", "1a\no\n");
    }

    @Test
    void a_dry_run_names_who_makes_lost_bytes_again() {
        workspace
                .pipelinefile(
                        """
                        params: { how: a }
                        temporary: tmp/
                        tasks:
                          root: { run: "echo 1 > tmp/r", outputs: tmp/r }
                          make: { run: "cp tmp/r tmp/x", inputs: tmp/r, outputs: tmp/x }
                          use: { run: "cat tmp/x > out.txt; echo ${{ params.how }} >> out.txt", inputs: tmp/x, outputs: out.txt }
                        """)
                .build("use")
                .ran("root", "make", "use")
                .weir("cache", "clear")
                .said("emptied")
                .weir("-n", "use", "--how", "b")
                .said(
                        "root: would run (its temporary output is needed by 'make' and is not in the cache)",
                        "make: would run (its temporary output is needed by 'use' and is not in the cache)",
                        "use: would run")
                .build("use", "--how", "b")
                .ran("root", "make", "use");
    }

    @Test
    void what_a_removed_task_made_and_would_be_read_is_left_over() {
        String merge =
                "  merge: { run: \"cat data/*.txt > all.txt\", inputs: \"data/*.txt\", outputs: all.txt }\n";
        String one = "  one: { run: echo 1 > data/1.txt, outputs: data/1.txt }\n";
        workspace
                .pipelinefile(
                        "tasks:\n"
                                + merge
                                + one
                                + "  two: { run: echo 2 > data/2.txt, outputs: data/2.txt }\n")
                .build("merge")
                .ran("one", "two", "merge")
                .pipelinefile("tasks:\n" + merge + one)
                .weir("-n", "merge")
                .said(
                        "data/2.txt: would be moved to the cache ('two' made it as it was declared before)",
                        "merge: would run")
                .build("merge")
                .ran("merge")
                .complained(
                        "'data/2.txt', which task 'two' made as it was declared before, is left over")
                .has("all.txt", "1\n")
                .weir("undo")
                .has("data/2.txt", "2\n")
                .build("merge")
                .restored("merge")
                .didNotComplain("left over")
                .has("all.txt", "1\n2\n");
    }

    @Test
    void what_a_removed_task_made_and_an_input_names_is_a_source() {
        String copy = "  copy: { run: cat 1.txt > copy, inputs: 1.txt, outputs: copy }\n";
        workspace
                .pipelinefile("tasks:\n  one: { run: echo 1 > 1.txt, outputs: 1.txt }\n" + copy)
                .build("copy")
                .ran("one", "copy")
                .pipelinefile("tasks:\n" + copy)
                .build("copy")
                .didNotComplain("left over")
                .has("1.txt", "1\n");
    }

    @Test
    void what_an_input_names_that_a_task_makes_now_is_no_file_of_before() {
        workspace
                .pipelinefile(
                        """
                        params: { at: out/t }
                        tasks:
                          t: { run: "echo ${{ params.at }} > ${{ params.at }}", outputs: { o: "${{ params.at }}" } }
                          use: { run: "cat ${{ tasks.t.o }} > used", inputs: "${{ tasks.t.o }}", outputs: used }
                        """)
                .build("use")
                .ran("t", "use")
                .build("use", "--at", "out/t/1")
                .ran("t", "use")
                .complained("'out/t', which task 't' made as it was declared before")
                .has("used", "out/t/1\n")
                .build("use")
                .restored("t", "use")
                .has("used", "out/t\n");
    }

    @Test
    void a_file_where_a_folder_is_needed_now_is_moved_away_when_it_was_made() {
        workspace
                .pipelinefile(
                        """
                        params: { p: a }
                        tasks:
                          make: { run: "echo ${{ params.p }} > o/${{ params.p }}", outputs: "o/${{ params.p }}" }
                        """)
                .build("make")
                .ran("make")
                .build("make", "-P", "p=a/b")
                .ran("make")
                .complained("'o/a', which task 'make' made")
                .has("o/a/b", "a/b\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"in/**/*", "in/"})
    void what_is_read_through_a_link_is_left_over_too(String input) throws IOException {
        workspace
                .pipelinefile(
                        """
                        params: { p: a }
                        tasks:
                          make: { run: "echo ${{ params.p }} > o/${{ params.p }}", outputs: "o/${{ params.p }}" }
                          all: { needs: make, run: "cat in/l/* > all", inputs: "INPUT", outputs: all }
                        """
                                .replace("INPUT", input))
                .file("in/f", "f\n")
                .file("o/mine", "mine\n");
        Files.createSymbolicLink(workspace.path("in/l"), Path.of("../o"));
        workspace
                .build("all")
                .ran("make", "all")
                .build("all", "-P", "p=b")
                .ran("make", "all")
                .complained("'o/a', which task 'make' made")
                .has("all", "b\nmine\n");
    }
}
