package dev.weir.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.diagnostic.DiagnosticException;
import dev.weir.diagnostic.SourceText;
import dev.weir.docs.Page.Block;
import dev.weir.graph.ProblemsException;
import dev.weir.graph.TaskGraph;
import dev.weir.pipelinefile.PipelinefileReader;
import dev.weir.pipelinefile.ReadRequest;
import dev.weir.step.Rest;
import dev.weir.step.catalogue.OwnStep;
import dev.weir.step.catalogue.OwnSteps;
import dev.weir.step.catalogue.StepCatalogue;
import dev.weir.step.catalogue.StepEntry;
import dev.weir.step.catalogue.StepShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the docs say is so.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DocsTest {
    private static final long ROWS = 50_000;

    @Test
    void every_sample_of_a_pipelinefile_is_one() throws IOException {
        List<String> wrong = new ArrayList<>();
        int samples = 0;
        for (Page page : Page.all()) {
            for (Block block : page.blocks()) {
                boolean meant = block.mark().map(mark -> !mark.wrong()).orElse(true);
                if (block.language().equals("yaml") && isPipelinefile(block) && meant) {
                    samples++;
                    mistakes(page, block)
                            .ifPresent(what ->
                                    wrong.add(page.file() + ":" + block.line() + ": " + what));
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(samples > 3, samples + " samples");
    }

    private static boolean isPipelinefile(Block block) {
        return block.lines().stream().anyMatch(line -> line.startsWith("tasks:"));
    }

    private static Optional<SourceText> file(Page page, String path) {
        return page.blocks().stream()
                .filter(block -> block.mark("file").filter(path::equals).isPresent())
                .map(block -> new SourceText(path, block.text()))
                .findFirst();
    }

    private static Optional<String> mistakes(Page page, Block block) {
        ReadRequest request =
                new ReadRequest(
                        List.of(),
                        path -> file(page, path),
                        Map.of(),
                        StepCatalogue.builtIn(),
                        DocsTest::own);
        try {
            TaskGraph.of(
                    PipelinefileReader.read(
                                    new SourceText("Pipelinefile.yaml", block.text()), request)
                            .pipeline());
            return Optional.empty();
        } catch (DiagnosticException | ProblemsException mistakes) {
            return Optional.of(String.valueOf(mistakes.getMessage()));
        }
    }

    /// Steps whose code is a sample itself take any settings.
    private static OwnSteps.Answer own(OwnStep step) {
        return new OwnSteps.Answer.Known(
                StepEntry.of(step.id(), "Own", "0".repeat(64), "", StepShape.of(AnySettings.class)),
                Collections.emptySortedSet());
    }

    record AnySettings(@Rest Map<String, Object> all) {}

    @Test
    void every_sample_of_a_console_is_what_weir_prints(@TempDir Path folder) throws Exception {
        int calls = 0;
        for (Page page : Page.all()) {
            calls += replay(page, folder.resolve(page.file().toString()));
        }
        assertTrue(calls > 10, calls + " calls");
    }

    private static int replay(Page page, Path folder) throws Exception {
        Map<String, Replay> places = new java.util.HashMap<>();
        int calls = 0;
        for (Block block : page.blocks()) {
            if (block.mark("file").isPresent()) {
                Path file = folder.resolve(block.mark("file").get());
                Files.createDirectories(file.getParent());
                Files.writeString(file, block.text());
            }
            if (block.language().equals("console")) {
                String name = block.mark("replay").orElse("shipped");
                if (!places.containsKey(name)) {
                    Path place = folder.resolve(name);
                    places.put(
                            name,
                            name.equals("shipped")
                                    ? Replay.shipped(place, ROWS)
                                    : Replay.in(place));
                }
                calls += replay(page.file() + ":" + block.line(), block, places.get(name));
            }
        }
        return calls;
    }

    private static int replay(String where, Block block, Replay place) throws Exception {
        List<Transcript.Call> calls = Transcript.of(block.lines()).calls();
        for (Transcript.Call call : calls) {
            String printed = place.call(call.command()).text();
            List<String> sample =
                    call.printed().stream().filter(line -> !line.startsWith("weir: ")).toList();
            assertTrue(
                    Transcript.alike(sample, printed.lines().toList()),
                    () ->
                            "%s: $ %s\n--- not printed\n%s\n--- printed\n%s"
                                    .formatted(
                                            where,
                                            call.command(),
                                            String.join(
                                                    "\n",
                                                    Transcript.unlike(
                                                            sample, printed.lines().toList())),
                                            printed));
        }
        return calls.size();
    }

    /// One that is a file of a replay is compiled there.
    @Test
    void every_sample_in_java_is_compiled_and_tested() throws IOException {
        StringBuilder code = new StringBuilder();
        try (Stream<Path> files = Files.list(Path.of("src/test/java/dev/weir/docs"))) {
            for (Path file : files.toList()) {
                code.append(Files.readString(file).indent(-100)).append('\n');
            }
        }
        String flat = flat(code.toString());
        for (Page page : Page.all()) {
            for (Block block : page.blocks()) {
                if (block.language().equals("java") && block.mark("file").isEmpty()) {
                    assertTrue(flat.contains(flat(block.text())), page.file() + ":" + block.line());
                }
            }
        }
    }

    private static String flat(String code) {
        return code.replaceAll("\\s+", " ").strip();
    }

    @Test
    void every_link_leads_somewhere() throws IOException {
        TreeSet<String> broken = new TreeSet<>();
        for (Page page : Page.all()) {
            for (String link : page.links()) {
                if (!leadsSomewhere(page, link)) {
                    broken.add(page.file() + ": " + link);
                }
            }
        }
        assertEquals(new TreeSet<>(), broken);
    }

    private static boolean leadsSomewhere(Page page, String link) throws IOException {
        if (link.startsWith("https://")) {
            return true;
        }
        int hash = link.indexOf('#');
        String path = hash < 0 ? link : link.substring(0, hash);
        Path file = path.isEmpty() ? page.file() : page.file().resolveSibling(path);
        if (!Files.exists(file)) {
            return false;
        }
        return hash < 0 || Page.read(file).anchors().contains(link.substring(hash + 1));
    }
}
