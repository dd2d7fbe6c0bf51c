package dev.weir.story;

import static org.junit.jupiter.api.Assertions.assertEquals;

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

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OutputsTest {
    @RegisterExtension final Workspace workspace = new Workspace();

    private Workspace upper() {
        return workspace
                .pipelinefile(
                        """
                        tasks:
                          upper:
                            run: tr a-z A-Z < in.txt > out/loud.txt
                            inputs: in.txt
                            outputs: out/loud.txt
                        """)
                .file("in.txt", "hello\n");
    }

    @Test
    void a_deleted_output_is_restored_and_not_made_again() {
        upper().build("upper")
                .ran("upper")
                .delete("out/loud.txt")
                .build("upper")
                .restored("upper")
                .has("out/loud.txt", "HELLO\n");
    }

    @Test
    void of_a_result_only_what_is_not_there_is_written() throws IOException {
        workspace
                .pipelinefile(
                        """
                        default: make
                        tasks:
                          make:
                            run: for i in one two work; do cp in.txt $i.txt; done
                            inputs: in.txt
                            outputs: [one.txt, two.txt, { path: work.txt, temporary: true }]
                          all: { needs: [make] }
                        """)
                .file("in.txt", "in\n")
                .build("all")
                .ran("make")
                .delete("one.txt");
        Object two = Files.getAttribute(workspace.path("two.txt"), "unix:ino");
        workspace.build("all").restored("make").has("one.txt", "in\n").lacks("work.txt");
        assertEquals(two, Files.getAttribute(workspace.path("two.txt"), "unix:ino"));
    }

    @Test
    void an_edited_output_is_noticed_saved_and_replaced_and_comes_back_by_undo() {
        upper().build("upper")
                .ran("upper")
                .edit("out/loud.txt", "by hand\n")
                .weir("status", "upper")
                .said("1 restorable", "output modified: out/loud.txt")
                .build("upper")
                .restored("upper")
                .complained("'out/loud.txt' was not as weir had made it", "'weir undo'")
                .has("out/loud.txt", "HELLO\n")
                .weir("undo")
                .said("out/loud.txt")
                .has("out/loud.txt", "by hand\n");
    }

    @Test
    void what_cannot_be_read_at_an_output_is_no_missing_output() throws Exception {
        upper().build("upper").ran("upper").delete("out/loud.txt").command("mkfifo out/loud.txt");
        workspace
                .weir("status", "upper")
                .said("what stands at its output 'out/loud.txt' is a socket, a pipe or a device")
                .build("upper")
                .failed("upper")
                .complained(
                        "what stands at its output 'out/loud.txt' is a socket, a pipe or a device")
                .delete("out/loud.txt")
                .build("upper")
                .restored("upper");
    }

    @Test
    void one_output_comes_back_whatever_was_put_into_another() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          both: { run: "echo 1 > a.txt; echo 2 > d/b.txt", outputs: [a.txt, { path: d/, temporary: true }] }
                          use: { run: cat a.txt d/b.txt > c.txt, inputs: [a.txt, d], outputs: c.txt }
                        """)
                .build("use", "--keep-temporary")
                .ran("both", "use")
                .delete("a.txt")
                .delete("d")
                .build("both")
                .restored("both")
                .has("a.txt", "1\n");
    }

    @Test
    void a_build_that_cannot_be_recorded_is_a_build() {
        upper().file("cache/runs", "in the way")
                .weir("upper")
                .said("upper: ran", "cache: 6 B more, 6 B in all\n")
                .complained("this build is not recorded: ")
                .has("out/loud.txt", "HELLO\n");
    }

    @Test
    void what_a_failure_left_is_gone_when_the_task_is_tried_again() {
        workspace
                .pipelinefile(
                        "tasks: { half: { run: 'test ! -d cache/failed/half; echo 1 > a.txt; exit 1', outputs: a.txt } }")
                .build("half")
                .failed("half")
                .complained("partial outputs: cache/failed/half")
                .has("cache/failed/half/a.txt", "1\n")
                .build("half")
                .failed("half")
                .complained("partial outputs: cache/failed/half")
                .has("cache/failed/half/a.txt", "1\n");
    }

    @Test
    void a_file_that_weir_did_not_make_is_saved_before_it_is_replaced() {
        upper().file("out/loud.txt", "mine\n")
                .build("upper")
                .ran("upper")
                .complained("'out/loud.txt' was not as weir had made it", "'weir undo'")
                .has("out/loud.txt", "HELLO\n")
                .weir("undo")
                .said("out/loud.txt")
                .has("out/loud.txt", "mine\n");
    }

    @Test
    void a_flipped_byte_in_the_store_is_noticed_and_the_task_runs_again() {
        upper().build("upper").ran("upper").delete("out/loud.txt");
        blobs().forEach(OutputsTest::flip);
        workspace
                .build("upper")
                .ran("upper")
                .complained("the cached result of task 'upper' is damaged")
                .has("out/loud.txt", "HELLO\n");
    }

    @Test
    void where_a_part_of_a_result_is_damaged_nothing_of_the_rest_is_left_half_restored()
            throws IOException {
        workspace
                .pipelinefile(
                        "tasks: { two: { run: echo 1 > a.txt; echo 22 > b.txt, outputs: [a.txt, b.txt] } }")
                .build("two")
                .ran("two")
                .delete("a.txt")
                .edit("b.txt", "edited\n");
        for (Path blob : blobs()) {
            if (Files.size(blob) == 3) {
                flip(blob);
            }
        }
        workspace
                .build("two")
                .ran("two")
                .complained("damaged: 'b.txt' is made again", "'b.txt' was not as weir had made it")
                .has("a.txt", "1\n")
                .has("b.txt", "22\n")
                .lacks(".weir~old~b.txt")
                .weir("undo")
                .has("b.txt", "edited\n");
    }

    @Test
    void what_was_restored_is_known_as_made_at_once() {
        workspace
                .pipelinefile(
                        "params: { n: 1 }\n"
                                + "tasks: { one: { run: \"echo ${{ params.n }} > a.txt\", outputs: a.txt } }")
                .build("one")
                .ran("one")
                .build("one", "-P", "n=2")
                .ran("one")
                .weir("one", "-P", "n=1")
                .restored("one")
                .weir("one", "-P", "n=3")
                .ran("one")
                .weir("undo")
                .said("nothing to undo");
    }

    @Test
    void a_missing_blob_is_a_miss() throws IOException {
        upper().build("upper").ran("upper").delete("out/loud.txt");
        for (Path blob : blobs()) {
            Files.delete(blob);
        }
        workspace.build("upper").ran("upper").has("out/loud.txt", "HELLO\n");
    }

    private List<Path> blobs() {
        try (Stream<Path> all = Files.walk(workspace.path("cache/objects"))) {
            return all.filter(Files::isRegularFile).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void flip(Path blob) {
        try {
            Files.setPosixFilePermissions(blob, PosixFilePermissions.fromString("rw-------"));
            byte[] bytes = Files.readAllBytes(blob);
            bytes[0] ^= 1;
            Files.write(blob, bytes);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void a_failing_command_leaves_the_old_outputs_and_keeps_the_partial_ones() {
        upper().build("upper").ran("upper");
        workspace
                .edit(
                        "Pipelinefile.yaml",
                        workspace
                                .text("Pipelinefile.yaml")
                                .replace(
                                        "run: tr",
                                        "run: echo half > out/loud.txt; echo broken; exit 3; tr"))
                .build("upper")
                .failed("upper")
                .complained(
                        "task 'upper' failed",
                        "exit code 3",
                        "| broken",
                        "run just it again: weir upper",
                        "cache/failed/upper")
                .has("out/loud.txt", "HELLO\n")
                .has("cache/failed/upper/out/loud.txt", "half\n");
    }

    @Test
    void a_failing_command_that_made_nothing_leaves_nothing() {
        workspace
                .pipelinefile("tasks: { a: { run: 'false', outputs: [d/, e/f.txt] } }")
                .build("a")
                .failed("a")
                .complained("exit code 1")
                .didNotComplain("partial outputs")
                .lacks("cache/failed")
                .lacks("d");
    }

    @Test
    void a_task_that_changes_what_another_makes_fails() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          a: { run: echo a > a.txt, outputs: a.txt }
                          b: { run: echo b >> a.txt; cp a.txt b.txt, inputs: a.txt, outputs: b.txt }
                        """)
                .build("b")
                .ran("a")
                .failed("b")
                .complained("'a.txt', which another task makes, changed while the task ran")
                .lacks("b.txt")
                .build("a")
                .restored("a")
                .complained("'a.txt' was not as weir had made it")
                .has("a.txt", "a\n");
    }

    @Test
    void a_run_leaves_nothing_of_its_own_behind() {
        workspace
                .pipelinefile(
                        """
                        params: { n: 1 }
                        tasks:
                          good: { run: cp $WEIR_PARAMS good.txt, params: [n], outputs: good.txt }
                          bad: { run: cp $WEIR_PARAMS bad.txt; false, params: [n], outputs: bad.txt }
                        """)
                .build("good")
                .ran("good")
                .has("good.txt", "{\"n\": 1}\n")
                .lacks("cache/tmp/tasks/good")
                .build("bad")
                .failed("bad")
                .complained("exit code 1")
                .lacks("cache/tmp/tasks/bad");
    }

    @Test
    void an_output_that_is_not_made_fails_the_task() {
        workspace
                .pipelinefile("tasks: { idle: { run: 'true', outputs: out.txt } }")
                .build("idle")
                .failed("idle")
                .complained("out.txt");
    }

    @Test
    void an_output_of_another_kind_fails_the_task() {
        workspace
                .pipelinefile("tasks: { kind: { run: rmdir out && echo x > out, outputs: out/ } }")
                .build("kind")
                .failed("kind")
                .complained("out");
    }

    @Test
    void parents_and_declared_folders_are_made_for_a_task() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          make: { run: "echo a > deep/er/a.txt; echo b > folder/b.txt", outputs: [deep/er/a.txt, folder/] }
                        """)
                .build("make")
                .ran("make")
                .has("folder/b.txt", "b\n");
    }

    @Test
    void a_task_that_makes_something_else_from_the_same_is_reported() {
        workspace
                .pipelinefile("tasks: { odd: { run: date +%N > out.txt, outputs: out.txt } }")
                .build("odd")
                .ran("odd")
                .build("odd", "--force")
                .ran("odd")
                .complained("task 'odd' made something else from the same inputs: 'out.txt'");
    }

    @Test
    void a_large_output_of_a_command_is_no_problem() {
        workspace
                .pipelinefile("tasks: { loud: { run: seq 1 20000, outputs: [] } }")
                .build("loud")
                .ran("loud")
                .ranAgain("loud")
                .said("  20000\n");
    }

    @Test
    void a_missing_input_is_refused_with_its_place() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          upper: { run: cat in.txt > out.txt, inputs: in.txt, outputs: out.txt }
                        """)
                .build("upper")
                .exits(ExitCode.REFUSED)
                .complained("Pipelinefile.yaml:3:", "the input 'in.txt' does not exist", "^^^^^^")
                .lacks("cache");
    }

    @Test
    void what_has_no_room_for_its_folder_is_neither_restored_nor_made() {
        upper().build("upper")
                .ran("upper")
                .delete("out")
                .file("out", "mine\n")
                .build("upper")
                .failed("upper")
                .complained("something else stands where a folder is needed: ")
                .build("upper", "--force")
                .failed("upper")
                .complained("something else stands where a folder is needed: ")
                .has("out", "mine\n");
    }
}
