package dev.weir.story;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.cli.session.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// `weir verify` runs tasks again in copies of what they read, and changes nothing.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class VerifyTest {
    @RegisterExtension final Workspace workspace = new Workspace();

    private Workspace built(String tasks, String... ran) {
        return workspace
                .pipelinefile("default: all\ntasks:\n" + tasks.indent(2))
                .file("in.txt", "one\ntwo\n")
                .build()
                .ran(ran);
    }

    /// Everything in the workspace but what the lock leaves.
    private Map<String, String> everything() throws IOException {
        workspace.settle();
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> files = Files.walk(workspace.path("."))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = workspace.path(".").relativize(file).toString();
                if (!name.equals("cache/state/holder")) {
                    all.put(
                            name,
                            Files.getLastModifiedTime(file)
                                    + " "
                                    + java.util.Arrays.hashCode(Files.readAllBytes(file)));
                }
            }
        }
        return all;
    }

    @Test
    void a_task_that_makes_the_same_is_good_and_nothing_changes() throws IOException {
        built(
                """
                upper: { run: "tr a-z A-Z < ${{ inputs }} > ${{ outputs }}", inputs: in.txt, outputs: out/upper.txt }
                tree: { run: "mkdir ${{ outputs }}/sub; cp ${{ inputs }} ${{ outputs }}/sub/", inputs: out/upper.txt, outputs: tree/ }
                all: { needs: [upper, tree] }
                """,
                "upper",
                "tree");
        Map<String, String> before = everything();
        workspace.weir("verify").said("upper: same (", "tree: same (", "2 same\n");
        assertEquals(before, everything());
        workspace.build().didNothing();
    }

    @Test
    void a_text_that_differs_is_shown_at_its_first_place() {
        workspace.file("counter/n", "1");
        built(
                """
                count:
                  run: |
                    n=$(cat "$COUNTER"); echo $((n + 1)) > "$COUNTER"
                    echo same > ${{ outputs }}
                    echo "run é $n of it" >> ${{ outputs }}
                  env: { COUNTER: "%s" }
                  inputs: in.txt
                  outputs: out.txt
                all: { needs: [count] }
                """
                        .formatted(workspace.path("counter/n")),
                "count");
        workspace
                .weir("verify", "count")
                .exits(ExitCode.FAILED)
                .said(
                        "count: differs\n  out.txt, line 2, column 7\n"
                                + "    recorded: run é 1 of it\n    again:    run é 2 of it\n",
                        "1 differs")
                .weir("verify", "--json")
                .exits(ExitCode.FAILED)
                .said(
                        "\"result\":\"differs\"",
                        "{\"path\":\"out.txt\",\"line\":2,\"column\":7,\"recorded\":\"run é 1 of it\",\"again\":\"run é 3 of it\"")
                .has("out.txt", "same\nrun é 1 of it\n")
                .build()
                .didNothing();
    }

    @Test
    void the_first_cell_of_a_table_that_differs_is_shown() throws IOException {
        workspace.file(
                "rows.sql",
                "CREATE TABLE output AS SELECT range AS id, CASE WHEN range = 1234 THEN"
                        + " random() ELSE 0.5 END AS fare FROM range(5000);");
        built(
                """
                rows: { uses: sql, with: { scripts: [script] }, inputs: { script: rows.sql }, outputs: [rows.parquet] }
                all: { needs: [rows] }
                """,
                "rows");
        workspace
                .weir("verify")
                .exits(ExitCode.FAILED)
                .said("  rows.parquet, row 1235, column 'fare'\n    recorded: 0.");
    }

    @Test
    void a_folder_says_its_first_file_and_how_many_more() {
        built(
                """
                many:
                  run: for i in 1 2 3; do date +%s%N > ${{ outputs }}/$i.txt; done; cp ${{ inputs }} ${{ outputs }}/in.txt
                  inputs: in.txt
                  outputs: many/
                all: { needs: [many] }
                """,
                "many");
        workspace
                .weir("verify")
                .exits(ExitCode.FAILED)
                .said("  many/1.txt, line 1, column ", "(and 2 more in it)");
    }

    @Test
    void what_cannot_be_compared_is_skipped_with_a_word() {
        built(
                        """
                        effect: { run: "cat ${{ inputs }}", inputs: in.txt, effect: true }
                        fetched: { run: "echo x > ${{ outputs }}", refresh: 6h, outputs: fetched.txt }
                        plain: { run: "true" }
                        later: { run: "cp ${{ inputs }} ${{ outputs }}", inputs: in.txt, outputs: later.txt }
                        all: { needs: [effect, fetched, plain] }
                        """,
                        "effect",
                        "fetched",
                        "plain")
                .ranAgain("plain");
        workspace
                .weir("verify")
                .said(
                        "effect: skipped (it acts on the world)",
                        "fetched: skipped (its source changes by itself (refresh))",
                        "plain: skipped (it has neither inputs nor outputs)",
                        "later: skipped (it is not up to date, so there is nothing to compare with)",
                        "4 skipped\n");
    }

    @Test
    void a_task_that_reads_what_it_does_not_declare_fails_there() {
        workspace.file("other.txt", "undeclared");
        built(
                """
                sly: { run: "f=other; cat $f.txt > ${{ outputs }}", inputs: in.txt, outputs: out.txt }
                all: { needs: [sly] }
                """,
                "sly");
        workspace
                .weir("verify")
                .exits(ExitCode.FAILED)
                .said(
                        "sly: failed: exit code 1",
                        "other.txt",
                        "it had only what it declares: does it read something else?",
                        "1 failed");
    }

    @Test
    void temporary_inputs_and_those_outside_are_there_too() throws IOException {
        workspace.file("ws/.keep", "");
        Path outside = workspace.path("..").normalize().resolve("outside-" + System.nanoTime());
        Files.writeString(outside, "from above\n");
        try {
            built(
                    """
                    first: { run: "cp ${{ inputs }} ${{ outputs.out }}", inputs: in.txt, outputs: { out: { path: mid.txt, temporary: true } } }
                    second: { run: "cat ${{ inputs }} > ${{ outputs }}", inputs: [mid.txt, ../%s, "*.md"], outputs: out.txt }
                    notes: { run: "echo n > ${{ outputs }}", outputs: notes.md }
                    all: { needs: [second] }
                    """
                            .formatted(outside.getFileName()),
                    "first",
                    "notes",
                    "second");
            workspace.lacks("mid.txt").weir("verify").said("second: same", "first: same", "3 same");
        } finally {
            Files.delete(outside);
        }
    }

    @Test
    void a_task_that_edits_its_input_does_not_edit_the_workspace() {
        built(
                """
                sly: { run: "cat ${{ inputs }} > ${{ outputs }}; test -e ran || { touch ran; exit 0; }", inputs: in.txt, outputs: out.txt }
                spoil: { run: "cp ${{ inputs }} ${{ outputs }}; case $PWD in */cache/*) echo spoiled > in.txt;; esac", inputs: in.txt, outputs: copy.txt }
                all: { needs: [sly, spoil] }
                """,
                "sly",
                "spoil");
        workspace.weir("verify").said("2 same").has("in.txt", "one\ntwo\n");
    }

    @Test
    void ctrl_c_ends_what_runs_and_leaves_nothing() throws InterruptedException {
        built(
                """
                slow: { run: "cp ${{ inputs }} ${{ outputs }}; case $PWD in */cache/*) touch $BEGUN; sleep 60;; esac", env: { BEGUN: "%s" }, inputs: in.txt, outputs: out.txt }
                all: { needs: [slow] }
                """
                        .formatted(workspace.path("begun")),
                "slow");
        Running running = workspace.start("verify").until("begun").signal(ExitCode.INTERRUPTED);
        workspace
                .ended(running)
                .exits(ExitCode.INTERRUPTED)
                .complained("ending what runs")
                .lacks("cache/tmp/tasks/slow")
                .build()
                .didNothing();
    }

    @Test
    void cells_folders_and_other_working_folders_are_verified_too() {
        workspace.file("below/.keep", "").file("docs/a/b.txt", "b").file("docs/left.out", "-");
        built(
                """
                cell:
                  matrix: { size: [small, large] }
                  workdir: below
                  run: |
                    cat ${{ inputs.in }} > ${{ outputs.out }}
                    ls -R ${{ inputs.docs }} | sort >> ${{ outputs.out }}
                    echo x > ${{ outputs.links }}/x
                    ln -s x ${{ outputs.links }}/y
                  inputs: { in: in.txt, docs: { path: docs, exclude: docs/*.out } }
                  outputs: { out: "${{ matrix.size }}.txt", links: "${{ matrix.size }}/" }
                all: { needs: [cell] }
                """,
                "cell@size=large",
                "cell@size=small");
        workspace
                .weir("verify", "cell@size=small")
                .exits(ExitCode.FAILED)
                .said("  small.txt, line ", "    recorded: left.out\n")
                .delete("docs/left.out")
                .build("--force")
                .ran("cell@size=large", "cell@size=small")
                .complained("made something else from the same inputs")
                .weir("verify", "all")
                .said("cell@size=small: same", "2 same\n");
    }

    @Test
    void a_name_that_is_no_task_is_refused() {
        built("all: { run: \"true\" }\n", "all").ranAgain("all");
        workspace
                .weir("verify", "nothing")
                .exits(ExitCode.REFUSED)
                .complained("no task or output named 'nothing'");
    }

    @Test
    void own_steps_are_verified_and_see_the_copy() {
        workspace.file(
                "Where.java",
                """
                import dev.weir.step.*;
                public class Where implements Step<Where.None> {
                    record None() {}
                    public void run(StepContext<None> context) throws Exception {
                        java.nio.file.Files.writeString(context.output(""), context.workspace().toString());
                    }
                }
                """);
        built(
                """
                where: { uses: Where.java, inputs: in.txt, outputs: [where.txt] }
                all: { needs: [where] }
                """,
                "where");
        workspace
                .weir("verify")
                .exits(ExitCode.FAILED)
                .said("where: differs\n  where.txt, line 1, column ");
    }
}
