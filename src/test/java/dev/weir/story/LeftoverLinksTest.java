package dev.weir.story;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

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
}
