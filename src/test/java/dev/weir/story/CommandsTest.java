package dev.weir.story;

import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// How commands are run.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CommandsTest {
    @RegisterExtension final Workspace workspace = new Workspace();

    @Test
    void a_script_stops_at_its_first_failing_line() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          two:
                            run: |
                              false
                              echo reached > out.txt
                            outputs: out.txt
                        """)
                .build("two")
                .failed("two")
                .complained("exit code 1")
                .lacks("out.txt");
    }

    @Test
    void several_scripts_run_in_order_until_one_fails() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          good: { run: [echo 1 > out.txt, echo 2 >> out.txt], outputs: out.txt }
                          bad: { run: [echo 1 > bad.txt, exit 5, echo 3 >> bad.txt], outputs: bad.txt }
                        """)
                .build("good")
                .ran("good")
                .has("out.txt", "1\n2\n")
                .build("bad")
                .failed("bad")
                .complained("exit code 5")
                .has("cache/failed/bad/bad.txt", "1\n");
    }

    @Test
    void names_of_files_never_run_as_code() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          all: { run: "cat ${{ inputs.parts }} > all.txt", inputs: { parts: "parts/*" }, outputs: all.txt }
                        """)
                .file("parts/a b.txt", "1\n")
                .file("parts/$(touch pwned).txt", "2\n")
                .file("parts/it's; touch pwned; #.txt", "3\n")
                .file("parts/données.csv", "4\n")
                .build("all")
                .ran("all")
                .has("all.txt", "2\n1\n4\n3\n")
                .lacks("pwned");
    }

    @Test
    void values_of_params_never_run_as_code() {
        workspace
                .pipelinefile(
                        """
                        params: { name: plain }
                        tasks:
                          say: { run: "printf '%s\\n' ${{ params.name }} > out.txt", outputs: out.txt }
                        """)
                .build("say")
                .ran("say")
                .build("say", "--name", "a b; touch pwned $(touch pwned) 'q'")
                .ran("say")
                .has("out.txt", "a b; touch pwned $(touch pwned) 'q'\n")
                .lacks("pwned");
    }

    @Test
    void a_command_runs_in_its_folder_with_paths_from_there() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          sub: { workdir: sub, run: "pwd | grep -o '[^/]*$' > ${{ outputs.o }}; cat ${{ inputs.i }} >> ${{ outputs.o }}", inputs: { i: in.txt }, outputs: { o: out.txt } }
                        """)
                .file("in.txt", "1\n")
                .file("sub/x", "")
                .build("sub")
                .ran("sub")
                .has("out.txt", "sub\n1\n");
    }

    @Test
    void a_command_reads_nothing_and_leaves_nothing_running() throws InterruptedException {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          quiet:
                            run: |
                              cat > out.txt
                              (sleep 1; echo late > late.txt) &
                            outputs: out.txt
                        """)
                .build("quiet")
                .ran("quiet")
                .has("out.txt", "");
        Thread.sleep(1_200);
        workspace.lacks("late.txt");
    }

    @Test
    void the_environment_is_the_same_for_everyone() {
        workspace
                .pipelinefile(
                        "tasks: { show: { run: 'echo $LANG $TZ > out.txt', outputs: out.txt } }")
                .variable("LANG", "de_DE")
                .variable("TZ", "Europe/Berlin")
                .build("show")
                .ran("show")
                .has("out.txt", "C.UTF-8 UTC\n");
    }

    @Test
    void what_a_task_says_in_secret_is_masked_and_a_secret_in_an_output_is_warned_of() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          leak: { run: 'echo "$MY_TOKEN" > out.txt; printf %s "$MY_TOKEN" | fold -w 5', secrets: [MY_TOKEN], outputs: out.txt }
                        """)
                .variable("MY_TOKEN", "hunter2-hunter2")
                .build("leak")
                .ran("leak")
                .complained("warning")
                .didNotSay("hunter2-hunter2");
        assertFalse(workspace.out().isEmpty());
    }
}
