package dev.weir.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.cli.session.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Checkpoints: what a run leaves in `$WEIR_RESUME` is there for the next one with the same key.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ResumeTest {
    @RegisterExtension final Workspace workspace = new Workspace();

    /// Counts its tries; succeeds at the third.
    private Workspace counting(String more) {
        return workspace
                .pipelinefile(
                        """
                        params: { rate: 1 }
                        tasks:
                          train:
                            run: |
                              echo ${{ params.rate }} >> "$WEIR_RESUME/tries"
                              test $(wc -l < "$WEIR_RESUME/tries") -ge 3
                              tr '\\n' ' ' < "$WEIR_RESUME/tries" > ${{ outputs }}
                            inputs: in.txt
                            outputs: model.txt
                        """
                                + more)
                .file("in.txt", "1\n");
    }

    private boolean isKept(String task) {
        return Files.exists(workspace.path("cache/resume/" + task));
    }

    @Test
    void a_checkpoint_outlives_failures_and_goes_with_success() {
        counting("")
                .build("train")
                .failed("train")
                .complained("exit code 1")
                .build("train")
                .failed("train")
                .complained("exit code 1")
                .build("train")
                .ran("train")
                .has("model.txt", "1 1 1 ");
        assertFalse(isKept("train"));
    }

    @Test
    void it_is_there_for_the_next_attempt() {
        counting("    retry: { attempts: 3 }\n")
                .build("train")
                .ran("train")
                .has("model.txt", "1 1 1 ");
    }

    @Test
    void it_is_gone_when_the_key_changes_even_when_it_changes_back() {
        counting("")
                .build("train")
                .failed("train")
                .complained("exit code 1")
                .build("train", "--rate", "2")
                .failed("train")
                .complained("exit code 1")
                .build("train")
                .failed("train")
                .complained("exit code 1")
                .has(onlyCheckpoint(), "1\n");
    }

    private String onlyCheckpoint() {
        try (Stream<Path> all = Files.walk(workspace.path("cache/resume"))) {
            List<Path> files = all.filter(Files::isRegularFile).toList();
            assertEquals(1, files.size(), files.toString());
            return workspace.path("").relativize(files.getFirst()).toString();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void a_run_that_keeps_nothing_leaves_nothing() {
        workspace
                .pipelinefile("tasks: { a: { run: 'test -d \"$WEIR_RESUME\" && false' } }\n")
                .build("a")
                .failed("a")
                .complained("exit code 1");
        assertFalse(isKept("a"));
    }

    @Test
    void it_is_not_used_when_an_input_changed_under_the_run() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          a:
                            run: |
                              echo x >> "$WEIR_RESUME/tries"
                              echo 2 > in.txt
                              exit 1
                            inputs: in.txt
                            outputs: out.txt
                        """)
                .file("in.txt", "1\n")
                .build("a")
                .failed("a")
                .complained("exit code 1");
        assertFalse(isKept("a"));
    }

    @Test
    void of_a_run_that_was_killed_it_is_used_unless_an_input_was_touched_since()
            throws IOException {
        counting("").build("train").failed("train").complained("exit code 1");
        leftByKill(Instant.now().plusSeconds(60));
        workspace.build("train").failed("train").complained("exit code 1");
        leftByKill(Instant.now().minusSeconds(60));
        workspace
                .build("train")
                .failed("train")
                .complained(
                        "exit code 1",
                        "task 'train' begins anew: 'in.txt' was touched since the run began whose checkpoints are there")
                .build("train")
                .failed("train")
                .complained("exit code 1")
                .build("train")
                .ran("train")
                .has("model.txt", "1 1 1 ");
    }

    /// As a weir that is killed leaves the checkpoints of a run that began at a time.
    private void leftByKill(Instant began) throws IOException {
        Path ofTask = workspace.path("cache/resume/train");
        try (Stream<Path> folders = Files.list(ofTask)) {
            Path kept = folders.toList().getFirst();
            Files.move(kept, Path.of(kept.toString().replace(".kept", "")));
        }
        Files.setLastModifiedTime(ofTask, FileTime.from(began));
    }

    @Test
    void it_is_not_used_when_an_output_that_it_reads_was_edited_under_the_run() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          a: { run: cp s m, inputs: s, outputs: m }
                          b:
                            run: |
                              test -f $WEIR_RESUME/half || { test -f edited || echo 2 > m; cp m $WEIR_RESUME/half; }
                              touch edited
                              cp $WEIR_RESUME/half o
                            inputs: m
                            outputs: o
                        """)
                .file("s", "1\n")
                .build("b")
                .ran("a")
                .failed("b")
                .complained("'m', which another task makes, changed while the task ran")
                .build("b")
                .restored("a")
                .ran("b")
                .complained("'m' was not as weir had made it")
                .has("o", "1\n");
    }

    @Test
    void cleaning_the_task_forgets_it() {
        counting("").build("train").failed("train").complained("exit code 1");
        assertTrue(isKept("train"));
        workspace.weir("clean", "train").settle();
        assertFalse(isKept("train"));
    }

    @Test
    void a_result_from_the_cache_makes_it_useless() {
        counting("")
                .file("in.txt", "9\n")
                .edit(
                        "Pipelinefile.yaml",
                        workspace
                                .text("Pipelinefile.yaml")
                                .replace("-ge 3", "-ge \"$(cat in.txt)\""))
                .file("in.txt", "1\n")
                .build("train")
                .ran("train")
                .edit("in.txt", "9\n")
                .build("train")
                .failed("train")
                .complained("exit code 1");
        assertTrue(isKept("train"));
        workspace
                .edit("in.txt", "1\n")
                .delete("model.txt")
                .build("train")
                .restored("train")
                .settle();
        assertFalse(isKept("train"));
    }

    @Test
    void an_interrupted_task_goes_on_where_it_was() throws Exception {
        workspace.pipelinefile(
                """
                tasks:
                  a:
                    run: |
                      if [ -e "$WEIR_RESUME/half" ]; then cp "$WEIR_RESUME/half" ${{ outputs }}; exit; fi
                      echo half > "$WEIR_RESUME/half"
                      echo > going
                      sleep 60
                    outputs: out.txt
                """);
        Running running = workspace.start("a").until("going").signal(ExitCode.INTERRUPTED);
        workspace.ended(running).exits(ExitCode.INTERRUPTED).complained("ending what runs");
        workspace.build("a").ran("a").has("out.txt", "half\n");
    }

    @Test
    void outputs_that_stand_as_another_run_made_them_make_it_useless() {
        String failing =
                """
                tasks:
                  NAME: { run: 'echo x > "$WEIR_RESUME/tries"; false', outputs: out.txt }
                """;
        String good = "tasks: { NAME: { run: echo 1 > out.txt, outputs: out.txt } }";
        workspace
                .pipelinefile(good.replace("NAME", "one"))
                .build("one")
                .ran("one")
                .pipelinefile(failing.replace("NAME", "two"))
                .build("two")
                .failed("two")
                .complained("exit code 1");
        assertTrue(isKept("two"));
        workspace.pipelinefile(good.replace("NAME", "two")).build("two").didNothing().settle();
        assertFalse(isKept("two"));
    }
}
