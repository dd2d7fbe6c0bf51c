package dev.weir.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.cli.session.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// A workspace whose weirs are killed. It knows what a clean build would make of its pipeline.
final class KilledSpace {
    private static final int BIG = 3_000_000;

    private final Machine machine;
    private final Path home;
    private final TreeMap<String, String> texts = new TreeMap<>();

    /// What the last twenty builds replaced is kept, and a build that is cut off counts too.
    private static final int SURELY_KEPT = 8;

    private final SequencedSet<String> mine = new LinkedHashSet<>();
    private String standing = "";
    private String word = "hello";

    /// With commands that take their time.
    ///
    /// @param folder an empty one
    static KilledSpace slow(Path folder) throws IOException {
        return new KilledSpace(folder, KilledPipeline.TEXT);
    }

    /// With commands that do not wait.
    ///
    /// @param folder an empty one
    static KilledSpace quick(Path folder) throws IOException {
        return new KilledSpace(folder, KilledPipeline.TEXT.replaceAll("sleep 0.[15][0-9]*", ":"));
    }

    /// Of another pipeline: only to call and look.
    static KilledSpace of(Path folder, String pipeline) throws IOException {
        return new KilledSpace(folder, pipeline);
    }

    private KilledSpace(Path folder, String pipeline) throws IOException {
        Path root = Files.createDirectories(folder.resolve("work")).toRealPath();
        home = Files.createDirectories(folder.resolve("home")).toRealPath();
        machine = new Machine(root);
        machine.environment().put("HOME", home.toString());
        Files.writeString(root.resolve("Pipelinefile.yaml"), pipeline);
        Files.createDirectories(root.resolve("in"));
        text("a", "pear\napple\n");
        text("b", "quince\n");
        text("c", "fig\n");
    }

    Path root() {
        return machine.root();
    }

    Path home() {
        return home;
    }

    /// The words that say for which params to build.
    List<String> params() {
        return List.of("-P", "word=" + word);
    }

    private void text(String name, String text) throws IOException {
        texts.put(name, text);
        write("in/" + name + ".txt", text);
    }

    void write(String path, String text) throws IOException {
        Files.writeString(root().resolve(path), text);
    }

    String text(String path) throws IOException {
        return Files.readString(root().resolve(path));
    }

    Call call(String... words) {
        return machine.call(words);
    }

