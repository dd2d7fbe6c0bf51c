package dev.weir.cli;

import dev.weir.cli.session.ExitCode;
import dev.weir.workspace.FileState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What the JVM watches to learn what a start of weir needs (`src/main/launcher/train`): a small
/// pipeline in the current folder, that has one of each thing which takes classes of its own.
///
/// A first call makes the pipeline and builds it until there is nothing to do (`make`). A later one
/// is answered from memory (`memory`); or it asks what people ask most often (`quick`); or it reads
/// the pipeline anew, with a param, builds what that changes, finds nothing to do, and restores
/// what was before, over and over (`full`). Tasks that are only asked about have the settings that
/// steps may have. What it does not use is not kept in the JVM's cache, and what it uses is loaded
/// by every start with that cache: so it does what should be quick, not all there is.
public final class Rehearsal {
    private static final String PIPELINE =
            """
            version: 1
            name: rehearsal
            default: all
            params:
              level: { default: 3, min: 1, max: 9, help: How much }
              slot: "level-${{ params.level:02d }}"
              model: { rate: 0.1, names: [a, b], seed: 42 }
            temporary: interim/
            tasks:
              copy:
                help: Copy a text
                run: cp ${{ inputs.text }} ${{ outputs.copy }}
                inputs: { text: text.txt }
                outputs: { copy: "interim/${{ params.slot }}.txt" }
                params: [model]
              many:
                run: |
                  cp ${{ inputs }} ${{ outputs.folder }}
                inputs: ["*.txt", { path: absent.csv, optional: true }]
                outputs: { folder: out/all/ }
                env: { LEVEL: "${{ params.level }}" }
              measure:
                run: echo '{"rmse":1.5}' >${{ outputs.metrics }}
                inputs: ["${{ tasks.copy.copy }}", out/all/]
                outputs: { metrics: { path: out/metrics.json, kind: metrics } }
                refresh: 30d
              check:
                uses: gate
                with: { rmse: "<= 2" }
                inputs: { metrics: "${{ tasks.measure.metrics }}" }
              tell:
                needs: check
                run: cp ${{ inputs }} ${{ outputs }}
                inputs: ["${{ tasks.measure.metrics }}"]
                outputs: [out/told.json]
                effect: true
              all: { needs: [tell, many] }
              table:
                uses: sql
                with: { each: true, variables: { level: "${{ params.level }}" } }
                inputs: { script: text.txt, rows: out/all/ }
                outputs: { rows: out/rows.csv }
              fit:
                uses: train
                with: { target: a, model: { algorithm: xgboost, max_depth: 6, learning_rate: 0.1 } }
                inputs: { table: text.txt }
                outputs: { model: out/model/ }
              fetch:
                uses: fetch
                with: { urls: { page: "http://localhost/" } }
                outputs: { page: out/page.html }
            """;

    private static final List<String> QUICK =
            List.of("list", "status", "explain measure", "--help", "--version");

    private static final List<String> FULL =
            List.of("all -P level=4", "all -P level=4 -q", "all", "all -P level=4", "list");

    /// The JVM notes what it compiled, and it compiles what it meets often.
    private static final int ROUNDS = 30;

    private Rehearsal() {}

    /// @param arguments what to rehearse: `make`, `memory`, `quick` or `full`; ends with 0 if all
    ///   went well
    public static void main(String[] arguments) throws IOException, InterruptedException {
        switch (arguments[0]) {
            case "make" -> make();
            case "memory" -> {
                FromMemory.callDirectly();
                if (!FromMemory.isAnswered("many")
                        || !FromMemory.isAnswered("explain", "many")
                        || !FromMemory.isAnswered("--version")
                        || FromMemory.isAnswered("none")) {
                    end(ExitCode.FAILED);
                }
            }
            case "quick" -> call(QUICK);
            default -> {
                for (int round = 0; round < ROUNDS; round++) {
                    call(FULL);
                }
            }
        }
        end(ExitCode.DONE);
    }

    /// Files have to be left alone for a moment before a look at them is worth remembering, and
    /// with a refresh by age nothing is: the answer is that for `many`.
    private static void make() throws IOException, InterruptedException {
        Files.writeString(Path.of("text.txt"), "some text\n");
        Files.writeString(Path.of("Pipelinefile.yaml"), PIPELINE);
        call(List.of("all"));
        Thread.sleep(2 * FileState.settlesWithin());
        call(List.of("", "many", "many", "explain many"));
    }

    private static void call(List<String> calls) {
        for (String words : calls) {
            ExitCode code = Main.run(words.isEmpty() ? new String[0] : words.split(" ", -1));
            if (code != ExitCode.DONE) {
                end(code);
            }
        }
    }

    private static void end(ExitCode code) {
        Runtime.getRuntime().halt(code.code());
    }
}
