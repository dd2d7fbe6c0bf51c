package dev.weir.pipelinefile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.diagnostic.DiagnosticException;
import dev.weir.diagnostic.SourceText;
import dev.weir.diagnostic.Span;
import dev.weir.pipeline.Action;
import dev.weir.pipeline.Input;
import dev.weir.pipeline.Output;
import dev.weir.pipeline.Param;
import dev.weir.pipeline.Place;
import dev.weir.pipeline.Task;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.Template;
import dev.weir.step.catalogue.OwnSteps;
import dev.weir.step.catalogue.StepCatalogue;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    @Test
    void line_ends_and_a_byte_order_mark_mean_nothing() throws IOException {
        Golden golden = new Golden("good", ".txt");
        for (String name : golden.names().toList()) {
            SourceText source = golden.source(name);
            String before =
                    PipelineDump.of(PipelinefileReader.read(source, golden.request(source)));
            for (String lineEnd : List.of("\r\n", "\r")) {
                String text = "\uFEFF" + source.text().replace("\n", lineEnd);
                SourceText other = new SourceText(source.name(), text);
                String after =
                        PipelineDump.of(PipelinefileReader.read(other, golden.request(source)));
                assertEquals(withoutColumns(before), withoutColumns(after), name);
            }
        }
    }

    /// Warnings show lines of the text, with their ends.
    private static List<String> withoutColumns(String dump) {
        return dump.lines().map(String::stripTrailing).toList();
    }

    @Test
    void the_params_can_be_read_alone() {
        List<Param> params =
                PipelinefileReader.params(
                        new SourceText(
                                "Pipelinefile.yaml",
                                "params: { a: 1, b: { c: x } }\ntasks: { wrong: }"),
                        ReadRequest.plain(StepCatalogue.of(List.of())));
        assertEquals(List.of("a", "b.c"), params.stream().map(Param::path).toList());
    }

    @Test
    void a_place_is_found_again_as_close_as_it_is_written_down() {
        Loaded loaded =
                read(
                        """
                        tasks:
                          one:
                            run: x
                            inputs: { a: in/a.txt, b: [in/b.txt, in/c.txt] }
                            outputs: [out/a.txt, out/b.txt]
                            needs: [two]
                          two: { run: x, outputs: single.txt }
                        """);
        TaskName one = new TaskName("one");
        TaskName two = new TaskName("two");
        assertEquals("2:3 one", found(loaded, Place.of(one)));
        assertEquals("3:5 run", found(loaded, Place.of(one, "run")));
        assertEquals("4:18 in/a.txt", found(loaded, Place.of(one, "inputs", "a")));
        assertEquals("5:26 out/b.txt", found(loaded, Place.of(one, "outputs", "1")));
        assertEquals("6:13 two", found(loaded, Place.of(one, "needs", "two")));
        assertEquals("5:14 [out/a.txt, out/b.txt]", found(loaded, Place.of(one, "outputs", "x")));
        assertEquals("7:27 single.txt", found(loaded, Place.of(two, "outputs", "0")));
        assertEquals("7:3 two", found(loaded, Place.of(two, "inputs")));
        assertEquals("1:1 ", found(loaded, Place.of(new TaskName("three"))));
    }

    private static String found(Loaded loaded, Place place) {
        Span span = loaded.spans().of(place);
        return span.line() + ":" + span.column() + " " + span.text();
    }

    @Test
    void a_value_of_the_command_line_wins_over_files_and_default() {
        SourceText source =
                new SourceText(
                        "Pipelinefile.yaml",
                        """
                        param_files: [one.yaml, two.json]
                        params: { a: 1, b: 1, c: 1, d: 1 }
                        tasks: { t: { run: x } }
                        """);
        ReadRequest request =
                new ReadRequest(
                        List.of(new ReadRequest.Given("d", "5"), new ReadRequest.Given("d", "4")),
                        name ->
                                Optional.of(
                                        new SourceText(
                                                name,
                                                name.equals("one.yaml")
                                                        ? "b: 2\nc: 2\nd: 2"
                                                        : "{\t\"c\": 3,\n\t\"d\": 3}")),
                        Map.of(),
                        StepCatalogue.of(List.of()),
                        OwnSteps.NONE);
        assertEquals(
                List.of("1", "2", "3", "4"),
                PipelinefileReader.read(source, request).pipeline().params().stream()
                        .map(param -> param.value().text())
                        .toList());
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