    /// Does what a person does between two builds.
    String edit(Random random) throws IOException {
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> {
                String name = List.of("a", "b", "c").get(random.nextInt(3));
                text(name, name + random.nextInt(6) + "\nother\n");
                return name + " changed";
            }
            case 3 -> {
                word = "word" + random.nextInt(3);
                return "the word is " + word;
            }
            case 4 -> {
                remove(root().resolve("parts"));
                return "parts removed";
            }
            case 5 -> {
                String name = List.of("sorted.txt", "told.txt", "big.bin").get(random.nextInt(3));
                remove(root().resolve(name));
                return name + " removed";
            }
            case 6 -> {
                editOne(random.nextInt(1_000_000));
                return "index.txt edited";
            }
            default -> {
                return "nothing edited";
            }
        }
    }

    /// Changes all that is read, so that every task has something else to make.
    void changeAll(String text) throws IOException {
        for (String name : List.of("a", "b", "c")) {
            text(name, name + " " + text + "\n");
        }
    }

    /// Writes over an output.
    void editOne(int number) throws IOException {
        String text = "mine " + number + "\n";
        mine.remove(standing);
        mine.add(text);
        if (mine.size() > SURELY_KEPT) {
            mine.removeFirst();
        }
        standing = text;
        remove(root().resolve("index.txt"));
        Files.writeString(root().resolve("index.txt"), text);
    }

    /// What was written over need not be kept any more.
    void loseMine() {
        mine.clear();
    }

    static void remove(Path path) throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            try (Stream<Path> all = Files.walk(path)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    /// Builds, by itself and to the end, what those that were killed left.
    ///
    /// @param done tasks of which one that was killed had said that they were done: they stay so
    void buildsWell(Set<String> done, String after) throws IOException {
        Files.deleteIfExists(home.resolve("ran"));
        Call call = machine.call(params().toArray(String[]::new));
        assertEquals(ExitCode.DONE, call.code(), () -> after + "\n" + call);
        assertFalse(call.err().contains("error:"), () -> after + "\n" + call);
        String all = after + "\n" + call;
        Set<String> again = ran();
        again.retainAll(done);
        assertEquals(Set.of(), again, "was done and ran again: " + all);
        assertEquals(List.of(), processes(), "still at work: " + all);
        hasOutputs(all);
        hasNothingElse(all);
        keptMine(all);
        standing = "";
        Call next = machine.call(params().toArray(String[]::new));
        assertEquals(ExitCode.DONE, next.code(), () -> after + "\nagain " + next);
        assertEquals(Set.of(), next.outcomes().keySet(), () -> after + "\nagain " + next);
        assertEquals("", next.err(), () -> after + "\nagain " + next);
    }

    private Set<String> ran() throws IOException {
        Path ran = home.resolve("ran");
        return Files.exists(ran) ? new TreeSet<>(Files.readAllLines(ran)) : new TreeSet<>();
    }

    private void hasOutputs(String after) throws IOException {
        String joined = String.join("", texts.values());
        String sorted = String.join("\n", joined.lines().sorted().toList()) + "\n";
        has("sorted.txt", sorted, after);
        has("told.txt", sorted, after);
        has("index.txt", sorted, after);
        has("parts/late", sorted, after);
        has("parts/below/word", word + "\n", after);
        assertTrue(Files.isSymbolicLink(root().resolve("parts/link")), after);
        try (Stream<Path> parts = Files.walk(root().resolve("parts"))) {
            assertEquals(5, parts.count(), after);
        }
        has("stubborn.txt", texts.get("a"), after);
        for (int n = 1; n <= 6; n++) {
            has("quick/" + n + ".txt", n + "\n" + texts.get("c"), after);
        }
        byte[] big = Files.readAllBytes(root().resolve("big.bin"));
        String end = new String(big, BIG, big.length - BIG, StandardCharsets.UTF_8);
        assertEquals(texts.get("b"), end, after);
    }

    private void has(String path, String text, String after) throws IOException {
        assertEquals(text, Files.readString(root().resolve(path)), () -> path + " " + after);
    }

    /// What stands beside outputs and is none.
    List<String> asides() throws IOException {
        try (Stream<Path> there = Files.walk(root())) {
            return there.map(Path::toString).filter(it -> it.contains(".weir~")).toList();
        }
    }

    /// No aside, no temporary, nothing that a dead one would have removed.
    private void hasNothingElse(String after) throws IOException {
        List<String> left = new ArrayList<>();
        try (Stream<Path> there = Files.walk(root())) {
            for (Path path : there.toList()) {
                String name = root().relativize(path).toString();
                if (name.contains(".weir~")
                        || name.startsWith("interim/")
                        || name.startsWith("cache/state/journal/")
                        || name.startsWith("cache/state/weirs/")
                        || name.startsWith("cache/tmp/") && !name.equals("cache/tmp/tasks")
                        || name.startsWith("cache/resume/")
                        || name.endsWith(".new")) {
                    left.add(name);
                }
            }
        }
        assertEquals(List.of(), left, after);
    }

    /// Whatever was written over is in the store.
    private void keptMine(String after) throws IOException {
        Set<String> missing = new TreeSet<>(mine);
        try (Stream<Path> blobs = Files.walk(root().resolve("cache/objects"))) {
            for (Path blob : blobs.filter(Files::isRegularFile).toList()) {
                if (Files.size(blob) < 20) {
                    missing.remove(Files.readString(blob));
                }
            }
        }
        assertEquals(Set.of(), missing, "lost: " + after);
    }

    /// Commands that still run here, whoever started them.
    List<String> processes() throws IOException {
        List<String> here = new ArrayList<>();
        for (ProcessHandle process : ProcessHandle.allProcesses().toList()) {
            Path place = Path.of("/proc/" + process.pid());
            try {
                if (process.pid() != ProcessHandle.current().pid()
                        && place.resolve("cwd").toRealPath().startsWith(root())) {
                    here.add(process.pid() + " " + Files.readString(place.resolve("stat")));
                }
            } catch (NoSuchFileException gone) {
                continue;
            } catch (IOException goneOrAnothers) {
                continue;
            }
        }
        return here;
    }
}
