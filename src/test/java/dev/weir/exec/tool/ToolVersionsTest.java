package dev.weir.exec.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.exec.Cancellation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(30)
class ToolVersionsTest {
    @TempDir Path folder;
    private final Cancellation cancellation = new Cancellation();
    private SortedMap<String, String> environment = new TreeMap<>();

    @BeforeEach
    void path() {
        environment = new TreeMap<>(Map.of("PATH", folder + ":" + System.getenv("PATH")));
    }

    private ToolVersions build() {
        return new ToolVersions(folder, cancellation);
    }

    private Map<String, String> ask(String... tools) throws InterruptedException {
        return ask(build(), tools);
    }

    private Map<String, String> ask(ToolVersions build, String... tools)
            throws InterruptedException {
        return build.of(new TreeSet<>(List.of(tools)), environment);
    }

    private Path script(String name, String text) throws Exception {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void a_tool_answers_with_all_that_it_prints() throws Exception {
        script("tool", "echo; echo one; echo ' two ' >&2; echo");
        assertEquals(Map.of("tool", "one\n two"), ask("tool"));
    }

    @Test
    void a_tool_that_fails_answers_how() throws Exception {
        script("tool", "echo no licence; exit 3");
        assertEquals("exit code 3\nno licence", ask("tool").get("tool"));
        String missing = String.valueOf(ask("nowhere --version").get("nowhere --version"));
        assertTrue(missing.startsWith("exit code 127\n"), missing);
    }

    @Test
    void who_waits_for_an_answer_gets_it_though_somebody_else_asks_anew() throws Exception {
        script("slow", "while [ ! -e go ]; do sleep 0.01; done; echo 1");
        script("quick", "touch up; echo 2");
        ToolVersions build = build();
        var asking = new FutureTask<>(() -> ask(build, "quick", "slow", "zero"));
        Thread.ofPlatform().start(asking);
        while (!Files.exists(folder.resolve("up"))) {
            Thread.sleep(10);
        }
        build.forget(new TreeSet<>(List.of("quick", "slow", "zero")), environment);
        Files.createFile(folder.resolve("go"));
        assertEquals(Set.of("quick", "slow", "zero"), asking.get().keySet());
        assertEquals("1", asking.get().get("slow"));
    }

    @Test
    void each_tool_is_asked_once_a_build_and_all_at_the_same_time() throws Exception {
        script(
                "a",
                "echo a >> asked; touch a-up; while [ ! -e b-up ]; do sleep 0.01; done; echo 1");
        script(
                "b",
                "echo b >> asked; touch b-up; while [ ! -e a-up ]; do sleep 0.01; done; echo 2");
        ToolVersions build = build();
        assertEquals(Map.of("a", "1", "b", "2"), ask(build, "a", "b"));
        assertEquals(Map.of("a", "1"), ask(build, "a"));
        assertEquals(2, Files.readAllLines(folder.resolve("asked")).size());
        ask("a", "b");
        assertEquals(4, Files.readAllLines(folder.resolve("asked")).size());
    }

    @Test
    void a_very_long_answer_is_told_by_its_digest() throws Exception {
        String answer = String.valueOf(ask("yes | head -n 200000").get("yes | head -n 200000"));
        assertTrue(answer.matches("a text of SHA-256 [0-9a-f]{64}"), answer);
        assertEquals(answer, ask("yes | head -n 200000").get("yes | head -n 200000"));
        assertFalse(ask("yes | head -n 200001").containsValue(answer));
    }

    @Test
    void each_build_asks_anew() throws Exception {
        script("tool", "cat version");
        Files.writeString(folder.resolve("version"), "1");
        assertEquals("1", ask("tool --version").get("tool --version"));
        Files.writeString(folder.resolve("version"), "2");
        assertEquals("2", ask("tool --version").get("tool --version"));
    }

    @Test
    void a_cancelled_build_ends_its_tools() throws Exception {
        script("slow", "touch up; sleep 1000");
        var canceller =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                await(folder.resolve("up"));
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                            cancellation.request();
                        });
        assertThrows(InterruptedException.class, () -> ask("slow"));
        canceller.join();
    }

    private static void await(Path file) throws InterruptedException {
        while (!Files.exists(file)) {
            Thread.sleep(2);
        }
    }
}
