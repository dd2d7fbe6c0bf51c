package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.cli.session.ExitCode;
import dev.weir.cli.session.Session;
import dev.weir.cli.session.Signals;
import dev.weir.cli.session.Terminal;
import dev.weir.report.TextOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CliTest {
    private static final Pattern DETAILS = Pattern.compile("details are in (\\S+)\\)");

    @TempDir Path folder;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Cli cli(OutputStream out, BooleanSupplier terminal) {
        return new Cli(
                new Session(
                        folder,
                        Map.of(),
                        new TextOutput(out),
                        new TextOutput(err),
                        new FakeTerminal(terminal),
                        new NoSignals(),
                        Clock.systemUTC(),
                        "1.2.3",
                        ""));
    }

    @Test
    void a_mistake_in_weir_is_one_line_and_a_file_with_details() throws IOException {
        Files.writeString(
                folder.resolve("Pipelinefile.yaml"),
                "version: 1\ntasks: { a: { run: echo, outputs: a } }\n");
        BooleanSupplier broken =
                () -> {
                    throw new IllegalStateException("no such bug");
                };
        Cli cli = cli(new ByteArrayOutputStream(), broken);
        assertEquals(ExitCode.INTERNAL, cli.run(List.of("list")));
        String said = err.toString(StandardCharsets.UTF_8);
        assertEquals(1, said.lines().count(), said);
        Matcher details = DETAILS.matcher(said);
        assertTrue(details.find(), said);
        Path file = Path.of(details.group(1));
        String text = Files.readString(file);
        Files.delete(file);
        assertTrue(text.contains("weir 1.2.3 list"), text);
        assertTrue(text.contains("no such bug"), text);
    }

    @Test
    void a_full_disk_under_the_output_is_said() {
        Cli cli = cli(failing("No space left on device"), () -> false);
        assertEquals(ExitCode.FAILED, cli.run(List.of("--version")));
        assertEquals(
                "error: cannot write the output: no space left on device\n",
                err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void a_reader_that_is_gone_is_nothing_to_talk_about() {
        Cli cli = cli(failing("Broken pipe"), () -> false);
        assertEquals(ExitCode.DONE, cli.run(List.of("--version")));
        assertEquals("", err.toString(StandardCharsets.UTF_8));
    }

    private static OutputStream failing(String message) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(message);
            }
        };
    }

    private record FakeTerminal(BooleanSupplier out) implements Terminal {
        @Override
        public boolean isOut() {
            return out.getAsBoolean();
        }

        @Override
        public boolean isErr() {
            return false;
        }

        @Override
        public int columns() {
            return 0;
        }
    }

    private static final class NoSignals implements Signals {
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
