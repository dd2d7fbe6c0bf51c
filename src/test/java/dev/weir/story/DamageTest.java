package dev.weir.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.cli.session.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever becomes of weir's own files, a build ends well, its outputs are those of a clean one,
/// and the next build runs nothing. A soak (`mvn verify -Psoak-damage`) goes on from a seed for as
/// many steps as it is told.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DamageTest {
    private static final String PIPELINE =
            """
            version: 1
            default: all
            params: { top: 2, greeting: { default: hello, choices: [hello, servus] } }
            temporary: interim/
            tasks:
              gather: { run: cat texts/*.txt > interim/all.txt, inputs: texts/*.txt, outputs: interim/all.txt }
              sort: { run: sort interim/all.txt > sorted.txt, inputs: interim/all.txt, outputs: sorted.txt }
              top: { run: "head -n ${{ params.top }} sorted.txt > out/top.txt", inputs: sorted.txt, outputs: out/top.txt }
              parts:
                run: |
                  mkdir -p parts/below
                  echo ${{ params.greeting }} > parts/below/greeting
                  printf '#!/bin/sh\\n' > parts/program && chmod +x parts/program
                  cp sorted.txt parts/sorted
                inputs: sorted.txt
                outputs: parts/
              measure:
                run: "printf '{\\"lines\\":%s}' $(wc -l < sorted.txt) > out/metrics.json"
                inputs: sorted.txt
                outputs: { metrics: { path: out/metrics.json, kind: metrics } }
              check: { uses: gate, with: { lines: ">= 1" }, inputs: { metrics: out/metrics.json } }
              tell: { needs: check, run: cat out/top.txt > out/told.txt, inputs: out/top.txt, outputs: out/told.txt, effect: true }
              all: { needs: [tell, parts] }
            """;

    private static final int STEPS = 120;

    @TempDir Path folder;
    private Machine machine = new Machine(Path.of("unset"));
    private Random random = new Random();
    private final TreeMap<String, String> texts = new TreeMap<>();
    private int top = 2;
    private String greeting = "hello";

    @BeforeEach
    void a_pipeline_that_was_built() throws IOException {
        machine = new Machine(folder.toRealPath());
        Files.writeString(machine.root().resolve("Pipelinefile.yaml"), PIPELINE);
        text("a", "pear\napple\n");
        text("b", "quince\n");
    }

    private void text(String name, String text) throws IOException {
        texts.put(name, text);
        Path file = machine.root().resolve("texts/" + name + ".txt");
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @AfterEach
    void make_all_readable() throws IOException {
        try (Stream<Path> all = Files.walk(machine.root())) {
            for (Path path : all.toList()) {
                assertTrue(path.toFile().setWritable(true) || !Files.exists(path), path.toString());
            }
        }
    }

    @Test
    void a_build_with_damaged_records_and_results_ends_well_and_makes_what_a_clean_one_makes()
            throws Exception {
        long seed = Long.getLong("damage.seed", 1);
        int steps = Integer.getInteger("damage.steps", STEPS);
        build("the first build");
        for (long step = seed; step < seed + steps; step++) {
            random = new Random(step);
            List<String> done = new ArrayList<>();
            for (int changes = random.nextInt(3); changes > 0; changes--) {
                done.add(change());
            }
            for (int damages = 1 + random.nextInt(3); damages > 0; damages--) {
                done.add(damage());
            }
            build("step " + step + ": " + String.join(", then ", done));
        }
    }

    // ---- what a person does

    private String change() throws IOException {
        switch (random.nextInt(6)) {
            case 0 -> {
                text("a", "word" + random.nextInt(5) + "\nother\n");
                return "texts/a.txt changed";
            }
            case 1 -> {
                top = 1 + random.nextInt(2);
                return "top is " + top;
            }
            case 2 -> {
                greeting = random.nextBoolean() ? "hello" : "servus";
                return "greeting is " + greeting;
            }
            case 3 -> {
                remove(machine.root().resolve("parts"));
                return "parts removed";
            }
            case 4 -> {
                Files.deleteIfExists(machine.root().resolve("sorted.txt"));
                return "sorted.txt removed";
            }
            default -> {
                Files.deleteIfExists(machine.root().resolve("out/top.txt"));
                return "out/top.txt removed";
            }
        }
    }

    // ---- what a disk does

    private String damage() throws IOException {
        if (random.nextInt(12) == 0) {
            Duration back = Duration.ofHours(random.nextInt(100) - 80);
            machine.clock().advance(back);
            return "the clock moved by " + back;
        }
        List<Path> files = files();
        Path file = files.get(random.nextInt(files.size()));
        String name = machine.root().relativize(file).toString();
        byte[] bytes = Files.readAllBytes(file);
        FileTime time = Files.getLastModifiedTime(file);
        String how = damage(file, bytes, files);
        if (Files.exists(file) && random.nextInt(4) == 0) {
            Files.setLastModifiedTime(file, time);
            how += " behind its time";
        }
        return name + " " + how;
    }

    private String damage(Path file, byte[] bytes, List<Path> files) throws IOException {
        int at = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
        switch (random.nextInt(10)) {
            case 0 -> {
                Files.delete(file);
                return "removed";
            }
            case 1 -> {
                write(file, Arrays.copyOf(bytes, at));
                return "cut at " + at;
            }
            case 2 -> {
                write(file, new byte[bytes.length]);
                return "zeroed";
            }
            case 3 -> {
                byte[] more = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(40));
                write(file, more);
                return "longer by " + (more.length - bytes.length);
            }
            case 4 -> {
                Path other = files.get(random.nextInt(files.size()));
                byte[] others = Files.readAllBytes(other);
                write(other, bytes);
                write(file, others);
                return "swapped with " + machine.root().relativize(other);
            }
            case 5 -> {
                String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
                String future = text.replaceFirst("[0-9]", "9");
                write(file, future.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
                return "from the future";
            }
            case 6 -> {
                String name = machine.root().relativize(file).toString();
                if (!name.matches("cache/(actions|objects)/.*|cache/state/trace")) {
                    return "left alone";
                }
                Files.delete(file);
                Files.createDirectories(file.resolve("inner"));
                Files.write(file.resolve("inner/file"), bytes);
                return "a folder now";
            }
            case 7 -> {
                for (int i = at; i < Math.min(bytes.length, at + 512); i++) {
                    bytes[i] = 0;
                }
                write(file, bytes);
                return "with a hole at " + at;
            }
            default -> {
                if (bytes.length > 0) {
                    bytes[at] ^= (byte) (1 << random.nextInt(8));
                }
                write(file, bytes);
                return "with a flipped bit at " + at;
            }
        }
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        assertTrue(file.toFile().setWritable(true));
        Files.write(file, bytes);
    }

    /// All that weir reads again, but what is only written for people.
    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(machine.root().resolve("cache"))) {
            for (Path path : all.sorted().toList()) {
                String name = machine.root().relativize(path).toString();
                if (Files.isRegularFile(path) && !name.startsWith("cache/runs/")) {
                    files.add(path);
                }
            }
        }
        return files;
    }

    private static void remove(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    // ---- what weir does

    private void build(String after) throws IOException {
        String[] words = {"-P", "top=" + top, "-P", "greeting=" + greeting};
        Call call = built(words, after);
        assertEquals(ExitCode.DONE, call.code(), () -> after + "\n" + call);
        assertFalse(call.err().contains("error:"), () -> after + "\n" + call);
        saysNothingTwice(call, after);
        hasAll(after);
        Call again = machine.call(words);
        assertEquals(ExitCode.DONE, again.code(), () -> after + "\nagain " + again);
        assertEquals(Set.of(), again.outcomes().keySet(), () -> after + "\nagain " + again);
        assertEquals("", again.err(), () -> after + "\nagain " + again);
    }

    /// Where the end of the trace is missing and bytes of the store as well, nobody can tell a
    /// folder from the user's: then weir asks.
    private Call built(String[] words, String after) {
        Call call = machine.call(words);
        boolean silent =
                after.contains("cache/state/trace removed")
                        || after.contains("cache/state/trace cut");
        if (!silent || !call.err().contains("replace the folder with --overwrite")) {
            return call;
        }
        List<String> more = new ArrayList<>(List.of(words));
        more.add("--overwrite");
        return machine.call(more.toArray(String[]::new));
    }

    private static void saysNothingTwice(Call call, String after) {
        Set<String> said = new HashSet<>();
        for (String line : call.err().lines().toList()) {
            assertTrue(said.add(line), () -> "said twice: " + line + "\n" + after + "\n" + call);
        }
    }

    private void hasAll(String after) throws IOException {
        StringBuilder all = new StringBuilder();
        texts.values().forEach(all::append);
        List<String> lines = all.toString().lines().sorted().toList();
        String sorted = String.join("\n", lines) + "\n";
        has("sorted.txt", sorted, after);
        String first = String.join("\n", lines.subList(0, top)) + "\n";
        has("out/top.txt", first, after);
        has("out/told.txt", first, after);
        has("out/metrics.json", "{\"lines\":" + lines.size() + "}", after);
        has("parts/sorted", sorted, after);
        has("parts/below/greeting", greeting + "\n", after);
        has("parts/program", "#!/bin/sh\n", after);
        assertTrue(Files.isExecutable(machine.root().resolve("parts/program")), after);
        assertFalse(Files.exists(machine.root().resolve("interim/all.txt")), after);
        try (Stream<Path> there = Files.walk(machine.root().resolve("parts"))) {
            assertEquals(5, there.count(), after);
        }
        try (Stream<Path> there = Files.walk(machine.root())) {
            assertFalse(
                    there.anyMatch(path -> path.getFileName().toString().startsWith(".weir~")),
                    after);
        }
    }

    private void has(String path, String text, String after) throws IOException {
        assertEquals(text, Files.readString(machine.root().resolve(path)), () -> path + after);
    }
}
