package dev.weir.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ChangesTest {
    @RegisterExtension final Workspace workspace = new Workspace();

    /// in.txt → upper → (count, first) → both
    private Workspace diamond() {
        return workspace
                .pipelinefile(
                        """
                        default: both
                        tasks:
                          upper:
                            run: tr a-z A-Z < ${{ inputs.text }} > ${{ outputs.loud }}
                            inputs: { text: in.txt }
                            outputs: { loud: out/loud.txt }
                          count:
                            run: wc -l < ${{ inputs.loud }} | tr -d ' ' > ${{ outputs.n }}
                            inputs: { loud: "${{ tasks.upper.loud }}" }
                            outputs: { n: out/n.txt }
                          first:
                            run: head -n 1 ${{ inputs.loud }} > ${{ outputs.line }}
                            inputs: { loud: out/loud.txt }
                            outputs: { line: out/first.txt }
                          both:
                            run: cat ${{ inputs.n }} ${{ inputs.line }} > ${{ outputs.all }}
                            inputs: { n: out/n.txt, line: out/first.txt }
                            outputs: { all: out/both.txt }
                        """)
                .file("in.txt", "hello\nworld\n");
    }

    @Test
    void the_first_build_runs_every_task_and_the_second_none() {
        diamond()
                .build()
                .ran("upper", "count", "first", "both")
                .has("out/both.txt", "2\nHELLO\n")
                .build()
                .didNothing()
                .saidExactly("up to date: 4 tasks\n");
    }

    @Test
    void a_target_brings_in_only_what_it_needs() {
        diamond()
                .build("first")
                .ran("upper", "first")
                .lacks("out/n.txt")
                .build("out/n.txt")
                .ran("count");
    }

    @Test
    void a_changed_input_reruns_what_comes_of_it() {
        diamond()
                .build()
                .ran("upper", "count", "first", "both")
                .edit("in.txt", "hullo\nworld\n")
                .build()
                .ran("upper", "count", "first", "both")
                .has("out/both.txt", "2\nHULLO\n");
    }

    @Test
    void outputs_that_stay_the_same_cut_off_what_follows() {
        diamond()
                .build()
                .ran("upper", "count", "first", "both")
                .edit("in.txt", "hello\nmoon\n")
                .build()
                .ran("upper", "count", "first");
    }

    @Test
    void a_file_of_old_size_and_old_time_but_other_content_is_a_change() {
        diamond()
                .build("upper")
                .ran("upper")
                .editUnseen("in.txt", "jello\nworld\n")
                .build("upper")
                .ran("upper")
                .has("out/loud.txt", "JELLO\nWORLD\n");
    }

    @Test
    void a_file_that_was_only_touched_is_no_change() throws IOException {
        diamond().build().ran("upper", "count", "first", "both");
        workspace.settle();
        Files.setLastModifiedTime(
                workspace.path("in.txt"), FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));
        workspace.build().didNothing();
    }

    @Test
    void content_that_comes_back_brings_the_result_back() {
        diamond()
                .build()
                .ran("upper", "count", "first", "both")
                .edit("in.txt", "hullo\n")
                .build()
                .ran("upper", "count", "first", "both")
                .edit("in.txt", "hello\nworld\n")
                .build()
                .restored("upper", "count", "first", "both")
                .has("out/both.txt", "2\nHELLO\n");
    }

    @Test
    void a_changed_command_reruns_its_task() {
        diamond().build().ran("upper", "count", "first", "both");
        workspace
                .edit(
                        "Pipelinefile.yaml",
                        workspace.text("Pipelinefile.yaml").replace("head -n 1", "tail -n 1"))
                .build()
                .ran("first", "both")
                .has("out/first.txt", "WORLD\n")
                .said("command: head -n 1 out/loud.txt > out/first.txt → tail -n 1");
    }

    @Test
    void comments_help_and_the_order_of_keys_change_nothing() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          upper:
                            run: tr a-z A-Z < ${{ inputs.text }} > ${{ outputs.loud }}
                            inputs: { text: in.txt }
                            outputs: { loud: out.txt }
                        """)
                .file("in.txt", "hello\n")
                .build("upper")
                .ran("upper")
                .pipelinefile(
                        """
                        name: other
                        # a comment
                        tasks:
                          upper:
                            help: Shout
                            outputs: { loud: out.txt }
                            inputs: { text: in.txt }
                            retry: { attempts: 2 }
                            timeout: 5m
                            resources: { cpu: 2 }
                            run: tr a-z A-Z < ${{ inputs.text }} > ${{ outputs.loud }}
                        """)
                .build("upper")
                .didNothing();
    }

    @Test
    void a_renamed_task_keeps_its_result() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          one: { run: cp in.txt out.txt, inputs: in.txt, outputs: out.txt }
                        """)
                .file("in.txt", "hello\n")
                .build("one")
                .ran("one")
                .pipelinefile(
                        """
                        tasks:
                          two: { run: cp in.txt out.txt, inputs: in.txt, outputs: out.txt }
                        """)
                .build("two")
                .didNothing();
    }

    @Test
    void a_glob_notices_files_that_come_go_and_change_names() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          all: { run: "cat ${{ inputs.parts }} > all.txt", inputs: { parts: "parts/*.txt" }, outputs: all.txt }
                        """)
                .file("parts/a.txt", "a\n")
                .file("parts/b.txt", "b\n")
                .file("parts/note.md", "no part\n")
                .build("all")
                .ran("all")
                .has("all.txt", "a\nb\n")
                .file("parts/c.txt", "c\n")
                .build("all")
                .ran("all")
                .has("all.txt", "a\nb\nc\n")
                .delete("parts/a.txt")
                .build("all")
                .ran("all")
                .has("all.txt", "b\nc\n")
                .delete("parts/c.txt")
                .file("parts/d.txt", "c\n")
                .build("all")
                .ran("all")
                .edit("parts/note.md", "still no part\n")
                .build("all")
                .didNothing();
    }

    @Test
    void a_folder_is_read_but_for_what_is_excluded() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          names:
                            run: ls data > list.txt
                            inputs: { data: { path: data/, exclude: "data/*.log" } }
                            outputs: list.txt
                        """)
                .file("data/a.csv", "1\n")
                .file("data/run.log", "noise\n")
                .build("names")
                .ran("names")
                .edit("data/run.log", "more noise\n")
                .build("names")
                .didNothing()
                .file("data/sub/b.csv", "2\n")
                .build("names")
                .ran("names");
    }

    @Test
    void an_optional_input_counts_once_it_is_there() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          note:
                            run: cat ${{ inputs.text }} ${{ inputs.extra }} > note.txt
                            inputs: { text: in.txt, extra: { path: extra.txt, optional: true } }
                            outputs: note.txt
                        """)
                .file("in.txt", "in\n")
                .build("note")
                .ran("note")
                .has("note.txt", "in\n")
                .file("extra.txt", "extra\n")
                .build("note")
                .ran("note")
                .has("note.txt", "in\nextra\n");
    }

    @Test
    void the_executable_bit_of_an_input_counts() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          hi: { run: "./${{ inputs.tool }} > hi.txt || echo refused > hi.txt", inputs: { tool: tool.sh }, outputs: hi.txt }
                        """)
                .file("tool.sh", "#!/bin/sh\necho hi\n")
                .build("hi")
                .ran("hi")
                .has("hi.txt", "refused\n");
        workspace.settle();
        assertTrue(workspace.path("tool.sh").toFile().setExecutable(true));
        workspace.build("hi").ran("hi").has("hi.txt", "hi\n");
    }

    @Test
    void keys_do_not_depend_on_the_folder_of_the_checkout() {
        String pipeline =
                """
                tasks:
                  one: { run: "cat ${{ inputs.text }} > ${{ outputs.copy }}", inputs: { text: in.txt }, outputs: { copy: out.txt } }
                """;
        workspace.pipelinefile(pipeline).file("in.txt", "hello\n").weir("explain", "one", "--key");
        String here = workspace.out();
        workspace
                .file("elsewhere/Pipelinefile.yaml", "version: 1\n" + pipeline)
                .file("elsewhere/in.txt", "hello\n")
                .in("elsewhere")
                .weir("explain", "one", "--key");
        assertEquals(here, workspace.out());
    }

    @Test
    void a_result_made_for_a_changed_source_is_not_remembered() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          slow:
                            run: |
                              cat in.txt > out.txt
                              [ -e once ] || { touch once; echo changed > in.txt; }
                            inputs: in.txt
                            outputs: out.txt
                        """)
                .file("in.txt", "first\n")
                .build("slow")
                .ran("slow")
                .complained("'in.txt' changed while task 'slow' ran")
                .ranAgain("slow")
                .build("slow")
                .didNothing()
                .has("out.txt", "changed\n");
    }

    @Test
    void a_result_made_with_a_tool_that_changed_is_not_remembered() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          make:
                            run: |
                              n=onc
                              [ -e ${n}e ] || { touch ${n}e; echo 2 > version; }
                              cat vers* > out.txt
                            tools: [echo, cat version]
                            outputs: out.txt
                        """)
                .file("version", "1\n")
                .build("make")
                .ran("make")
                .complained("the answer of 'cat version' changed while task 'make' ran")
                .ranAgain("make")
                .weir("explain", "make")
                .said("up to date")
                .build("make")
                .didNothing()
                .has("out.txt", "2\n")
                .file("version", "1\n")
                .build("make")
                .ran("make")
                .has("out.txt", "1\n")
                .file("version", "2\n")
                .build("make")
                .restored("make")
                .has("out.txt", "2\n");
    }

    @Test
    void a_source_that_comes_while_its_task_runs_counts_however_old_it_looks() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          sum: { run: "touch -d 2001-01-01 in/b.txt; cat in/a.txt > sum.txt", inputs: in/*.txt, outputs: sum.txt }
                        """)
                .file("in/a.txt", "1\n")
                .build("sum")
                .ran("sum")
                .complained("'in/b.txt' changed while task 'sum' ran")
                .ranAgain("sum")
                .build("sum")
                .didNothing();
    }

    @Test
    void a_source_that_was_another_for_a_while_is_seen_although_it_is_back() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          slow:
                            run: |
                              [ -e once ] || { cp in.txt kept; echo other > in.txt; }
                              cat in.txt > out.txt
                              [ -e once ] || { touch once; cat kept > in.txt; }
                            inputs: in.txt
                            outputs: out.txt
                        """)
                .file("in.txt", "first\n")
                .build("slow")
                .ran("slow")
                .complained("'in.txt' changed while task 'slow' ran")
                .ranAgain("slow")
                .build("slow")
                .didNothing()
                .has("out.txt", "first\n");
    }

    @Test
    void a_renamed_task_knows_from_its_first_build_on_what_it_was_made_from() {
        String pipeline =
                "tasks: { one: { run: cat in.txt > out.txt, inputs: in.txt, outputs: out.txt } }";
        workspace
                .pipelinefile(pipeline)
                .file("in.txt", "1\n")
                .build("one")
                .ran("one")
                .pipelinefile(pipeline.replace("one", "two"))
                .build("two")
                .didNothing()
                .edit("in.txt", "2\n")
                .build("two")
                .ran("two")
                .said("two: started (input changed: in.txt)");
    }
}
