package dev.weir.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What came of one start: exit code and streams, and what the `java` that was started told about
/// itself.
record Started(long pid, int exit, String out, String err) {
    Started succeeded() {
        assertEquals(0, exit, err);
        assertFalse(out.isEmpty(), "no java was started: " + err);
        return this;
    }

    /// Ended with this code before any `java` was started.
    Started refused(int code) {
        assertEquals(code, exit, out + err);
        assertEquals("", out);
        return this;
    }

    Started says(String... parts) {
        for (var part : parts) {
            assertTrue(err.contains(part), () -> "'" + part + "' is not in:\n" + err);
        }
        return this;
    }

    /// Said nothing of its own.
    Started silently() {
        assertEquals("said on stderr\n", err);
        return this;
    }

    String jdk() {
        return value("jdk");
    }

    String value(String name) {
        return lines(name + "=").getFirst();
    }

    /// Every word after `java`.
    List<String> words() {
        return lines("arg=");
    }

    /// The words that reach weir itself.
    List<String> arguments() {
        return words().subList(words().indexOf("dev.weir.cli.Main") + 1, words().size());
    }

    String classPath() {
        return words().get(words().indexOf("-cp") + 1);
    }

    /// The JVM's cache it was told to use.
    Optional<Path> aotCache() {
        var option = "-XX:AOTCache=";
        return words().stream()
                .filter(word -> word.startsWith(option))
                .map(word -> Path.of(word.substring(option.length())))
                .findFirst();
    }

    private List<String> lines(String start) {
        return out.lines()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .toList();
    }
}
