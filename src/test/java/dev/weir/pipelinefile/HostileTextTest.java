package dev.weir.pipelinefile;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.weir.diagnostic.Diagnostic;
import dev.weir.diagnostic.DiagnosticException;
import dev.weir.diagnostic.DiagnosticText;
import dev.weir.diagnostic.SourceText;
import dev.weir.pipeline.Place;
import dev.weir.step.catalogue.OwnSteps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/// Whatever a text holds, reading it ends with a pipeline or with mistakes that have a place.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HostileTextTest {
    private static final Path PAIRS = Path.of("src/test/resources/pipelinefile");
    private static final List<String> PIECES =
            List.of(
                    "${{ params.a }}",
                    "${{",
                    "}}",
                    "${{ tasks.a.out }}",
                    "${{ inputs }}",
                    ":",
                    ": ",
                    "- ",
                    "{",
                    "}",
                    "[",
                    "]",
                    ",",
                    "\"",
                    "'",
                    "|\n",
                    ">\n",
                    "&a ",
                    "*a",
                    "!!str ",
                    "<<: ",
                    "#",
                    "\n",
                    "\n  ",
                    "\n    ",
                    "\t",
                    "? ",
                    "---\n",
                    "...",
                    "%YAML 1.2\n",
                    "\\",
                    "\\u0000",
                    "~",
                    "null",
                    "true",
                    "yes",
                    "012",
                    "1e999",
                    ".inf",
                    "-",
                    "0x",
                    "\uFEFF",
                    "\u0085",
                    "\u2028",
                    "😀",
                    "é",
                    "\u0000",
                    "\uD800",
                    "\uFFFD",
                    "params",
                    "tasks",
                    "run",
                    "uses",
                    "with",
                    "inputs",
                    "outputs",
                    "needs",
                    "when",
                    "matrix",
                    "matrix: { a: [1, 2] }",
                    "matrix.a",
                    "@a=1",
                    "include",
                    "include: [{ path: b/x.yaml, as: x }]",
                    "x.",
                    "env",
                    "default",
                    "min",
                    "choices",
                    "type",
                    "path",
                    "exclude",
                    "**",
                    "*",
                    "[a-",
                    "{a,b",
                    "../",
                    "/",
                    "cache/",
                    "30d",
                    "4GB",
                    "99999999999999999999",
                    "@",
                    "`",
                    "%");

    private final long seed = Long.getLong("weir.fuzz.seed", 20_260_301);
    private final int cases = Integer.getInteger("weir.fuzz.cases", 4_000);

    @Test
    void a_mutated_pipelinefile_is_read_or_refused() throws IOException {
        List<String> texts = texts();
        Random random = new Random(seed);
        for (int i = 0; i < cases; i++) {
            String text = mutated(texts.get(random.nextInt(texts.size())), texts, random);
            Assertions.assertTimeoutPreemptively(
                    Duration.ofSeconds(20), () -> check(text), () -> "took too long:\n" + text);
        }
    }

    private void check(String text) {
        SourceText source = new SourceText("Pipelinefile.yaml", text);
        ReadRequest request =
                new ReadRequest(
                        List.of(new ReadRequest.Given("a", "1")),
                        path -> Optional.of(new SourceText(path, text)),
                        Map.of("HOME", "/home"),
                        TestSteps.catalogue(),
                        OwnSteps.NONE);
        try {
            Loaded loaded = PipelinefileReader.read(source, request);
            loaded.pipeline().tasks().keySet().forEach(name -> loaded.spans().of(Place.of(name)));
            PipelineDump.of(loaded);
        } catch (DiagnosticException wrong) {
            assertTrue(
                    wrong.diagnostics().stream()
                            .anyMatch(d -> d.severity() == Diagnostic.Severity.ERROR));
            DiagnosticText.of(wrong.diagnostics());
        } catch (RuntimeException | StackOverflowError wrong) {
            fail("seed " + seed + ":\n" + text, wrong);
        }
    }

    private static List<String> texts() throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(PAIRS)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".yaml")).sorted().toList()) {
                texts.add(Files.readString(file));
            }
        }
        return texts;
    }

    private static String mutated(String original, List<String> others, Random random) {
        StringBuilder text = new StringBuilder(original);
        int changes = 1 + random.nextInt(6);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(text.length() + 1);
            int end = Math.min(text.length(), at + random.nextInt(30));
            switch (random.nextInt(7)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 2 -> text.replace(at, end, PIECES.get(random.nextInt(PIECES.size())));
                case 3 -> text.insert(at, text.substring(at, end));
                case 4 -> text.setLength(at);
                case 5 -> {
                    String other = others.get(random.nextInt(others.size()));
                    int from = random.nextInt(other.length());
                    int to = Math.min(other.length(), from + random.nextInt(80));
                    text.insert(at, other, from, to);
                }
                default ->
                        text.insert(
                                at,
                                PIECES.get(random.nextInt(PIECES.size()))
                                        .repeat(1 + random.nextInt(40)));
            }
        }
        return text.toString();
    }

    @Test
    void a_text_that_costs_more_than_it_is_long_is_refused_in_time() {
        List<String> texts =
                List.of(
                        "[".repeat(200_000),
                        "- ".repeat(200_000),
                        "{a: ".repeat(100_000),
                        "? ".repeat(100_000),
                        "a: &a [" + "*a, ".repeat(1000) + "]",
                        "tasks:\n" + "  a: { run: x }\n".repeat(50_000),
                        "tasks: { a: { run: \"" + "${{ params.x }} ".repeat(60_000) + "\" } }",
                        "tasks: { a: { run: \"" + "${{ ".repeat(100_000) + "\" } }",
                        "params: { l: [" + "x, ".repeat(100_000) + "] }\ntasks: { a: { run: x } }",
                        "tasks: { a: { run: x, inputs: \"" + "{a,".repeat(5_000) + "\" } }",
                        "tasks: { a: { run: x, inputs: \"" + "{a,b}".repeat(60) + "\" } }",
                        "tasks: { a: { run: x, timeout: " + "1ms".repeat(100_000) + " } }",
                        "tasks: { a: { run: \"" + "((".repeat(50_000) + "${{ task.name }}\" } }",
                        "tasks: { a: { run: \""
                                + "<<E ".repeat(20_000)
                                + "\\n${{ task.name }}\" } }",
                        "'" + "a".repeat(999_000),
                        "'" + "a".repeat(5_000_000),
                        many("params: { all: [", "\"${{ params.x%d }}\", ", "] }", 20_000),
                        many("tasks: {", " t%d: { run: x, needs: u%d },", "}", 20_000));
        for (String text : texts) {
            Assertions.assertTimeoutPreemptively(
                    Duration.ofSeconds(30),
                    () -> check(text),
                    () -> text.substring(0, Math.min(60, text.length())));
        }
    }

    private static String many(String start, String item, String end, int count) {
        StringBuilder text = new StringBuilder(start);
        for (int i = 0; i < count; i++) {
            text.append(item.replace("%d", Integer.toString(i)));
        }
        return text.append(end).toString();
    }
}
