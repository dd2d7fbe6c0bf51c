package dev.weir.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.weir.pipeline.PathPattern;
import dev.weir.pipeline.WorkspacePath;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever a text holds, reading it ends with a pipeline or with mistakes that have a place.
/// `-Dtext.seed=5000 -Dtext.cases=1000` plays the cases from one seed on; `mvn verify -Psoak-text`
/// plays a million, in a small heap. A case that goes wrong is printed with its seed.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HostileTextTest {
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final int SAID_EVERY = 100_000;

    private final long first = Long.getLong("text.seed", 1);
    private final int cases = Integer.getInteger("text.cases", 6_000);
    private final Mutator mutator = new Mutator();

    @TempDir Path folder;

    /// Most are Pipelinefiles with files of params, variables and other pipelines, and values for
    /// params from the command line; the others paths, values for a shell, words for weir, and
    /// files whose paths it looks for on the disk.
    @Test
    void a_mutated_text_is_read_or_refused() throws Exception {
        CommandLine words = new CommandLine(folder);
        ShellWords values = new ShellWords();
        for (long seed = first; seed < first + cases; seed++) {
            Random random = new Random(seed);
            switch ((int) (seed % 10)) {
                case 0 -> inTime(seed, mutator.word(random), HostileTextTest::readAsPath);
                case 1 -> inTime(seed, mutator.word(random), values::take);
                case 2 -> {
                    List<String> line =
                            List.of(
                                    mutator.word(random),
                                    mutator.word(random),
                                    mutator.word(random));
                    inTime(seed, String.join("\n", line), _ -> words.ask(line, random));
                }
                case 3 ->
                        inTime(seed, mutator.pipelinefile(random), text -> words.ask(text, random));
                default -> {
                    Files files = new Files(mutator, random);
                    inTime(seed, files.toString(), _ -> files.read());
                }
            }
            long done = seed + 1 - first;
            if (done % SAID_EVERY == 0) {
                System.out.println("text: seeds " + first + " to " + seed + " are read or refused");
            }
        }
        values.reachTheShell();
    }

    private interface Reading {
        void read(String text) throws Exception;
    }

    private static void inTime(long seed, String text, Reading reading) {
        Assertions.assertTimeoutPreemptively(
                LONGEST,
                () -> {
                    try {
                        reading.read(text);
                    } catch (IOException | RuntimeException | Error wrong) {
                        fail("seed " + seed + ": " + wrong + "\n" + text, wrong);
                    }
                },
                () -> "seed " + seed + " took too long:\n" + text);
    }

    /// A path or a glob is one, or it is said why not; a glob that matches a file can be reached
    /// through each of its folders.
    private static void readAsPath(String text) {
        PathPattern pattern;
        WorkspacePath path;
        try {
            pattern = PathPattern.of(text);
            path = WorkspacePath.of(text);
        } catch (IllegalArgumentException refused) {
            assertTrue(refused.getMessage().length() > 10, refused.getMessage());
            return;
        }
        assertEquals(path, WorkspacePath.of(path.text()));
        for (String name : List.of("a", "a/b.csv", "data/é/😀", path.text())) {
            WorkspacePath file = WorkspacePath.of(name);
            if (pattern.matches(file) && pattern.isGlob()) {
                for (int slash = name.lastIndexOf('/');
                        slash > 0;
                        slash = name.lastIndexOf('/', slash - 1)) {
                    String above = name.substring(0, slash);
                    assertTrue(pattern.mayMatchBelow(WorkspacePath.of(above)), above);
                }
            }
        }
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
                    () -> Files.of(text).read(),
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
