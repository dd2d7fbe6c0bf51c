package dev.weir.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of weir when what it writes to goes away.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TerminalTest {
    private static final String PIPELINE =
            """
            version: 1
            default: slow
            tasks:
              slow:
                run: |
                  echo half > out.txt
                  [ "$(cat in.txt)" = quick ] && cp in.txt out.txt && seq 1 50000 && exit 0
                  sleep 60 &
                  touch begun
                  sleep 60
                inputs: in.txt
                outputs: out.txt
            """;

    @TempDir Path folder;
    private KilledSpace space;

    TerminalTest(@TempDir Path folder) throws IOException {
        space = KilledSpace.of(folder, PIPELINE);
    }

    @BeforeEach
    void build() throws IOException {
        space.write("in.txt", "quick\n");
    }

    private String weir() {
        return String.join(
                " ",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.weir.cli.Main");
    }

    private Process shell(String... words) throws IOException {
        return new ProcessBuilder(words)
                .directory(space.root().toFile())
                .redirectOutput(space.home().resolve("out").toFile())
                .redirectError(space.home().resolve("err").toFile())
                .start();
    }

    private String said(String stream) throws IOException {
        return Files.readString(space.home().resolve(stream));
    }

    private void await(String path) throws InterruptedException {
        while (!Files.exists(space.root().resolve(path))) {
            Thread.sleep(5);
        }
    }

    private static void awaitEnd(String process) throws InterruptedException {
        while (Files.exists(Path.of("/proc", process, "cwd"))) {
            Thread.sleep(5);
        }
    }

    private void didAll() throws IOException {
        assertEquals("quick\n", space.text("out.txt"));
        assertEquals(List.of(), space.processes());
        Call next = space.call();
        assertEquals(0, next.outcomes().size(), next::toString);
    }

    @Test
    void who_reads_one_line_gets_one_line_and_the_build_ends_well() throws Exception {
        Process process = shell("sh", "-c", "{ " + weir() + "; echo $? > code; } | head -n 1");
        assertEquals(0, process.waitFor());
        await("code");
        assertEquals("0\n", space.text("code"));
        assertEquals(1, said("out").lines().count());
        assertEquals("", said("err"));
        didAll();
    }

    @Test
    void without_an_output_the_build_is_done_and_the_loss_is_told() throws Exception {
        Process process = shell("sh", "-c", weir() + " >&-");
        assertEquals(1, process.waitFor(), said("err"));
        assertTrue(said("err").contains("cannot write the output"), said("err"));
        assertFalse(said("err").contains("\tat "), said("err"));
        didAll();
    }

    @Test
    void when_its_terminal_goes_away_it_ends_in_order() throws Exception {
        assumeTrue(Files.exists(Path.of("/usr/bin/script")) && Files.exists(Path.of("/proc")));
        Call first = space.call();
        assertEquals(List.of("slow"), List.copyOf(first.tasks("ran")), first::toString);
        space.write("in.txt", "slow\n");
        // The kernel tells the first shell alone, and the others when that has ended.
        String line = "sh -c 'trap : HUP; echo $$ > shell; " + weir() + "; echo $? > code'; :";
        Process terminal = shell("/usr/bin/script", "-qec", line, "/dev/null");
        await("begun");
        terminal.destroyForcibly().waitFor();
        await("code");
        awaitEnd(space.text("shell").strip());
        assertEquals("129\n", space.text("code"));
        assertEquals(List.of(), space.processes());
        space.write("in.txt", "quick\n");
        didAll();
    }
}
