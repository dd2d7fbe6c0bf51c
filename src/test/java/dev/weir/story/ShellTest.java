package dev.weir.story;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Scripts of other shells, and the environment they run in.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ShellTest {
    @RegisterExtension final Workspace workspace = new Workspace();

    private Workspace change(String before, String after) {
        return workspace.edit(
                "Pipelinefile.yaml", workspace.text("Pipelinefile.yaml").replace(before, after));
    }

    @Test
    void another_shell_runs_the_script_and_is_in_the_key() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          a: { run: 'echo ${0##*/} $- > a.txt', outputs: a.txt, shell: bash -u }
                        """)
                .build("a")
                .ran("a")
                .edit("a.txt", workspace.text("a.txt"))
                .build("a")
                .didNothing();
        change("bash -u", "bash -eu").build("a").ran("a").said("shell: bash -u -c → bash -eu -c");
        change("bash -eu", "bash -u").build("a").restored("a");
    }

    @Test
    void the_usual_shell_written_out_is_the_same() {
        workspace
                .pipelinefile("tasks: { a: { run: echo 1 > a.txt, outputs: a.txt } }\n")
                .build("a")
                .ran("a");
        change("outputs:", "shell: sh -e, outputs:").build("a").didNothing();
    }

    @Test
    void a_shell_that_is_not_there_fails_its_task() {
        workspace
                .pipelinefile("tasks: { a: { run: x, shell: no-such-shell } }\n")
                .build("a")
                .failed("a")
                .complained("'no-such-shell' was not found on PATH");
    }

    @Test
    void a_path_that_is_known_late_is_put_into_another_shell_only_if_it_is_harmless() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          a: { run: "cat ${{ inputs }} > a.txt", inputs: "*.in", outputs: a.txt, shell: bash }
                        """)
                .file("x.in", "1\n")
                .build("a")
                .ran("a")
                .file("it's.in", "2\n")
                .build("a")
                .failed("a")
                .complained("the path 'it's.in' is not put into a script of 'bash'")
                .has("a.txt", "1\n");
    }

    @Test
    void a_script_and_a_folder_that_start_with_a_dash_are_no_options() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          a: { run: "-x 1 > a.txt", outputs: -d/a.txt, workdir: -d, env: { PATH: ".:/usr/bin:/bin" } }
                        """)
                .file("-d/-x", "#!/bin/sh\necho made\n")
                .command("chmod +x ./-d/-x")
                .build("a")
                .ran("a")
                .has("-d/a.txt", "made\n");
    }

    @Test
    void who_inherits_sees_all_variables_and_their_values_do_not_count() {
        workspace
                .variable("SOME", "1")
                .pipelinefile(
                        """
                        tasks:
                          a: { run: 'echo "$SOME" > a.txt', outputs: a.txt, environment: inherit }
                        """)
                .build("a")
                .ran("a")
                .has("a.txt", "1\n")
                .variable("SOME", "2")
                .build("a")
                .didNothing();
        change("inherit", "strict")
                .build("a")
                .ran("a")
                .said("environment removed: inherit")
                .complained("names $SOME, which is set but not passed on")
                .has("a.txt", "\n");
    }
}
