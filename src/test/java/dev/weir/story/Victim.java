package dev.weir.story;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A weir in a process of its own, to be killed by the kernel at some instant.
final class Victim {
    private static final int KILLED = 137;
    private static final String PLACE = "died";
    private static final String COMPLAINED = "complained";

    private final Path root;
    private final Path claims;
    private final Path said;
    private final Process process;

    private Victim(Path root, Path said, Process process) {
        this.root = root;
        this.claims = root.resolve("cache/state/weirs");
        this.said = said;
        this.process = process;
    }

    static Victim start(KilledSpace space, List<String> words) throws IOException {
        return start(space, words, List.of(), "");
    }

    /// One that kills itself.
    ///
    /// @param classes those of [DeadlyClasses]
    /// @param step the one before which it does
    static Victim dying(KilledSpace space, List<String> words, Path classes, int step)
            throws IOException {
        return dying(space, words, classes, "-Ddeath.step=" + step);
    }

    /// One that kills itself some steps after one of a name.
    static Victim dyingAfter(
            String name, int step, KilledSpace space, List<String> words, Path classes)
            throws IOException {
        return dying(space, words, classes, "-Ddeath.step=" + step, "-Ddeath.after=" + name);
    }

    private static Victim dying(
            KilledSpace space, List<String> words, Path classes, String... properties)
            throws IOException {
        Path place = space.home().resolve(PLACE);
        Files.deleteIfExists(place);
        List<String> all = new ArrayList<>(List.of(properties));
        all.add("-Ddeath.place=" + place);
        return start(space, words, all, classes + File.pathSeparator);
    }

    private static Victim start(
            KilledSpace space, List<String> words, List<String> properties, String classes)
            throws IOException {
        Path said = space.home().resolve("said");
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(properties);
        command.addAll(List.of("-cp", classes + System.getProperty("java.class.path")));
        command.add("dev.weir.cli.Main");
        command.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("HOME", space.home().toString());
        Process process =
                builder.directory(space.root().toFile())
                        .redirectOutput(said.toFile())
                        .redirectError(space.home().resolve(COMPLAINED).toFile())
                        .start();
        return new Victim(space.root(), said, process);
    }

    /// Where it killed itself; nothing when it did not.
    String place() throws IOException {
        Path place = said.resolveSibling(PLACE);
        return Files.exists(place) ? Files.readString(place) : "";
    }

    /// When a victim is killed.
    enum Instant {
        /// Some time after its start.
        TIME,
        /// A little after it has said something.
        WORD,
        /// A little after it has taken its place at work.
        CLAIM,
        /// A little after it has opened a journal.
        JOURNAL
    }

    /// Waits for the instant, or its end.
    void await(Instant instant, Random random, int longest) throws Exception {
        int lines = 1 + random.nextInt(20);
        while (process.isAlive()
                && switch (instant) {
                    case TIME -> false;
                    case WORD -> lines().size() < lines;
                    case CLAIM -> !isAnyIn(claims);
                    case JOURNAL -> !isTaskOpen(root);
                }) {
            Thread.sleep(1);
        }
        int millis =
                switch (instant) {
                    case TIME -> random.nextInt(longest);
                    case WORD, CLAIM, JOURNAL ->
                            random.nextInt(random.nextBoolean() ? 8 : longest / 4);
                };
        process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    /// Whether one that was killed, or is at work, has a task open.
    static boolean isTaskOpen(Path root) throws IOException {
        return isAnyIn(root.resolve("cache/state/journal"));
    }

    private static boolean isAnyIn(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return false;
        }
        try (Stream<Path> all = Files.list(place)) {
            return all.findAny().isPresent();
        }
    }

    private List<String> lines() throws IOException {
        String text = Files.readString(said, StandardCharsets.UTF_8);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    /// Kills it.
    ///
    /// @param children whether all that it started goes with it
    /// @return whether it was alive
    boolean kill(boolean children) throws InterruptedException {
        List<ProcessHandle> started = new ArrayList<>();
        if (children) {
            process.descendants().forEach(started::add);
        }
        process.destroyForcibly();
        boolean killed = process.waitFor() == KILLED;
        while (!started.isEmpty()) {
            List<ProcessHandle> next = new ArrayList<>();
            for (ProcessHandle child : started) {
                child.descendants().forEach(next::add);
                child.destroyForcibly();
            }
            started = next;
        }
        return killed;
    }

    /// Asks it to end, as a terminal or a supervisor does.
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }

    /// What it said that was not well.
    String complained() throws IOException {
        return Files.readString(said.resolveSibling(COMPLAINED));
    }

    /// Whether it was asked to end while the JVM itself was not up yet: this says so, to stdout,
    /// and ends with 1, whatever the signal.
    boolean hadNotStarted() throws IOException {
        return Files.readString(said).startsWith("Error occurred during initialization of VM");
    }

    /// Lets it come to its end.
    int end() throws InterruptedException {
        return process.waitFor();
    }

    /// What it was doing, by what it left.
    String stage() throws IOException {
        return isTaskOpen(root)
                ? "in a task"
                : isAnyIn(claims) ? "between tasks" : "before or after";
    }

    /// The tasks it had said were done.
    Set<String> told() throws IOException {
        Set<String> told = new TreeSet<>();
        for (String line : lines()) {
            JsonObject event = JsonParser.parseString(line).getAsJsonObject();
            if (event.get("event").getAsString().equals("task ended")
                    && Set.of("ran", "restored").contains(event.get("outcome").getAsString())) {
                told.add(event.get("task").getAsString());
            }
        }
        return told;
    }
}
