package dev.weir.story;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Outputs that are links, and what tasks make where they lead.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LinkedOutputsTest {
    @RegisterExtension final Workspace workspace = new Workspace();

    @Test
    void an_output_that_is_a_link_itself_is_read_as_the_output_it_is() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          m: { run: "cat in.txt; ln -s data/x out", inputs: [in.txt, data/x], outputs: out }
                          r: { run: "cat out > ${{ outputs }}", inputs: out, outputs: r.txt }
                        """)
                .file("in.txt", "1\n")
                .file("data/x", "x\n")
                .build("r")
                .ran("m", "r")
                .complained("cannot be cached")
                .edit("in.txt", "2\n")
                .build("r")
                .ran("m")
                .complained("cannot be cached")
                .edit("data/x", "y\n")
                .build("r")
                .ran("m", "r")
                .complained("cannot be cached")
                .has("r.txt", "y\n");
    }

    @ParameterizedTest
    @CsvSource({"cur, ln -s data/a.txt cur", "pub/, rmdir pub; ln -s data pub"})
    void a_task_does_not_make_a_link_to_what_another_makes(String output, String make) {
        workspace
                .file("s.txt", "1\n")
                .file("data/a.txt", "of before\n")
                .pipelinefile(
                        """
                        default: all
                        tasks:
                          m: { run: "MAKE", inputs: s.txt, outputs: "OUTPUT" }
                          a: { run: "cat s.txt > data/a.txt", inputs: s.txt, outputs: data/a.txt }
                          all: { needs: [m, a] }
                        """
                                .replace("MAKE", make)
                                .replace("OUTPUT", output));
        for (int i = 0; i < 2; i++) {
            workspace
                    .build("-j1", "m")
                    .failed("m")
                    .complained(
                            "the output '"
                                    + output
                                    + "' is a link that leads to what task 'a' makes: 'data/a.txt' (copy it, or name it as an input of the task)")
                    .lacks(output);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'a: { run: ln -s t l, inputs: t, outputs: l }', b",
        "'a: { run: cp s u; ln -s u l, inputs: t, outputs: [{ path: u, temporary: true }, l] }', a"
    })
    void an_output_is_no_link_to_what_is_temporary(String maker, String makes) {
        workspace
                .file("s", "1\n")
                .pipelinefile(
                        """
                        tasks:
                          b: { run: cp s t, inputs: s, outputs: { path: t, temporary: true } }
                          MAKER
                          c: { run: cat l > c, inputs: l, outputs: c }
                        """
                                .replace("MAKER", maker))
                .build("c")
                .ran("b")
                .failed("a")
                .skipped("c")
                .complained(
                        "the output 'l' is a link that leads to what task '" + makes + "' makes: '",
                        "(it is temporary, and a link to it leads nowhere once it is removed: copy it)")
                .lacks("l");
    }

    @Test
    void an_output_that_is_a_link_to_what_another_task_makes_names_that_as_an_input() {
        String rest =
                """
                  b: { run: cp s out/b, inputs: s, outputs: out/b }
                  c: { run: cat out/a > c, inputs: out/a, outputs: c }
                """;
        workspace
                .file("s", "1\n")
                .pipelinefile("tasks:\n  a: { run: ln -s b out/a, outputs: out/a }\n" + rest)
                .command("mkdir out; cp s out/b")
                .build("a", "c", "-j1")
                .failed("a")
                .skipped("c")
                .complained(
                        "the output 'out/a' is a link that leads to what task 'b' makes: 'out/b' (copy it, or name it as an input of the task)")
                .edit("s", "2\n")
                .pipelinefile(
                        "tasks:\n  a: { run: ln -s b out/a, inputs: out/b, outputs: out/a }\n"
                                + rest)
                .build("b", "a", "c", "-j1")
                .ran("b", "a", "c")
                .complained("cannot be cached")
                .has("c", "2\n")
                .edit("s", "3\n")
                .build("b", "a", "c", "-j1")
                .ran("b", "a", "c")
                .complained("cannot be cached")
                .has("c", "3\n")
                .build("b", "a", "c")
                .didNothing();
    }

    @Test
    void an_output_that_is_a_link_stands_but_is_not_cached() {
        workspace
                .pipelinefile(
                        "tasks: { link: { run: 'cp in.txt real.txt; ln -sf real.txt out.txt', inputs: in.txt, outputs: out.txt } }")
                .file("in.txt", "x\n")
                .build("link")
                .ran("link")
                .complained("the result of task 'link' cannot be cached", "symbolic link")
                .has("out.txt", "x\n")
                .delete("out.txt")
                .build("link")
                .ran("link")
                .complained("cannot be cached")
                .build("link", "--force")
                .ran("link")
                .complained("cannot be cached")
                .didNotComplain("was not as weir had made it");
    }

    @Test
    void an_output_that_is_a_link_to_a_folder_is_replaced_whatever_is_put_behind_it() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          e: { run: "cat z; rmdir out; ln -s sources out", inputs: [z, sources/a], outputs: out/ }
                        """)
                .file("z", "1\n")
                .file("sources/a", "a\n")
                .build("e")
                .ran("e")
                .complained("cannot be cached")
                .file("sources/b", "mine\n")
                .build("e")
                .ran("e")
                .complained("cannot be cached", "'out' was not as weir had made it")
                .has("sources/b", "mine\n")
                .has("out/b", "mine\n")
                .build("e")
                .didNothing();
    }
}
