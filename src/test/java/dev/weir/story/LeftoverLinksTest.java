package dev.weir.story;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Links that tasks made as they were declared before.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LeftoverLinksTest {
    @RegisterExtension final Workspace workspace = new Workspace();

    @Test
    void a_link_in_a_folder_to_which_something_was_put_is_left_over() {
        String made =
                """
                default: names
                tasks:
                  make:
                    run: |
                      mkdir OUT/sub
                      cp in.txt OUT/main.txt
                      cp in.txt OUT/sub/one.txt
                      ln -s sub OUT/link
                    inputs: in.txt
                    outputs: OUT/
                  names: { run: "ls ${{ inputs }} > names.txt", inputs: "o/**/*.txt", outputs: names.txt }
                """;
        workspace
                .pipelinefile(made.replace("OUT", "o/old"))
                .file("in.txt", "in\n")
                .build()
                .ran("make", "names")
                .file("o/old/sub/mine.txt", "mine\n")
                .pipelinefile(made.replace("OUT", "o/new"))
                .build()
                .ran("make", "names")
                .complained("left over")
                .has(
                        "names.txt",
                        "o/new/link/one.txt\no/new/main.txt\no/new/sub/one.txt\no/old/sub/mine.txt\n")
                .build()
                .didNothing();
        assertFalse(Files.isSymbolicLink(workspace.path("o/old/link")));
    }

    @Test
    void a_link_to_what_an_input_names_is_left_over() {
        workspace
                .pipelinefile(
                        """
                        default: names
                        params: { n: 1 }
                        tasks:
                          make: { run: "ln -s ../in.txt ${{ outputs }}", inputs: in.txt, outputs: "o/${{ params.n }}.txt" }
                          names: { run: "ls ${{ inputs }} > names.txt", inputs: "o/*.txt", outputs: names.txt }
                        """)
                .file("in.txt", "in\n")
                .build()
                .ran("make", "names")
                .complained("cannot be cached")
                .build("-P", "n=2")
                .ran("make", "names")
                .complained("cannot be cached", "left over")
                .has("names.txt", "o/2.txt\n")
                .has("in.txt", "in\n")
                .lacks("o/1.txt")
                .weir("undo")
                .said("brought back o/1.txt\n");
        assertTrue(Files.isSymbolicLink(workspace.path("o/1.txt")));
    }

    @ParameterizedTest
    @CsvSource({
        "in, in/x.txt, o/1/, o/*/*.txt, o/2/x.txt",
        "in.txt, in.txt, o/1.txt, o/*.txt, o/2.txt"
    })
    void a_link_is_left_over_also_when_what_it_leads_to_changes(
            String target, String source, String first, String glob, String listed) {
        String link = first.replaceFirst("/$", "");
        workspace
                .pipelinefile(
                        """
                        default: names
                        params: { n: 1 }
                        tasks:
                          make: { run: "rm -rf LINK; ln -s ../TARGET LINK", inputs: SOURCE, outputs: "OUT" }
                          names: { run: "ls ${{ inputs }} > names.txt", inputs: "GLOB", outputs: names.txt }
                        """
                                .replace("LINK", link.replace("1", "${{ params.n }}"))
                                .replace("OUT", first.replace("1", "${{ params.n }}"))
                                .replace("TARGET", target)
                                .replace("SOURCE", source)
                                .replace("GLOB", glob))
                .file(source, "in\n")
                .build()
                .ran("make", "names")
                .complained("cannot be cached")
                .edit(source, "other\n")
                .build("-P", "n=2")
                .ran("make", "names")
                .complained("cannot be cached", "left over")
                .has("names.txt", listed + "\n")
                .has(source, "other\n");
        assertFalse(Files.isSymbolicLink(workspace.path(link)));
    }

    @Test
    void a_link_that_somebody_put_there_since_is_a_source() {
        workspace
                .pipelinefile(
                        """
                        default: names
                        params: { n: 1 }
                        tasks:
                          make: { run: "cp in.txt ${{ outputs }}", inputs: in.txt, outputs: "o/${{ params.n }}.txt" }
                          names: { run: "ls ${{ inputs }} > names.txt", inputs: "o/*.txt", outputs: names.txt }
                        """)
                .file("in.txt", "in\n")
                .file("mine.txt", "mine\n")
                .build()
                .ran("make", "names")
                .delete("o/1.txt")
                .command("ln -s ../mine.txt o/1.txt")
                .build("-P", "n=2")
                .ran("make", "names")
                .has("names.txt", "o/1.txt\no/2.txt\n");
    }

    @Test
    void a_link_that_no_input_comes_to_stays_though_what_it_leads_to_goes() {
        String made =
                """
                tasks:
                  make: { run: "mkdir OUT/sub; cp in.txt OUT/f.txt; cp in.txt OUT/sub/f; ln -s f.txt OUT/link", inputs: in.txt, outputs: OUT/ }
                  sub: { run: "ls o/old/sub > sub.txt", inputs: o/old/sub, outputs: sub.txt }
                  names: { run: "echo ${{ inputs }} > names.txt", inputs: { path: "o/**/*.txt", optional: true }, outputs: names.txt }
                """;
        workspace
                .pipelinefile(made.replace("OUT", "o/old"))
                .file("in.txt", "in\n")
                .build("sub")
                .ran("make", "sub")
                .pipelinefile(made.replace("OUT", "new"))
                .build("names")
                .ran("names")
                .complained("'o/old/f.txt'", "left over")
                .has("names.txt", "\n")
                .has("o/old/sub/f", "in\n");
        assertTrue(Files.isSymbolicLink(workspace.path("o/old/link")));
    }

    @Test
    void a_link_through_which_an_input_goes_is_left_over() {
        workspace
                .pipelinefile(
                        """
                        default: names
                        params: { n: 1 }
                        tasks:
                          make: { run: "ln -s ../a.txt ${{ outputs }}", inputs: a.txt, outputs: "o/${{ params.n }}.txt" }
                          names: { run: "echo ${{ inputs }} > names.txt", inputs: "in/*.txt", needs: make, outputs: names.txt }
                        """)
                .file("a.txt", "a\n")
                .file("in/b.txt", "b\n")
                .command("ln -s ../o/1.txt in/link.txt")
                .build()
                .ran("make", "names")
                .complained("cannot be cached")
                .has("names.txt", "in/b.txt in/link.txt\n")
                .build("-P", "n=2")
                .ran("make", "names")
                .complained("cannot be cached", "left over")
                .has("names.txt", "in/b.txt\n");
    }
}
