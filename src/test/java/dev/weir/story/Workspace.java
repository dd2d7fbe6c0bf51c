package dev.weir.story;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.cli.session.ExitCode;
import dev.weir.workspace.FileState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A folder with a Pipelinefile and a weir that is called in it, in this JVM.
///
/// A call is followed by claims about it. They are exact: what is not claimed to have run, been
/// restored or failed must not have, the exit code is 0 and the error stream empty unless claimed
/// otherwise. A build that succeeds is followed by an unasked second one, which must do nothing.
/// Claims are checked when the next thing happens, at the latest when the test ends.
final class Workspace implements BeforeEachCallback, AfterEachCallback {
    private static final Set<String> FORCING = Set.of("--force", "-B");

    private Machine machine = new Machine(Path.of("unset"));
    private Optional<Claims> claims = Optional.empty();

    @Override
    public void beforeEach(ExtensionContext test) throws IOException {
        machine = new Machine(Files.createTempDirectory("weir-story-").toRealPath());
        claims = Optional.empty();
    }

    @Override
    public void afterEach(ExtensionContext test) throws IOException {
        try {
            if (test.getExecutionException().isEmpty()) {
                settle();
            }
        } finally {
            remove(machine.folder());
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    // ---- what is done

    /// The codes weir wanted to end at once with.
    List<ExitCode> endings() {
        return machine.signals().endings();
    }

    /// Writes `Pipelinefile.yaml`; `version: 1` comes by itself.
    Workspace pipelinefile(String yaml) {
        return file("Pipelinefile.yaml", "version: 1\n" + yaml);
    }

    /// Writes a file, with its folders.
    Workspace file(String path, String text) {
        settle();
        try {
            Path file = path(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Writes a file while a build runs.
    Workspace now(String path, String text) {
        try {
            Files.writeString(path(path), text);
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Gives a file that is there other content.
    Workspace edit(String path, String text) {
        assertTrue(Files.isRegularFile(path(path)), path + " should be there to be edited");
        return file(path, text);
    }

    /// Gives a file other content of the same length, and its old time of modification back.
    Workspace editUnseen(String path, String text) {
        try {
            FileTime time = Files.getLastModifiedTime(path(path));
            assertEquals(Files.size(path(path)), text.length(), "the length has to stay");
            edit(path, text);
            Files.setLastModifiedTime(path(path), time);
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Removes a file, or a folder with all in it.
    Workspace delete(String path) {
        settle();
        try {
            assertTrue(Files.exists(path(path), LinkOption.NOFOLLOW_LINKS), path + " is not there");
            remove(path(path));
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Has a shell do something in the workspace that Java cannot.
    Workspace command(String script) {
        settle();
        try {
            int code =
                    new ProcessBuilder("sh", "-ec", script)
                            .directory(machine.root().toFile())
                            .inheritIO()
                            .start()
                            .waitFor();
            assertEquals(0, code, script);
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException ended) {
            throw new AssertionError(ended);
        }
    }

    /// Sets a variable of weir's own environment.
    Workspace variable(String name, String value) {
        settle();
        machine.environment().put(name, value);
        return this;
    }

    /// Lets time pass.
    Workspace later(Duration span) {
        settle();
        machine.clock().advance(span);
        return this;
    }

    /// Calls weir from a folder below.
    Workspace in(String folder) {
        settle();
        machine.goTo(folder);
        return this;
    }

    /// What lies on the disk.
    Path path(String path) {
        return machine.root().resolve(path);
    }

    /// Builds targets; options may stand between them.
    Workspace build(String... arguments) {
        settle();
        Call call = machine.call(arguments);
        Optional<Call> again = Optional.empty();
        if (call.code() == ExitCode.DONE) {
            letSettle();
            again = Optional.of(machine.call(unforced(arguments)));
            if (again.get().outcomes().isEmpty()) {
                Call third = machine.call(unforced(arguments));
                assertEquals(again.get().code(), third.code(), "the third call of " + call);
                assertEquals(again.get().outcomes(), third.outcomes(), "the third call of " + call);
                if (!call.arguments().contains("--json")) {
                    assertEquals(again.get(), third, "the third call of " + call);
                }
            }
        }
        claims = Optional.of(new Claims(call, again));
        return this;
    }

    /// Only of files that are no longer fresh weir remembers that there was nothing to do.
    private static void letSettle() {
        try {
            Thread.sleep(FileState.settlesWithin());
        } catch (InterruptedException ended) {
            throw new AssertionError(ended);
        }
    }

    private static String[] unforced(String... arguments) {
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals("--rerun")) {
                i++;
            } else if (!FORCING.contains(arguments[i])) {
                kept.add(arguments[i]);
            }
        }
        return kept.toArray(String[]::new);
    }

    /// Calls weir for something else than a build.
    Workspace weir(String... arguments) {
        settle();
        claims = Optional.of(new Claims(machine.call(arguments), Optional.empty()));
        return this;
    }

    /// Builds in another thread; the machine's signals can reach it.
    Running start(String... arguments) {
        settle();
        return new Running(machine, arguments);
    }

    /// A build that was started is over: claims are about it.
    Workspace ended(Running running) throws InterruptedException {
        claims = Optional.of(new Claims(running.await(), Optional.empty()));
        return this;
    }

    // ---- what is claimed

    /// These tasks ran.
    Workspace ran(String... tasks) {
        claims().ran.addAll(Arrays.asList(tasks));
        return this;
    }

    /// Nothing ran and nothing was restored.
    Workspace didNothing() {
        claims();
        return this;
    }

    /// These tasks came back from the cache.
    Workspace restored(String... tasks) {
        claims().restored.addAll(Arrays.asList(tasks));
        return this;
    }

    /// These tasks failed: exit code 1.
    Workspace failed(String... tasks) {
        claims().failed.addAll(Arrays.asList(tasks));
        return exits(ExitCode.FAILED);
    }

    /// These tasks were not tried because of one that failed.
    Workspace skipped(String... tasks) {
        claims().skipped.addAll(Arrays.asList(tasks));
        return this;
    }

    /// In the unasked second build these tasks run: they are declared to do so.
    Workspace ranAgain(String... tasks) {
        claims().ranAgain.addAll(Arrays.asList(tasks));
        return this;
    }

    /// It ended so.
    Workspace exits(ExitCode code) {
        claims().code = code;
        return this;
    }

    /// The error stream held this.
    Workspace complained(String... parts) {
        claims().complaints.addAll(Arrays.asList(parts));
        return this;
    }

    /// The error stream did not hold this.
    Workspace didNotComplain(String part) {
        assertFalse(
                claims().call.err().contains(part),
                () -> "should not be complained: " + part + "\nbut was:\n" + claims().call.err());
        return this;
    }

    /// What was said held this.
    Workspace said(String... parts) {
        for (String part : parts) {
            assertTrue(
                    claims().call.out().contains(part),
                    () -> "should be said: " + part + "\nbut was:\n" + claims().call.out());
        }
        return this;
    }

    /// What was said did not hold this.
    Workspace didNotSay(String part) {
        assertFalse(
                claims().call.out().contains(part),
                () -> "should not be said: " + part + "\nbut was:\n" + claims().call.out());
        return this;
    }

    /// What was said.
    String output() {
        return claims().call.out();
    }

    /// Exactly this was said.
    Workspace saidExactly(String text) {
        assertEquals(text, claims().call.out());
        return this;
    }

    /// A file holds exactly this.
    Workspace has(String path, String text) {
        try {
            assertEquals(text, Files.readString(path(path)), path);
            return this;
        } catch (IOException missing) {
            throw new AssertionError(
                    path
                            + " should be there; "
                            + everything()
                            + claims.map(it -> "\n" + it.call).orElse(""),
                    missing);
        }
    }

    /// Nothing is at the path.
    Workspace lacks(String path) {
        assertFalse(Files.exists(path(path), LinkOption.NOFOLLOW_LINKS), path + " is there");
        return this;
    }

    /// The text of a file.
    String text(String path) {
        try {
            return Files.readString(path(path));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// What the last call printed.
    String out() {
        return claims().call.out();
    }

    private String everything() {
        try (Stream<Path> all = Files.walk(machine.root())) {
            return all.map(path -> machine.root().relativize(path).toString())
                    .filter(path -> !path.startsWith("cache/objects"))
                    .sorted()
                    .collect(Collectors.joining(" "));
        } catch (IOException failure) {
            return failure.toString();
        }
    }

    private Claims claims() {
        return claims.orElseThrow(() -> new AssertionError("nothing was called yet"));
    }

    /// Checks what was claimed of the last call.
    void settle() {
        Optional<Claims> open = claims;
        claims = Optional.empty();
        open.ifPresent(Claims::check);
    }

    /// What has to be true of a call.
    private static final class Claims {
        private final Call call;
        private final Optional<Call> again;
        private final Set<String> ran = new TreeSet<>();
        private final Set<String> restored = new TreeSet<>();
        private final Set<String> failed = new TreeSet<>();
        private final Set<String> skipped = new TreeSet<>();
        private final Set<String> ranAgain = new TreeSet<>();
        private final List<String> complaints = new ArrayList<>();
        private ExitCode code = ExitCode.DONE;

        Claims(Call call, Optional<Call> again) {
            this.call = call;
            this.again = again;
        }

        void check() {
            assertAll(
                    call.toString(),
                    () -> assertEquals(code, call.code(), "exit code"),
                    () -> assertEquals(ran, call.tasks("ran"), "ran"),
                    () -> assertEquals(restored, call.tasks("restored"), "restored"),
                    () -> assertEquals(failed, call.tasks("failed"), "failed"),
                    () -> assertEquals(skipped, call.tasks("skipped"), "skipped"),
                    this::checkComplaints);
            again.ifPresent(second ->
                    assertAll(
                            "the unasked second build: " + second,
                            () -> assertEquals(ExitCode.DONE, second.code(), "exit code"),
                            () -> assertEquals(ranAgain, second.tasks("ran"), "ran"),
                            () -> assertEquals(Set.of(), second.tasks("restored"), "restored")));
        }

        private void checkComplaints() {
            if (complaints.isEmpty()) {
                assertEquals("", call.err(), "error stream");
            }
            for (String part : complaints) {
                assertTrue(call.err().contains(part), () -> "should be complained: " + part);
            }
        }
    }
}
