package dev.weir.pipelinefile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.diagnostic.DiagnosticException;
import dev.weir.diagnostic.SourceText;
import dev.weir.pipeline.Action;
import dev.weir.pipeline.Input;
import dev.weir.pipeline.Output;
import dev.weir.pipeline.Task;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.Template;
import dev.weir.step.catalogue.StepCatalogue;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PipelinefileReaderTest {
    @Test
    void a_small_pipeline_is_read_with_its_edges_by_reference() {
        Loaded loaded =
                read(
                        """
                        params: { month: 3 }
                        tasks:
                          get:
                            run: echo ${{ params.month }} > ${{ outputs }}
                            outputs: data/${{ params.month:02d }}.txt
                          use:
                            needs: get
                            inputs: { data: "${{ tasks.get.out }}", code: src/**.py }
                            outputs: { table: out/table.txt }
                            run: cat ${{ inputs.data }} > ${{ outputs.table }}
                        """);
        Task get = task(loaded, "get");
        assertEquals(List.of(Output.of("", "data/03.txt")), get.outputs());
        assertEquals(
                new Action.Command(
                        List.of(Template.of("echo 3 > data/03.txt")),
                        Action.Command.SH,
                        dev.weir.pipeline.WorkspacePath.of(".")),
                get.action());
        Task use = task(loaded, "use");
        assertEquals(
                List.of(Input.of("data", "data/03.txt"), Input.of("code", "src/**.py")),
                use.inputs());
        assertEquals(List.of(new TaskName("get")), use.needs());
        Action.Command command = (Action.Command) use.action();
        assertEquals(
                new Template(
                        List.of(
                                new Template.Literal("cat "),
                                new Template.InputPaths("data", false, false),
                                new Template.Literal(" > out/table.txt"))),
                command.scripts().getFirst());
    }

    @Test
    void a_mistake_is_shown_with_its_place_and_what_was_meant() {
        DiagnosticException wrong =
                assertThrows(
                        DiagnosticException.class,
                        () ->
                                read(
                                        """
                                        tasks:
                                          train: { run: "true" }
                                          all: { needs: trian }
                                        """));
        assertEquals(
                """
                Pipelinefile.yaml:3:17: error: no task named 'trian'
                    all: { needs: trian }
                                  ^^^^^
                  help: did you mean 'train'?
                """,
                wrong.getMessage());
    }

    private static Loaded read(String text) {
        return PipelinefileReader.read(
                new SourceText("Pipelinefile.yaml", text),
                ReadRequest.plain(StepCatalogue.of(List.of())));
    }

    private static Task task(Loaded loaded, String name) {
        Task task = loaded.pipeline().tasks().get(new TaskName(name));
        if (task == null) {
            throw new AssertionError("no task " + name);
        }
        return task;
    }
}
