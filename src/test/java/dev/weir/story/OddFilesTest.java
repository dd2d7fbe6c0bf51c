package dev.weir.story;

import dev.weir.cli.session.ExitCode;
import dev.weir.disk.FileTree;
import java.io.IOException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Links of all kinds, what is no file, and names that only nearly differ or are very long.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OddFilesTest {
    @RegisterExtension final Workspace workspace = new Workspace();

    private static final String READER =
            """
            tasks:
              read: { run: "cat ${{ inputs }}/f > ${{ outputs }}", inputs: src/, outputs: out.txt }
            """;

    @Test
    void links_in_inputs_are_followed_and_circles_and_links_to_nowhere_are_nothing() {
        workspace
                .pipelinefile(READER)
                .file("src/f", "1\n")
                .file("other/g", "2\n")
                .command("ln -s f src/file; ln -s ../other src/folder; ln -s ../src other/back")
                .command("ln -s nowhere src/dangling; ln -s self src/self")
                .build("read")
                .ran("read")
                .edit("other/g", "3\n")
                .build("read")
                .ran("read");
    }

    @Test
    void pipes_sockets_and_devices_are_refused_by_name_in_inputs_and_outputs() {
        workspace
                .pipelinefile(
                        READER
                                + """
                                  pipe: { run: "mkfifo ${{ outputs }}/p", outputs: made/ }
                                  device: { run: "ln -s /dev/zero ${{ outputs }}", outputs: zero }
                                  endless: { run: "true", inputs: /dev/zero, outputs: never }
                                """)
                .file("src/f", "1\n")
                .command("mkfifo src/pipe")
                .build("read")
                .failed("read")
                .complained("the input 'src/pipe' is a socket, a pipe or a device")
                .command("rm src/pipe; ln -s /dev/null src/null")
                .build("read")
                .failed("read")
                .complained("the input 'src/null' is a socket, a pipe or a device")
                .build("endless")
                .failed("endless")
                .complained("the input '/dev/zero' is a socket, a pipe or a device")
                .build("pipe")
                .failed("pipe")
                .complained("its output 'made/p' is a socket, a pipe or a device")
                .build("device")
                .failed("device")
                .complained("its output 'zero' is a socket, a pipe or a device")
                .command("rm src/null")
                .build("read")
                .ran("read");
    }

    @Test
    void an_output_is_never_written_through_a_link_that_stands_at_its_place() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          make: { run: "echo made > ${{ outputs }}", outputs: out.txt }
                        """)
                .file("precious", "mine\n")
                .command("ln -s precious out.txt")
                .build("make")
                .ran("make")
                .complained("'weir undo' brings it back")
                .has("out.txt", "made\n")
                .has("precious", "mine\n")
                .weir("undo")
                .has("out.txt", "mine\n");
    }

    @Test
    void names_that_differ_only_in_case_or_unicode_form_are_files_of_their_own() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          make: { run: "cd ${{ outputs }}; echo 1 > A; echo 2 > a; echo 3 > caf\u00e9; echo 4 > cafe\u0301", outputs: made/ }
                          join: { run: "cat ${{ inputs }} > ${{ outputs }}", inputs: made/*, outputs: all.txt }
                        """)
                .build("join")
                .ran("make", "join")
                .has("all.txt", "1\n2\n4\n3\n")
                .delete("made")
                .build("join")
                .restored("make")
                .has("made/A", "1\n")
                .has("made/cafe\u0301", "4\n");
    }

    @Test
    void an_input_that_is_there_in_another_case_or_unicode_form_is_pointed_out() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          one: { run: "cat ${{ inputs }} > ${{ outputs }}", inputs: data/caf\u00e9.csv, outputs: a }
                          two: { run: "cat ${{ inputs }} > ${{ outputs }}", inputs: Data/x.csv, outputs: b }
                        """)
                .file("data/cafe\u0301.csv", "1\n")
                .file("data/x.csv", "1\n")
                .build("one")
                .exits(ExitCode.REFUSED)
                .complained("differs only in case or Unicode form")
                .build("two")
                .exits(ExitCode.REFUSED)
                .complained("'data/x.csv' differs only in case or Unicode form");
    }

    @Test
    void names_as_long_as_the_system_allows_are_made_saved_and_brought_back() {
        String name = "n".repeat(255);
        workspace
                .pipelinefile(
                        """
                        tasks:
                          make: { run: "echo made > ${{ outputs }}", inputs: in.txt, outputs: out/%s }
                        """
                                .formatted(name))
                .file("in.txt", "1\n")
                .build("make")
                .ran("make")
                .edit("in.txt", "2\n")
                .build("make")
                .ran("make")
                .edit("out/" + name, "mine\n")
                .build("make")
                .restored("make")
                .complained("'weir undo' brings it back")
                .weir("undo")
                .has("out/" + name, "mine\n");
    }

    @Test
    void a_command_that_gets_too_many_arguments_is_told_how_to_give_them() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          many: { run: "/bin/echo $(head -c 5000000 /dev/zero | tr '\\\\0' ' ' | sed 's/ / x/g') | wc -l > ${{ outputs }}", outputs: out.txt }
                        """)
                .build("many")
                .ran("many")
                .complained("got more arguments than the system takes", "| xargs");
    }

    @Test
    void an_input_whose_name_is_longer_than_a_name_can_be_is_told_so() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          read: { run: "cat ${{ inputs }} > ${{ outputs }}", inputs: %s, outputs: out.txt }
                        """
                                .formatted("n".repeat(256)))
                .build("read")
                .failed("read")
                .complained("cannot be read: file name too long");
    }

    @Test
    void what_lies_deeper_than_a_path_can_tell_is_never_left_out() throws IOException {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          deep:
                            run: |
                              cd ${{ outputs }}
                              python3 -c 'import os
                              for i in range(25): os.mkdir("d" * 200); os.chdir("d" * 200)
                              open("file", "w").close()'
                            outputs: made/
                        """)
                .build("deep")
                .failed("deep")
                .complained("cannot be read: file name too long")
                .lacks("made")
                .build("deep")
                .failed("deep")
                .complained("file name too long");
        workspace.settle();
        FileTree.remove(workspace.path("cache/failed"));
    }
}
