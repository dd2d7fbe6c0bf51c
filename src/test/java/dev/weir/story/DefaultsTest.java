package dev.weir.story;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What `defaults` gives to tasks; which task gets what is in `good/defaults.yaml`.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DefaultsTest {
    @RegisterExtension final Workspace workspace = new Workspace();

    private Workspace two() {
        return workspace
                .pipelinefile(
                        """
                        default: b
                        defaults: { env: { MODE: full }, retry: { attempts: 2 } }
                        tasks:
                          a: { run: echo $MODE > a.txt, outputs: a.txt }
                          b: { run: cat a.txt > b.txt; echo $MODE >> b.txt, inputs: a.txt, outputs: b.txt, env: { MODE: fast } }
                        """)
                .build()
                .ran("a", "b")
                .has("b.txt", "full\nfast\n");
    }

    private Workspace change(String before, String after) {
        return workspace.edit(
                "Pipelinefile.yaml", workspace.text("Pipelinefile.yaml").replace(before, after));
    }

    @Test
    void another_default_runs_those_whose_key_it_is_in() {
        two();
        change("MODE: full", "MODE: half")
                .build()
                .ran("a", "b")
                .said("env.MODE: full → half", "b: started (input changed: a.txt)")
                .has("b.txt", "half\nfast\n");
    }

    @Test
    void another_default_of_what_is_in_no_key_runs_nothing() {
        two();
        change("attempts: 2", "attempts: 3").build().didNothing();
    }

    @Test
    void to_write_it_into_each_task_changes_nothing() {
        two();
        change("defaults: { env: { MODE: full }, retry: { attempts: 2 } }\n", "");
        change("outputs: a.txt }", "outputs: a.txt, env: { MODE: full } }").build().didNothing();
    }

    @Test
    void what_acts_on_the_world_is_tried_again_only_if_its_task_says_so() {
        workspace
                .pipelinefile(
                        """
                        defaults: { retry: { attempts: 3 } }
                        tasks:
                          publish: { run: echo x >> tries.txt; false, inputs: in.txt }
                          build: { run: echo x >> other.txt; test $(wc -l < other.txt) = 3, outputs: other2.txt }
                        """)
                .file("in.txt", "")
                .build("publish")
                .failed("publish")
                .complained("exit code 1")
                .has("tries.txt", "x\n")
                .build("build")
                .failed("build")
                .complained("did not make its output")
                .has("other.txt", "x\nx\nx\n");
    }
}
