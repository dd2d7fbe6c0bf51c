package dev.weir.hostile;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.diagnostic.Diagnostic;
import dev.weir.diagnostic.DiagnosticException;
import dev.weir.diagnostic.DiagnosticText;
import dev.weir.diagnostic.SourceText;
import dev.weir.graph.Problem;
import dev.weir.graph.ProblemsException;
import dev.weir.graph.TaskGraph;
import dev.weir.pipeline.Place;
import dev.weir.pipelinefile.Loaded;
import dev.weir.pipelinefile.PipelinefileReader;
import dev.weir.pipelinefile.ReadRequest;
import dev.weir.step.catalogue.OwnSteps;
import dev.weir.step.catalogue.StepCatalogue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// A Pipelinefile and what it is read with.
///
/// @param other for each file it names, but those of tables
/// @param table for those in TOML and JSON
record Files(String pipelinefile, String other, String table, List<ReadRequest.Given> given) {
    private static final StepCatalogue STEPS = StepCatalogue.builtIn();
    private static final List<String> PARAMS = List.of("a", "model.depth", "year", "fleet", "x");

    /// A text that is all there is.
    static Files of(String text) {
        return new Files(text, text, text, List.of(new ReadRequest.Given("a", "1")));
    }

    Files(Mutator mutator, Random random) {
        this(
                mutator.pipelinefile(random),
                random.nextInt(3) == 0 ? mutator.word(random) : mutator.pipelinefile(random),
                mutator.table(random),
                given(mutator, random));
    }

    private static List<ReadRequest.Given> given(Mutator mutator, Random random) {
        List<ReadRequest.Given> given = new ArrayList<>();
        for (int left = random.nextInt(3); left > 0; left--) {
            given.add(
                    new ReadRequest.Given(
                            random.nextInt(4) == 0
                                    ? mutator.word(random)
                                    : PARAMS.get(random.nextInt(PARAMS.size())),
                            mutator.word(random)));
        }
        return given;
    }

    /// Makes a graph of it, or says what is wrong and where.
    void read() {
        SourceText source = new SourceText("Pipelinefile.yaml", pipelinefile);
        ReadRequest request =
                new ReadRequest(given, this::text, Map.of("HOME", "/home"), STEPS, OwnSteps.NONE);
        try {
            Loaded loaded = PipelinefileReader.read(source, request);
            loaded.pipeline().tasks().keySet().forEach(name -> loaded.spans().of(Place.of(name)));
            isWhole(loaded.pipeline().toString());
            Said.isHarmless(DiagnosticText.of(loaded.warnings()));
            join(loaded);
        } catch (DiagnosticException wrong) {
            assertTrue(
                    wrong.diagnostics().stream()
                            .anyMatch(d -> d.severity() == Diagnostic.Severity.ERROR));
            wrong.diagnostics().forEach(Files::hasPlace);
            Said.isHarmless(DiagnosticText.of(wrong.diagnostics()));
        }
    }

    /// No half characters: nothing on the disk can be named so, nothing that runs be given it.
    private static void isWhole(String pipeline) {
        assertTrue(StandardCharsets.UTF_8.newEncoder().canEncode(pipeline), pipeline);
    }

    private Optional<SourceText> text(String path) {
        return switch (path.length() % 7) {
            case 0 -> Optional.empty();
            default ->
                    Optional.of(
                            new SourceText(
                                    path,
                                    path.endsWith(".toml") || path.endsWith(".json")
                                            ? table
                                            : other));
        };
    }

    private static void join(Loaded loaded) {
        try {
            assertFalse(TaskGraph.of(loaded.pipeline()).size() < 0);
        } catch (ProblemsException wrong) {
            for (Problem problem : wrong.problems()) {
                assertTrue(loaded.spans().of(problem.place()).line() > 0);
                assertFalse(problem.message().isEmpty());
            }
        }
    }

    private static void hasPlace(Diagnostic diagnostic) {
        switch (diagnostic.where()) {
            case Diagnostic.Where.Text(var span) ->
                    assertTrue(span.line() > 0 && span.column() > 0, diagnostic.message());
            case Diagnostic.Where.Named(String name) ->
                    assertFalse(name.isEmpty(), diagnostic.message());
            case Diagnostic.Where.Nowhere() ->
                    assertTrue(
                            diagnostic.message().endsWith(" more are not shown"),
                            "no place: " + diagnostic.message());
        }
    }
}
