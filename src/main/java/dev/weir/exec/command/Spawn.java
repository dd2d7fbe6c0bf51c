package dev.weir.exec.command;

import static dev.weir.exec.command.Libc.call;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// Starts a program by `posix_spawn`: leader of a session and a group of its own (so no terminal
/// can stop it for asking a password), all signals at their defaults, `/dev/null` to read, one pipe
/// for what it says, and none of this JVM's descriptors.
///
/// [ProcessBuilder] makes no group. Measured on two cores, from start to exit of an empty `sh`: 0.9
/// ms this way, 1.7 ms by ProcessBuilder, 2.5 ms by ProcessBuilder with `setsid` before it; two at
/// once 0.5, 0.9 and 1.4 ms.
///
/// @param program with its arguments; a name without `/` is searched on the PATH of `environment`,
///   not on this JVM's
record Spawn(List<String> program, Path folder, SortedMap<String, String> environment) {
    /// What came of it.
    sealed interface Spawned {}

    /// It runs.
    ///
    /// @param output the reading end of its pipe, the receiver's to close
    record Started(long pid, int output) implements Spawned {}

    /// It could not be started, in words for the user.
    record Refused(String why) implements Spawned {}

    Spawned start() {
        String name = program.getFirst();
        var path = SearchPath.of(folder, environment);
        Optional<Path> found = path.find(name);
        if (found.isEmpty()) {
            return new Refused("'" + name + "' was not found on PATH (" + path.path() + ")");
        }
        if (hasNul()) {
            return new Refused("a NUL character stands in the command or its environment");
        }
        try (Arena arena = Arena.ofConfined()) {
            return start(found.get().toString(), arena);
        }
    }

    private boolean hasNul() {
        return program.stream().anyMatch(text -> text.indexOf('\0') >= 0)
                || environment.entrySet().stream()
                        .anyMatch(e -> (e.getKey() + e.getValue()).indexOf('\0') >= 0);
    }

    private Spawned start(String file, Arena arena) {
        MemorySegment pipe = arena.allocate(ValueLayout.JAVA_INT, 2);
        int failed = Libc.pipe(pipe);
        if (failed < 0) {
            return new Refused("no pipe for the command's output: " + Errno.text(-failed));
        }
        int reading = pipe.getAtIndex(ValueLayout.JAVA_INT, 0);
        int writing = pipe.getAtIndex(ValueLayout.JAVA_INT, 1);
        MemorySegment pid = arena.allocate(ValueLayout.JAVA_INT);
        int error;
        try {
            error = spawn(file, writing, pid, arena);
        } finally {
            Libc.close(writing);
        }
        if (error == 0) {
            return new Started(pid.get(ValueLayout.JAVA_INT, 0), reading);
        }
        Libc.close(reading);
        return new Refused(explain(file, error));
    }

    private int spawn(String file, int writing, MemorySegment pid, Arena arena) {
        MemorySegment actions = SpawnCalls.actions(folder.toString(), writing, arena);
        try {
            return call(
                    SpawnCalls.POSIX_SPAWN,
                    pid.address(),
                    arena.allocateFrom(file).address(),
                    actions.address(),
                    SpawnCalls.ATTRIBUTES.address(),
                    strings(program, arena).address(),
                    strings(assignments(), arena).address());
        } finally {
            call(SpawnCalls.ACTIONS_DESTROY, actions.address());
        }
    }

    private List<String> assignments() {
        List<String> all = new ArrayList<>(environment.size());
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            all.add(variable.getKey() + "=" + variable.getValue());
        }
        return all;
    }

    private static MemorySegment strings(List<String> texts, Arena arena) {
        MemorySegment pointers = arena.allocate(ValueLayout.ADDRESS, texts.size() + 1L);
        for (int i = 0; i < texts.size(); i++) {
            pointers.setAtIndex(ValueLayout.ADDRESS, i, arena.allocateFrom(texts.get(i)));
        }
        return pointers;
    }

    private String explain(String file, int error) {
        if (!Files.isDirectory(folder)) {
            return "the folder '" + folder + "' to run in is not there";
        }
        if (error == Errno.E2BIG) {
            return "too long for the system: " + longest() + "; give many paths in a file";
        }
        return "'" + file + "' cannot be run: " + Errno.text(error);
    }

    private String longest() {
        Map.Entry<String, String> variable =
                environment.entrySet().stream()
                        .max(Comparator.comparingInt(entry -> entry.getValue().length()))
                        .orElse(Map.entry("", ""));
        int script = program.getLast().length();
        return script >= variable.getValue().length()
                ? "a script of " + script + " characters"
                : "the variable '" + variable.getKey() + "' of the environment";
    }
}
