package dev.weir.hostile;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.cli.Cli;
import dev.weir.cli.session.ExitCode;
import dev.weir.cli.session.NoTerminal;
import dev.weir.cli.session.Session;
import dev.weir.cli.session.Signals;
import dev.weir.report.TextOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Words for a weir that is only asked: it answers, or says which word is wrong.
final class CommandLine {
    private static final List<String> QUESTIONS =
            List.of("params", "list", "status", "explain", "graph", "log", "help", "cache");
    private static final List<String> STARTS =
            List.of("", "", "-P", "-Pa=", "--param=a=", "--a=", "--", "-", "-f", "-C", "--a", "-j");

    /// The first of the questions, which look at inputs and outputs.
    private static final int LOOKING = 5;

    private static final String PIPELINE =
            """
            version: 1
            default: t
            params: { a: 1, model: { depth: 2, rate: 0.1 }, names: [x], day: 2026-01-31 }
            tasks: { t: { run: "echo ${{ params.a }}", inputs: in, outputs: "out/${{ params.model.depth }}" } }
            """;

    private final Path folder;
    private final Path file;

    CommandLine(Path folder) throws IOException {
        this.folder = folder;
        this.file = folder.resolve("Pipelinefile.yaml");
        java.nio.file.Files.writeString(file, PIPELINE);
    }

    void ask(List<String> words, Random random) {
        List<String> line = new ArrayList<>();
        line.add(QUESTIONS.get(random.nextInt(QUESTIONS.size())));
        for (String word : words) {
            // No process can be given a NUL.
            line.add(STARTS.get(random.nextInt(STARTS.size())) + word.replace("\0", ""));
        }
        ask(line);
    }

    /// Has weir look at what a Pipelinefile means for the disk.
    void ask(String pipelinefile, Random random) throws IOException {
        java.nio.file.Files.writeString(file, pipelinefile);
        ask(List.of(QUESTIONS.get(random.nextInt(LOOKING))));
        java.nio.file.Files.writeString(file, PIPELINE);
    }

    private void ask(List<String> line) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        ExitCode code = new Cli(session(out, err)).run(line);
        String said = err.toString(StandardCharsets.UTF_8);
        assertTrue(
                code == ExitCode.DONE || code == ExitCode.REFUSED && !said.isEmpty(),
                () -> line + " ended with " + code + ": " + said);
        Said.isHarmless(said);
    }

    private Session session(ByteArrayOutputStream out, ByteArrayOutputStream err) {
        return new Session(
                folder,
                Map.of(),
                new TextOutput(out),
                new TextOutput(err),
                new NoTerminal(),
                new Silence(),
                Clock.systemUTC(),
                "test",
                "test");
    }

    private record Silence() implements Signals {
        @Override
        public Listening listen(Listener listener) {
            return () -> {};
        }

        @Override
        public void endAtOnce(ExitCode code) {
            throw new IllegalStateException(code.toString());
        }
    }
}
