package dev.weir.story;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TemporariesTest {
    @RegisterExtension final Workspace workspace = new Workspace();

    private Workspace chain() {
        return workspace
                .pipelinefile(
                        """
                        temporary: data/interim/
                        default: end
                        tasks:
                          begin: { run: tr a-z A-Z < in.txt > data/interim/big.txt, inputs: in.txt, outputs: data/interim/big.txt }
                          end: { run: wc -c < data/interim/big.txt | tr -d ' ' > size.txt, inputs: data/interim/big.txt, outputs: size.txt }
                        """)
                .file("in.txt", "hello\n");
    }

    private void changeEnd() {
        workspace.edit(
                "Pipelinefile.yaml", workspace.text("Pipelinefile.yaml").replace("wc -c", "wc -l"));
    }

    @Test
    void a_temporary_output_is_gone_after_the_build_and_the_next_one_does_nothing() {
        chain().build().ran("begin", "end").has("size.txt", "6\n").lacks("data/interim/big.txt");
    }

    @Test
    void what_a_failed_task_reads_stays_and_what_it_does_not_read_goes() {
        workspace
                .pipelinefile(
                        """
                        temporary: tmp/
                        tasks:
                          make: { run: "echo 1 > tmp/read; echo 2 > tmp/other; echo 3 > kept", outputs: [tmp/read, tmp/other, kept] }
                          use: { run: "cat tmp/read kept; test -e mende?", inputs: [tmp/read, kept] }
                        """)
                .build("use")
                .ran("make")
                .failed("use")
                .complained("exit code 1")
                .has("tmp/read", "1\n")
                .lacks("tmp/other")
                .file("mended", "")
                .build("use")
                .ran("use")
                .lacks("tmp/read")
                .has("kept", "3\n");
    }

    @Test
    void its_bytes_come_back_for_a_task_that_needs_them() {
        chain().build().ran("begin", "end");
        changeEnd();
        workspace.build().ran("end").has("size.txt", "1\n").lacks("data/interim/big.txt");
    }

    @Test
    void its_task_runs_again_when_the_bytes_are_gone() throws IOException {
        chain().build().ran("begin", "end");
        changeEnd();
        workspace.settle();
        try (Stream<Path> blobs = Files.walk(workspace.path("cache/objects"))) {
            for (Path blob : blobs.filter(Files::isRegularFile).toList()) {
                Files.delete(blob);
            }
        }
        workspace
                .build()
                .ran("begin", "end")
                .said(
                        "begin: started (its temporary output is needed by 'end' and is not in the cache)")
                .has("size.txt", "1\n");
    }

    @Test
    void its_task_runs_again_when_the_bytes_are_damaged() throws IOException {
        chain().build().ran("begin", "end");
        changeEnd();
        workspace.settle();
        try (Stream<Path> blobs = Files.walk(workspace.path("cache/objects"))) {
            for (Path blob : blobs.filter(Files::isRegularFile).toList()) {
                if (Files.readString(blob).equals("HELLO\n")) {
                    Files.setPosixFilePermissions(
                            blob, PosixFilePermissions.fromString("rw-r--r--"));
                    Files.writeString(blob, "JELLO\n");
                }
            }
        }
        workspace.build().ran("begin", "end").has("size.txt", "1\n").lacks("data/interim/big.txt");
    }

    @Test
    void one_that_nobody_reads_goes_too() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          begin: { run: echo 1 > n.txt, outputs: { path: n.txt, temporary: true } }
                          end: { needs: begin, run: echo 2 > end.txt, outputs: end.txt }
                        """)
                .build("end")
                .ran("begin", "end")
                .lacks("n.txt");
    }

    @Test
    void it_stays_while_who_read_it_before_reads_it_anew() throws IOException {
        workspace
                .pipelinefile(
                        """
                        params: { how: a }
                        tasks:
                          begin: { run: date +%N > n.txt, outputs: { path: n.txt, temporary: true } }
                          slow:
                            run: |
                              for i in $(seq 200); do if test -e g?; then break; fi; sleep 0.05; done
                              sleep 0.2
                              cat n.txt > slow.txt
                            inputs: n.txt
                            outputs: slow.txt
                          quick: { run: "cat n.txt > ${{ params.how }}.txt; : > go", inputs: n.txt, outputs: "${{ params.how }}.txt" }
                          all: { needs: [slow, quick] }
                        """)
                .build("all", "-j", "2")
                .ran("begin", "slow", "quick")
                .lacks("n.txt")
                .delete("go");
        try (Stream<Path> blobs = Files.walk(workspace.path("cache/objects"))) {
            for (Path blob : blobs.filter(Files::isRegularFile).toList()) {
                Files.delete(blob);
            }
        }
        workspace
                .build("all", "-j", "2", "-P", "how=b")
                .ran("begin", "slow", "quick")
                .complained("task 'begin' made something else from the same inputs")
                .lacks("n.txt");
        assertEquals(workspace.text("b.txt"), workspace.text("slow.txt"));
    }

    @Test
    void that_of_a_target_stays_until_a_build_that_does_not_name_it() {
        chain().build("begin")
                .ran("begin")
                .has("data/interim/big.txt", "HELLO\n")
                .build("end")
                .ran("end")
                .lacks("data/interim/big.txt")
                .build("begin")
                .restored("begin")
                .has("data/interim/big.txt", "HELLO\n")
                .build("end")
                .lacks("data/interim/big.txt");
    }

    @Test
    void it_stays_when_that_is_asked_for() {
        chain().build("--keep-temporary")
                .ran("begin", "end")
                .has("data/interim/big.txt", "HELLO\n");
    }

    @Test
    void one_that_went_comes_back_when_it_is_to_stay() {
        chain().build("begin", "end")
                .ran("begin", "end")
                .has("data/interim/big.txt", "HELLO\n")
                .build()
                .didNothing()
                .lacks("data/interim/big.txt")
                .build("--keep-temporary")
                .restored("begin")
                .has("data/interim/big.txt", "HELLO\n")
                .build()
                .didNothing()
                .lacks("data/interim/big.txt")
                .build("begin")
                .restored("begin")
                .has("data/interim/big.txt", "HELLO\n");
    }

    @Test
    void outputs_that_stay_the_same_cut_off_behind_a_temporary_too() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          begin: { run: wc -c < in.txt > n.txt, inputs: in.txt, outputs: { path: n.txt, temporary: true } }
                          end: { run: cat n.txt > end.txt, inputs: n.txt, outputs: end.txt }
                        """)
                .file("in.txt", "hello\n")
                .build("end")
                .ran("begin", "end")
                .edit("in.txt", "HELLO\n")
                .build("end")
                .ran("begin")
                .lacks("n.txt");
    }

    @Test
    void one_that_its_restored_task_left_out_is_brought_for_who_reads_it() {
        String pipeline =
                """
                params: { how: a }
                tasks:
                  make: { run: "echo 1 > kept.txt; echo 2 > n.txt", outputs: [kept.txt, { path: n.txt, temporary: true }] }
                  use: { run: "cat n.txt > out.txt; echo ${{ params.how }} >> out.txt", inputs: n.txt, outputs: out.txt }
                """;
        workspace
                .pipelinefile(pipeline)
                .build("use")
                .ran("make", "use")
                .lacks("n.txt")
                .delete("kept.txt")
                .build("use", "-P", "how=b")
                .restored("make")
                .ran("use")
                .has("out.txt", "2\nb\n")
                .lacks("n.txt");
    }

    @Test
    void it_comes_back_as_what_it_was_a_program_or_a_folder() {
        workspace
                .pipelinefile(
                        """
                        params: { how: a }
                        temporary: tmp/
                        tasks:
                          make:
                            run: |
                              echo 'echo hi' > tmp/tool; chmod +x tmp/tool
                              echo 1 > tmp/d/plain; mkdir tmp/d/sub; cp tmp/tool tmp/d/sub/tool
                            outputs: [tmp/tool, tmp/d/]
                          use:
                            run: "{ tmp/tool; tmp/d/sub/tool; [ -x tmp/d/plain ] || echo ${{ params.how }}; } > out.txt"
                            inputs: [tmp/tool, tmp/d/]
                            outputs: out.txt
                        """)
                .build("use")
                .ran("make", "use")
                .has("out.txt", "hi\nhi\na\n")
                .build("use", "-P", "how=b")
                .ran("use")
                .has("out.txt", "hi\nhi\nb\n")
                .lacks("tmp/d")
                .lacks("tmp/tool");
    }

    @Test
    void one_that_was_removed_comes_back_when_its_reader_has_to_run_after_all() throws IOException {
        workspace
                .pipelinefile(
                        """
                        params: { how: a }
                        temporary: tmp/
                        tasks:
                          begin: { run: echo 1 > tmp/begin, outputs: tmp/begin }
                          middle: { run: sed s/^/m/ tmp/begin > tmp/middle, inputs: tmp/begin, outputs: tmp/middle }
                          end: { run: "cat tmp/middle > end.txt; echo ${{ params.how }} >> end.txt", inputs: tmp/middle, outputs: end.txt }
                        """)
                .build("end")
                .ran("begin", "middle", "end")
                .settle();
        try (Stream<Path> blobs = Files.walk(workspace.path("cache/objects"))) {
            for (Path blob : blobs.filter(Files::isRegularFile).toList()) {
                if (Files.readString(blob).equals("m1\n")) {
                    Files.delete(blob);
                }
            }
        }
        workspace
                .build("end", "-P", "how=b", "--rerun", "begin")
                .ran("begin", "middle", "end")
                .has("end.txt", "m1\nb\n")
                .lacks("tmp/begin")
                .lacks("tmp/middle");
    }

    @Test
    void a_file_in_place_of_the_folder_of_one_is_a_change_for_who_reads_the_folder() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          make: { run: "echo 1 > tmp/made", outputs: { path: tmp/made, temporary: true } }
                          read: { run: "ls tmp > list.txt", inputs: tmp, outputs: list.txt }
                        """)
                .build("read")
                .ran("make", "read")
                .lacks("tmp/made")
                .delete("tmp")
                .file("tmp", "mine")
                .build("read")
                .failed("read")
                .complained("something else stands where a folder is needed")
                .has("tmp", "mine")
                .delete("tmp")
                .build("read")
                .ran()
                .has("list.txt", "made\n");
    }
}
