package dev.weir.story;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Outputs that are too big to keep: `store: false`.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StoreTest {
    @RegisterExtension final Workspace workspace = new Workspace();

    private Workspace big() {
        return workspace
                .pipelinefile(
                        """
                        default: size
                        tasks:
                          make: { run: tr a-z A-Z < in.txt > big.txt, inputs: in.txt, outputs: { path: big.txt, store: false } }
                          size: { run: wc -c < big.txt | tr -d ' ' > size.txt, inputs: big.txt, outputs: size.txt }
                        """)
                .file("in.txt", "hello\n");
    }

    private void assertNotInTheStore(String text) throws IOException {
        try (Stream<Path> blobs = Files.walk(workspace.path("cache/objects"))) {
            for (Path blob : blobs.filter(Files::isRegularFile).toList()) {
                assertNotEquals(text, Files.readString(blob), blob.toString());
            }
        }
    }

    @Test
    void its_bytes_are_not_in_the_store_and_the_next_build_does_nothing() throws IOException {
        big().build().ran("make", "size").has("size.txt", "6\n").settle();
        assertNotInTheStore("HELLO\n");
    }

    @Test
    void one_that_is_missing_is_made_again_and_what_follows_stays() {
        big().build()
                .ran("make", "size")
                .delete("big.txt")
                .build()
                .ran("make")
                .said(
                        "make: started (output missing: big.txt; 'big.txt' is not kept in the cache (store: false))")
                .has("big.txt", "HELLO\n");
    }

    @Test
    void one_that_was_edited_is_saved_for_undo_and_made_again() {
        big().build()
                .ran("make", "size")
                .edit("big.txt", "mine\n")
                .build()
                .ran("make")
                .complained("'big.txt' was not as weir had made it")
                .has("big.txt", "HELLO\n")
                .weir("undo")
                .has("big.txt", "mine\n");
    }

    @Test
    void an_earlier_input_runs_again_but_what_follows_is_restored() {
        big().build()
                .ran("make", "size")
                .edit("in.txt", "other words\n")
                .build()
                .ran("make", "size")
                .edit("in.txt", "hello\n")
                .build()
                .ran("make")
                .restored("size")
                .has("size.txt", "6\n");
    }

    @Test
    void the_other_outputs_of_its_task_are_restored_while_it_is_there() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          make:
                            run: tr a-z A-Z < in.txt | tee big.txt | wc -c | tr -d ' ' > small.txt
                            inputs: in.txt
                            outputs: { big: { path: big.txt, store: false }, small: small.txt }
                        """)
                .file("in.txt", "hello\n")
                .build("make")
                .ran("make")
                .delete("small.txt")
                .build("make")
                .restored("make")
                .has("small.txt", "6\n")
                .delete("big.txt")
                .build("make")
                .ran("make");
    }

    @Test
    void turning_it_on_or_off_runs_nothing() {
        big().build()
                .ran("make", "size")
                .edit(
                        "Pipelinefile.yaml",
                        workspace.text("Pipelinefile.yaml").replace(", store: false", ""))
                .build()
                .didNothing();
    }

    private Workspace temporary() {
        return workspace
                .pipelinefile(
                        """
                        default: size
                        tasks:
                          make: { run: tr a-z A-Z < in.txt > big.txt, inputs: in.txt, outputs: { path: big.txt, store: false, temporary: true } }
                          size: { run: wc -c < big.txt | tr -d ' ' > size.txt, inputs: big.txt, outputs: size.txt }
                        """)
                .file("in.txt", "hello\n");
    }

    @Test
    void a_temporary_one_goes_and_is_made_again_for_a_task_that_needs_it() throws IOException {
        temporary().build().ran("make", "size").lacks("big.txt").settle();
        assertNotInTheStore("HELLO\n");
        workspace
                .edit(
                        "Pipelinefile.yaml",
                        workspace.text("Pipelinefile.yaml").replace("wc -c", "wc -l"))
                .build()
                .ran("make", "size")
                .said("make: started (its temporary output is needed by 'size'")
                .has("size.txt", "1\n")
                .lacks("big.txt");
    }

    @Test
    void outputs_that_stay_the_same_cut_off_behind_a_temporary_one() {
        workspace
                .pipelinefile(
                        """
                        default: end
                        tasks:
                          begin: { run: wc -c < in.txt > n.txt, inputs: in.txt, outputs: { path: n.txt, temporary: true, store: false } }
                          end: { run: cat n.txt > end.txt, inputs: n.txt, outputs: end.txt }
                        """)
                .file("in.txt", "hello\n")
                .build()
                .ran("begin", "end")
                .edit("in.txt", "HELLO\n")
                .build()
                .ran("begin")
                .lacks("n.txt");
    }

    @Test
    void a_folder_is_guarded_and_made_again_as_any_other() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          make: { run: cp in.txt parts/a && cp in.txt parts/b, inputs: in.txt, outputs: { path: parts/, store: false } }
                        """)
                .file("in.txt", "one\n")
                .build("make")
                .ran("make")
                .delete("parts/b")
                .build("make")
                .ran("make")
                .has("parts/b", "one\n")
                .file("parts/mine", "mine\n")
                .build("make")
                .failed("make")
                .complained("holds a file that weir did not make: 'mine'")
                .has("parts/mine", "mine\n");
    }

    @Test
    void a_frozen_one_that_is_missing_is_said_to_be_gone() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          make: { run: cp in.txt big.txt, inputs: in.txt, outputs: { path: big.txt, store: false }, refresh: never }
                        """)
                .file("in.txt", "one\n")
                .build("make")
                .ran("make")
                .delete("big.txt")
                .build("make")
                .failed("make")
                .complained("frozen");
    }
}
