package dev.weir.story;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// `weir clean` takes what weir made, and nothing else for good.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CleanTest {
    @RegisterExtension final Workspace workspace = new Workspace();

    private Workspace folder() {
        return workspace
                .pipelinefile(
                        "tasks: { tree: { run: echo 1 > tree/a; echo 22 > tree/b, outputs: tree/ } }")
                .build("tree")
                .ran("tree");
    }

    @Test
    void a_folder_goes_as_a_whole_and_comes_back_from_the_cache() {
        folder().weir("clean")
                .saidExactly("removed tree\n1 output removed, 5 B freed\n")
                .lacks("tree")
                .build("tree")
                .restored("tree")
                .has("tree/b", "22\n");
    }

    @Test
    void a_folder_that_was_edited_goes_and_undo_brings_it_back() {
        folder().edit("tree/a", "edited\n")
                .delete("tree/b")
                .weir("clean")
                .said("removed tree (it was edited: 'weir undo' brings it back)\n")
                .lacks("tree")
                .weir("undo")
                .said("brought back tree\n")
                .has("tree/a", "edited\n")
                .lacks("tree/b");
    }

    @Test
    void a_folder_with_a_file_of_the_users_stays() {
        folder().file("tree/mine", "mine\n")
                .weir("clean")
                .saidExactly("left tree (not as weir made it)\n0 outputs removed, 0 B freed\n")
                .has("tree/a", "1\n")
                .has("tree/mine", "mine\n");
    }

    @Test
    void an_edited_folder_stays_where_it_is_not_known_any_more_what_was_made_in_it() {
        folder().edit("tree/a", "edited\n")
                .delete("cache/actions")
                .weir("clean")
                .said("left tree (not as weir made it)\n")
                .has("tree/a", "edited\n");
    }

    @Test
    void what_was_edited_stays_when_the_store_goes_too() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          one: { run: echo 1 > one.txt, outputs: one.txt }
                          two: { run: echo 22 > two.txt, outputs: two.txt }
                        """)
                .build("one", "two")
                .ran("one", "two")
                .edit("one.txt", "edited\n")
                .weir("clean", "--cache")
                .said("left one.txt (not as weir made it)\n", "removed two.txt\n")
                .has("one.txt", "edited\n")
                .lacks("two.txt")
                .lacks("cache/actions")
                .build("two")
                .ran("two");
    }

    @Test
    void what_no_run_ever_made_is_not_told_of() {
        workspace
                .pipelinefile("tasks: { one: { run: echo 1 > one.txt, outputs: one.txt } }")
                .weir("clean")
                .saidExactly("0 outputs removed, 0 B freed\n")
                .build("one")
                .ran("one")
                .delete("one.txt")
                .weir("clean")
                .saidExactly("0 outputs removed, 0 B freed\n");
    }

    @Test
    void what_a_task_made_elsewhere_is_known_as_made_after_it_is_cleaned() {
        workspace
                .pipelinefile(
                        """
                        params: { n: 1 }
                        tasks:
                          make: { run: "echo ${{ params.n }} > made/${{ params.n }}.txt", outputs: "made/${{ params.n }}.txt" }
                          use: { run: "cat made/*.txt > use.txt", inputs: "made/*.txt", outputs: use.txt }
                        """)
                .build("use")
                .ran("make", "use")
                .weir("-P", "n=2", "clean", "make")
                .has("made/1.txt", "1\n")
                .build("use", "-P", "n=2")
                .ran("make", "use")
                .complained("'made/1.txt', which task 'make' made as it was declared before")
                .has("use.txt", "2\n");
    }

    @Test
    void what_stands_at_an_output_after_it_was_cleaned_is_the_users_whatever_is_in_it() {
        workspace
                .pipelinefile(
                        "params: { n: 1 }\n"
                                + "tasks: { one: { run: \"echo ${{ params.n }} > one.txt\", outputs: one.txt } }")
                .build("one")
                .ran("one")
                .weir("clean", "one")
                .said("removed one.txt\n")
                .file("one.txt", "1\n")
                .build("one", "-P", "n=2")
                .ran("one")
                .complained("'one.txt' was not as weir had made it")
                .weir("undo")
                .has("one.txt", "1\n");
    }

    @Test
    void what_was_made_with_params_of_before_is_removed_with_them() {
        workspace
                .pipelinefile(
                        "params: { p: a }\n"
                                + "tasks: { make: { run: \"echo 1 > o/${{ params.p }}\", outputs: \"o/${{ params.p }}\" } }")
                .build("make")
                .ran("make")
                .build("make", "-P", "p=b")
                .ran("make")
                .weir("clean")
                .said("removed o/a\n")
                .lacks("o/a")
                .has("o/b", "1\n")
                .file("o/a", "1\n")
                .weir("clean")
                .said("left o/a (not as weir made it)")
                .has("o/a", "1\n");
    }
}
