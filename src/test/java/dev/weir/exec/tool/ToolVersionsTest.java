package dev.weir.exec.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.exec.Cancellation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
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
    private ToolMemory memory = ToolMemory.NONE;
    private SortedMap<String, String> environment = new TreeMap<>();

    @BeforeEach
    void path() {
        environment = new TreeMap<>(Map.of("PATH", folder + ":" + System.getenv("PATH")));
    }

    private ToolVersions build() {
        return new ToolVersions(folder, () -> environment, memory, cancellation);
    }

    private Map<String, String> ask(String... tools) throws InterruptedException {
        return ask(build(), tools);
    }

    private static Map<String, String> ask(ToolVersions build, String... tools)
            throws InterruptedException {
        return build.of(new TreeSet<>(List.of(tools)));
    }

    private Path script(String name, String text) throws Exception {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /// A native program of that name: it echoes, and tells its version.
    private Path program(String name) throws Exception {
        return Files.copy(Path.of("/bin/echo").toRealPath(), folder.resolve(name));
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
    void a_native_program_is_remembered_until_it_changes() throws Exception {
        memory = new ToolFile(folder.resolve("tools.json"));
        Path program = program("tool");
        assertEquals("--version", ask("tool -n --version").get("tool -n --version"));
        assertFalse(Files.exists(folder.resolve("tools.json")));

        String told = String.valueOf(ask("tool --version").get("tool --version"));
        assertTrue(told.contains("coreutils"), told);
        var kept = new Recorder(new ToolFile(folder.resolve("tools.json")));
        memory = kept;
        assertEquals(told, ask("tool --version").get("tool --version"));
        assertEquals(List.of(told), kept.recalled);

        Files.setLastModifiedTime(program, FileTime.fromMillis(1_000_000_000_000L));
        assertEquals(told, ask("tool --version").get("tool --version"));
        assertEquals(List.of(told), kept.recalled);
        assertEquals(told, ask("tool --version").get("tool --version"));
        assertEquals(List.of(told, told), kept.recalled);
    }

    @Test
    void a_script_a_second_name_and_other_arguments_are_never_remembered() throws Exception {
        memory = new Recorder(new ToolFile(folder.resolve("tools.json")));
        script("shim", "echo $0");
        Path program = program("many");
        Files.createSymbolicLink(folder.resolve("other"), program);
        program("linked");
        Files.createLink(folder.resolve("linked2"), folder.resolve("linked"));
        ask("shim --version", "other --version", "linked --version", "many --version x", "many");
        assertFalse(Files.exists(folder.resolve("tools.json")));
        ask("many -V");
        assertTrue(Files.exists(folder.resolve("tools.json")));
    }

    @Test
    void a_damaged_or_unwritable_memory_only_costs_the_asking() throws Exception {
        program("tool");
        Path file = Files.writeString(folder.resolve("tools.json"), "{\"a\": [}");
        memory = new ToolFile(file);
        assertTrue(ask("tool --version").containsKey("tool --version"));
        memory = new ToolFile(folder.resolve("tools.json/below/a/file"));
        assertTrue(ask("tool --version").containsKey("tool --version"));
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

    /// Notes what was recalled.
    private static final class Recorder implements ToolMemory {
        private final ToolMemory memory;
        private final List<String> recalled = new CopyOnWriteArrayList<>();

        Recorder(ToolMemory memory) {
            this.memory = memory;
        }

        @Override
        public Optional<String> recall(Tool tool) {
            Optional<String> answer = memory.recall(tool);
            answer.ifPresent(recalled::add);
            return answer;
        }

        @Override
        public void remember(Tool tool, String answer) {
            memory.remember(tool, answer);
        }
    }
}
