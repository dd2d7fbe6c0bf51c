package dev.weir.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.weir.cli.session.ExitCode;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Saved models, looked at and deployed by hand.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ModelsTest {
    @RegisterExtension final Workspace workspace = new Workspace();

    private Workspace pipeline() {
        return workspace
                .pipelinefile(
                        """
                        default: deploy
                        params: { depth: 2 }
                        tasks:
                          rows: { uses: sql, inputs: { script: rows.sql }, outputs: { rows: rows.csv } }
                          train:
                            uses: train
                            with: { target: y, model: { algorithm: xgboost, rounds: 5, max_depth: "${{ params.depth }}" } }
                            inputs: { table: rows.csv, judge: rows.csv }
                            outputs: { model: model/, metrics: { path: metrics.json, kind: metrics } }
                          save:
                            uses: save-model
                            effect: true
                            with: { name: line, label: "depth ${{ params.depth }}" }
                            inputs: { model: model/, metrics: metrics.json }
                            outputs: { receipt: saved.json }
                          deploy:
                            uses: deploy-model
                            effect: true
                            with: { to: live, tolerance: 9 }
                            inputs: { saved: saved.json, judge: rows.csv, rows: rows.csv }
                            outputs: { receipt: deployed.json }
                        """)
                .file(
                        "rows.sql",
                        "CREATE TABLE rows AS SELECT i AS x, i * 2.0 AS y FROM range(200) t(i);\n");
    }

    private String version(int number) {
        workspace.weir("model", "list");
        List<String> lines = workspace.out().lines().toList();
        return lines.get(number).substring(0, lines.get(number).indexOf(' '));
    }

    @Test
    void models_are_listed_shown_and_deployed_by_hand() {
        pipeline()
                .weir("model", "list")
                .saidExactly("no model is saved yet\n")
                .weir("model", "show")
                .exits(ExitCode.REFUSED)
                .complained("no model is deployed as 'live'")
                .build()
                .ran("rows", "train", "save", "deploy")
                .said("live: v_")
                .build("--depth", "3")
                .ran("train", "save", "deploy")
                .said("depth 2 → 3", "live: v_", "(depth 2) → v_");
        String first = version(0);
        String second = version(1);
        workspace
                .weir("model", "list")
                .said(first + " ", second + " ", "line  depth 2", "line  depth 3", "live\n")
                .weir("model", "show", first)
                .said("model.params.max_depth", "line", "task_key")
                .weir("model", "show", "--json");
        JsonObject shown = JsonParser.parseString(workspace.out()).getAsJsonObject();
        assertEquals(second, shown.get("version").getAsString());
        assertEquals("live", shown.getAsJsonArray("deployed_as").get(0).getAsString());
        workspace
                .weir("model", "deploy", first)
                .saidExactly("live: " + second + " (depth 3) → " + first + " (depth 2)\n")
                .weir("model", "list", "--json");
        assertTrue(
                JsonParser.parseString(workspace.out())
                        .getAsJsonArray()
                        .get(0)
                        .getAsJsonObject()
                        .getAsJsonArray("deployed_as")
                        .contains(JsonParser.parseString("live")));
        workspace.build("--depth", "3").didNothing();
    }

    @Test
    void a_version_answers_a_line_for_each_row_or_into_a_file() {
        pipeline().build().ran("rows", "train", "save", "deploy").file("ask.csv", "x\n10\n20\n");
        workspace.weir("model", "predict", "ask.csv");
        assertEquals(2, workspace.out().lines().count());
        workspace.weir("model", "predict", "ask.csv", "--output", "answers.csv").saidExactly("");
        assertTrue(workspace.text("answers.csv").startsWith("x,prediction\n10,"));
        workspace
                .weir("model", "predict", "none.csv")
                .exits(ExitCode.REFUSED)
                .complained("no file 'none.csv'")
                .weir("model", "predict", "ask.csv", "v_1")
                .exits(ExitCode.REFUSED)
                .complained("no version 'v_1'")
                .weir("model", "predict")
                .exits(ExitCode.REFUSED)
                .complained("weir model predict FILE")
                .weir("model", "lst")
                .exits(ExitCode.REFUSED)
                .complained("did you mean 'list'?");
    }

    @Test
    void a_damaged_model_does_not_answer() {
        pipeline().build().ran("rows", "train", "save", "deploy").file("ask.csv", "x\n10\n");
        String version = version(0);
        workspace
                .file("artifacts/registry/line/" + version + "/model.ubj", "damaged")
                .weir("model", "predict", "ask.csv")
                .exits(ExitCode.FAILED)
                .complained("error: ")
                .weir("model", "deploy", version)
                .exits(ExitCode.FAILED)
                .complained("error: ");
    }
}
