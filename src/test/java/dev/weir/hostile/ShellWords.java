package dev.weir.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.build.verdict.CommandText;
import dev.weir.diagnostic.DiagnosticException;
import dev.weir.diagnostic.SourceText;
import dev.weir.pipeline.Action;
import dev.weir.pipeline.TaskName;
import dev.weir.pipelinefile.PipelinefileReader;
import dev.weir.pipelinefile.ReadRequest;
import dev.weir.step.catalogue.OwnSteps;
import dev.weir.step.catalogue.StepCatalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Values of a param in a command: a real shell must see each as one word that is it, whatever
/// stands before and after. Many go to one shell.
final class ShellWords {
    private static final int BATCH = 500;
    private static final SourceText SOURCE =
            new SourceText(
                    "Pipelinefile.yaml",
                    """
                    version: 1
                    params: { v: { default: '', type: string } }
                    tasks: { a: { run: "printf '%s\\\\0' ${{ params.v }}" } }
                    """);

    private final List<String> values = new ArrayList<>();
    private final StringBuilder script = new StringBuilder();

    void take(String value) throws Exception {
        ReadRequest request =
                new ReadRequest(
                        List.of(new ReadRequest.Given("v", value)),
                        _ -> Optional.empty(),
                        Map.of(),
                        StepCatalogue.of(List.of()),
                        OwnSteps.NONE);
        Action action;
        try {
            action =
                    PipelinefileReader.read(SOURCE, request)
                            .pipeline()
                            .tasks()
                            .get(new TaskName("a"))
                            .action();
        } catch (DiagnosticException refused) {
            assertTrue(value.indexOf('\0') >= 0, refused.getMessage());
            return;
        }
        script.append(
                        new CommandText((Action.Command) action, new TreeMap<>())
                                .scripts()
                                .getFirst())
                .append('\n');
        values.add(value);
        if (values.size() == BATCH) {
            reachTheShell();
        }
    }

    /// Asks the shell for what was collected.
    void reachTheShell() throws Exception {
        Process shell =
                new ProcessBuilder("sh", "-e", "-s")
                        .redirectErrorStream(true)
                        .redirectInput(ProcessBuilder.Redirect.PIPE)
                        .start();
        Thread writer =
                Thread.ofVirtual()
                        .start(() -> {
                            try (var to = shell.outputWriter(StandardCharsets.UTF_8)) {
                                to.write(script.toString());
                            } catch (IOException gone) {
                                throw new UncheckedIOException(gone);
                            }
                        });
        String seen = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        writer.join();
        assertEquals(0, shell.waitFor(), seen);
        assertEquals(values, Arrays.asList(seen.split("\0", -1)).subList(0, values.size()));
        values.clear();
        script.setLength(0);
    }
}
